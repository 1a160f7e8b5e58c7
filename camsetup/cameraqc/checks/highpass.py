"""The high frequencies of a picture: what ibllib's FFT test of focus measures.

ibllib transforms the picture into complex numbers, removes the frequencies -60 to 59
both ways, transforms back, takes magnitudes, stretches them to 0 to 256 and averages.

Here only the rows are transformed, and the columns of what is to be removed: first the
square from -59 to 59, which leaves a real picture, then its edge of frequency -60. As
the opposite frequency, +60, stays, the filtered picture is complex. The edge is the sum
of two products: a wave down times a row, and a column times a wave across.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Frequencies from -60 to 59 are removed, whatever the size of the picture.
_EDGE = 60

#: OpenCV packs the spectrum of a real row into real numbers: of frequency 0 one, then
#: two of every other. So many are those below 60, and those up to 60.
_BELOW, _UP_TO = 2 * _EDGE - 1, 2 * _EDGE + 1

#: With less range, in grey levels, the stretching enlarges rounding errors; they are
#: the same as ibllib's only when made in the same way.
_LEAST_RANGE = 4.0

_BACK = cv2.DFT_INVERSE | cv2.DFT_REAL_OUTPUT | cv2.DFT_ROWS


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
        self._fast = min(shape) > _UP_TO
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
            if high - low >= _LEAST_RANGE * self.shape[1]:
                return self._stretched_mean(magnitude)
        levels = table[picture]
        if levels.min() == levels.max():
            # Nothing but rounding errors, which some versions of OpenCV make and some
            # do not; the current one (5.0) makes none in pictures of IBL's sizes.
            return 0.0
        return self._stretched_mean(_plain_magnitude(levels))

    def _magnitude(
        self, picture: NDArray[np.uint8], table: NDArray[np.uint8]
    ) -> NDArray[np.float32]:
        """Return the magnitude of the filtered picture, times its width."""
        rows, imaginary = self._real, self._imaginary
        cv2.LUT(picture, table.astype(np.float32), rows)
        cv2.dft(rows, rows, flags=cv2.DFT_ROWS)
        row, column = self._edge(rows)
        _remove_square(rows)
        down = _stacked(self._down.real, self._down.imag, column.real, column.imag).T
        real = _stacked(row.real, -row.imag, self._across.real, -self._across.imag)
        others = _stacked(row.imag, row.real, self._across.imag, self._across.real)
        cv2.dft(real, real, flags=cv2.DFT_ROWS)
        rows[:, :_UP_TO] -= down @ (real[:, :_UP_TO] / self.shape[1])
        cv2.dft(rows, rows, flags=_BACK)
        np.matmul(down, others, out=imaginary)
        cv2.magnitude(rows, imaginary, imaginary)
        return imaginary

    def _edge(
        self, rows: NDArray[np.float32]
    ) -> tuple[NDArray[np.complex64], NDArray[np.complex64]]:
        """Return the row and the column of what is removed at frequency -60.

        The row is made of x frequencies -60 to 59 and goes with y frequency -60; the
        column is made of y frequencies -59 to 59 and goes with x frequency -60.
        """
        height, width = rows.shape
        # Sums along the waves of frequency ±60 down, of every x frequency up to 60.
        by_real = _unpacked(self._down.real @ rows[:, :_UP_TO])
        by_imaginary = _unpacked(self._down.imag @ rows[:, :_UP_TO])
        minus, plus = by_real - 1j * by_imaginary, by_real + 1j * by_imaginary
        spectrum = np.zeros(width, np.complex64)
        spectrum[:_EDGE] = minus[:_EDGE]
        spectrum[-_EDGE:] = plus[:0:-1].conj()
        row = np.fft.ifft(spectrum, norm="forward") / height
        column = np.fft.fft(rows[:, _BELOW] + 1j * rows[:, _BELOW + 1])
        column[_EDGE : 1 - _EDGE] = 0
        column = np.fft.ifft(column).conj()
        return np.asarray(row, np.complex64), np.asarray(column, np.complex64)

    def _stretched_mean(self, magnitude: NDArray[np.float32]) -> float:
        stretched = self._stretched
        cv2.normalize(magnitude, stretched, 0, 256, cv2.NORM_MINMAX, cv2.CV_8U)
        return float(cv2.sumElems(stretched)[0] / stretched.size)


def _wave(length: int) -> NDArray[np.complex64]:
    """Return the wave of frequency -60 over so many pixels."""
    turns = np.arange(length) * -_EDGE / length
    return np.asarray(np.exp(2j * np.pi * turns), np.complex64)


def _stacked(*parts: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.stack(parts)


def _unpacked(row: NDArray[np.float32]) -> NDArray[np.complex64]:
    """Return frequencies 0, 1, 2, … of a packed row as complex numbers."""
    values = np.empty(len(row) // 2 + 1, np.complex64)
    values[0] = row[0]
    values[1:] = row[1::2] + 1j * row[2::2]
    return values


def _remove_square(rows: NDArray[np.float32]) -> None:
    """Remove frequencies -59 to 59 both ways from a picture of transformed rows."""
    columns = np.asarray(cv2.transpose(rows[:, :_BELOW]), np.float32)
    cv2.dft(columns, columns, flags=cv2.DFT_ROWS)
    columns[:, :_BELOW] = 0
    columns[:, _BELOW:] /= len(rows)
    cv2.dft(columns, columns, flags=_BACK)
    rows[:, :_BELOW] = cv2.transpose(columns)


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
