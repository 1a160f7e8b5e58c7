"""The high frequencies of a picture: what ibllib's FFT test of focus measures.

ibllib transforms the picture into complex numbers, removes the frequencies -60 to 59
both ways, transforms back, takes magnitudes, stretches them to 0 to 256 and averages.
As +60 stays and -60 goes, the filtered picture is complex. Its real part comes here
from two real transforms, which cost a quarter; its imaginary part, of the edge of what
is removed only, from a product of four columns and four rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Frequencies from -60 to 59 are removed, whatever the size of the picture.
_EDGE = 60

#: With less range, in grey levels, the stretching enlarges rounding errors; they are
#: the same as ibllib's only when made in the same way.
_LEAST_RANGE = 4.0


class HighPass:
    """Measures pictures of one size, in memory that is taken once: new pages are slow.

    Parameters
    ----------
    shape
        Height and width.
    """

    def __init__(self, shape: tuple[int, int]) -> None:
        height, width = shape
        self.shape = shape
        self._fast = min(shape) > 2 * _EDGE + 1
        self._down, self._across = _wave(height), _wave(width)
        self._real = np.empty(shape, np.float32)
        self._imaginary = np.empty(shape, np.float32)
        self._stretched = np.empty(shape, np.uint8)

    def mean(self, picture: NDArray[np.uint8], table: NDArray[np.uint8]) -> float:
        """Return the mean of the high-pass picture, 0 to 255.

        ``table`` says what each of the 256 grey levels is to count as.
        """
        if self._fast:
            magnitude = self._magnitude(picture, table)
            low, high, *_ = cv2.minMaxLoc(magnitude)
            if high - low >= _LEAST_RANGE * picture.size:
                return self._stretched_mean(magnitude)
        return self._stretched_mean(_plain_magnitude(table[picture]))

    def _magnitude(
        self, picture: NDArray[np.uint8], table: NDArray[np.uint8]
    ) -> NDArray[np.float32]:
        """Return the magnitude of the filtered picture, times its pixels."""
        spectrum, imaginary = self._real, self._imaginary
        cv2.LUT(picture, table.astype(np.float32), spectrum)
        cv2.dft(spectrum, spectrum)
        self._find_imaginary(spectrum)
        _remove(spectrum)
        flags = cv2.DFT_INVERSE | cv2.DFT_REAL_OUTPUT
        real = cv2.dft(spectrum, spectrum, flags=flags)
        cv2.magnitude(real, imaginary, imaginary)
        return imaginary

    def _find_imaginary(self, spectrum: NDArray[np.float32]) -> None:
        """Put down the imaginary part of the filtered picture, up to its sign."""
        height, width = spectrum.shape
        row = _added_up(_edge_row(spectrum), width)
        column = _added_up(_edge_column(spectrum), height)
        down = (self._down.real, self._down.imag, column.imag, column.real)
        across = (row.imag, row.real, self._across.real, self._across.imag)
        np.matmul(np.stack(down, axis=1), np.stack(across), out=self._imaginary)

    def _stretched_mean(self, magnitude: NDArray[np.float32]) -> float:
        stretched = self._stretched
        cv2.normalize(magnitude, stretched, 0, 256, cv2.NORM_MINMAX, cv2.CV_8U)
        return float(cv2.sumElems(stretched)[0] / stretched.size)


def _wave(length: int) -> NDArray[np.complex64]:
    """Return the wave of frequency -60 over so many pixels."""
    turns = np.arange(length) * -_EDGE / length
    return np.asarray(np.exp(2j * np.pi * turns), np.complex64)


def _added_up(
    coefficients: NDArray[np.complex64], length: int
) -> NDArray[np.complex64]:
    """Return the sum of the waves of frequencies …, 58, 59 over so many pixels."""
    spectrum = np.zeros(length, np.complex64)
    spectrum[np.arange(_EDGE - len(coefficients), _EDGE)] = coefficients
    return np.asarray(np.fft.ifft(spectrum, norm="forward"), np.complex64)


def _edge_row(spectrum: NDArray[np.float32]) -> NDArray[np.complex64]:
    """Return the coefficients of y frequency -60, x frequencies -60 to 59."""
    positive = _right_half(spectrum, -_EDGE)[:_EDGE]
    negative = _right_half(spectrum, _EDGE)[1:].conj()
    return np.concatenate((negative[::-1], positive))


def _right_half(spectrum: NDArray[np.float32], y: int) -> NDArray[np.complex64]:
    """Return the coefficients of one y frequency and the x frequencies 0 to 60.

    OpenCV packs a real picture's spectrum: column 0 holds x frequency 0, itself packed
    downwards; columns 2k-1 and 2k hold real and imaginary part of k.
    """
    first = complex(spectrum[2 * abs(y) - 1, 0], spectrum[2 * abs(y), 0])
    others = spectrum[y, 1 : 2 * _EDGE + 1]
    values = np.empty(_EDGE + 1, np.complex64)
    values[0] = first if y > 0 else first.conjugate()
    values.real[1:], values.imag[1:] = others[::2], others[1::2]
    return values


def _edge_column(spectrum: NDArray[np.float32]) -> NDArray[np.complex64]:
    """Return the coefficients of x frequency -60, y frequencies -59 to 59."""
    opposite = np.arange(_EDGE - 1, -_EDGE, -1)
    real = spectrum[opposite, 2 * _EDGE - 1]
    return np.asarray(real - 1j * spectrum[opposite, 2 * _EDGE], np.complex64)


def _remove(spectrum: NDArray[np.float32]) -> None:
    """Remove the low frequencies from a packed spectrum.

    On the edge one of each pair of opposite frequencies stays, which halves the real
    part.
    """
    last = 2 * _EDGE - 1  # the first column of x frequency 60
    spectrum[: 2 * _EDGE - 1, 0] = 0
    spectrum[2 * _EDGE - 1 : 2 * _EDGE + 1, 0] /= 2
    spectrum[:_EDGE, 1:last] = spectrum[1 - _EDGE :, 1:last] = 0
    spectrum[_EDGE, 1:last] /= 2
    spectrum[-_EDGE, 1:last] /= 2
    spectrum[: _EDGE + 1, last : last + 2] /= 2
    spectrum[1 - _EDGE :, last : last + 2] /= 2


def _plain_magnitude(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the magnitude of the filtered picture as ibllib comes by it.

    In pictures of less than 120 px the range to remove begins below 0, and Python
    counts that from the end.
    """
    height, width = picture.shape
    spectrum = cv2.dft(picture.astype(np.float32), flags=cv2.DFT_COMPLEX_OUTPUT)
    shifted = np.fft.fftshift(spectrum, axes=(0, 1))
    rows = slice(height // 2 - _EDGE, height // 2 + _EDGE)
    shifted[rows, width // 2 - _EDGE : width // 2 + _EDGE] = 0
    filtered = cv2.idft(np.fft.ifftshift(shifted, axes=(0, 1)))
    return np.asarray(cv2.magnitude(filtered[..., 0], filtered[..., 1]), np.float32)
