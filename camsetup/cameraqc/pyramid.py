"""A pyramid: looks for a template in a shrunken frame first, then around the best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.cameraqc.correlation import Correlator, ExactScore, fast_length, norm

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: The coarse level has a quarter of the frame's width and height.
_FACTOR = 4

#: The coarse template must have so many px each way: fewer tell too little.
_SMALLEST = 16

#: Half a coarse pixel may cost the template so much score; IBL's cost 0.03 to 0.04.
_LARGEST_LOSS = 0.1

#: A place's score exceeds the coarse ones around it by the template's own loss at the
#: most, and by this. Over 2700 pictures, blurred, noisy, warped, painted over, the
#: excess was at most 0.005.
_SLACK = 0.02

#: So many places of the full frame are searched around a coarse one, each way, or a
#: few more where that transforms faster.
_PLACES = 32

#: So many such windows are searched; where more are needed, the answer is not certain.
_WINDOWS = 3

#: A part of the frame with less contrast, in grey levels, is as good as flat: there
#: rounding errors may win.
_CONTRAST = 1.0

#: OpenCV's error of a score: this share of the frame's norm times the template's, over
#: the product of both norms about their means. Measured at most 1.9e-7.
_ROUNDING = 4e-7

#: Places within this of the best are compared exactly, so many of them at most.
_CLOSE, _MOST_CLOSE = 1e-4, 40


@dataclass(frozen=True, slots=True)
class Match:
    """Where a template fits best: its top-left corner in px, and the score there."""

    x: int
    y: int
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class _Window:
    """Full-resolution scores around a coarse place, and where they begin."""

    top: int
    left: int
    values: NDArray[np.float32]


class Pyramid:
    """Finds a template in frames of one size, as `cv2.TM_CCOEFF_NORMED` would.

    It answers only where it is certain that the full search would say the same; see
    `worth_a_pyramid` for which templates it is made.
    """

    def __init__(self, template: NDArray[np.uint8], shape: tuple[int, int]) -> None:
        height, width = shape
        self._size, self._exact = template.shape, ExactScore(template)
        self._rounding = _ROUNDING * norm(template) / (template.std() * template.size)
        small = (height // _FACTOR, width // _FACTOR)
        self._coarse = Correlator(shrunk(template), small)
        self._lift = _loss(template) + _SLACK
        self._fine = Correlator(
            template,
            (
                _good_length(template.shape[0], height),
                _good_length(template.shape[1], width),
            ),
        )
        self._last_top = height - self._fine.shape[0]
        self._last_left = width - self._fine.shape[1]

    def best(self, frame: NDArray[np.uint8]) -> Match | None:
        """Return the best place; None where only the full search can tell."""
        coarse = self._coarse.scores(shrunk(frame))
        rounding = self._rounding * norm(frame)
        least = float(coarse.contrast.min())
        if least < _CONTRAST or rounding / least > _SLACK:
            return None
        windows = self._windows(frame, coarse.values)
        return self._surest(frame, windows, rounding) if windows else None

    def _windows(
        self, frame: NDArray[np.uint8], coarse: NDArray[np.float32]
    ) -> list[_Window] | None:
        """Return windows around all places that may win; None where too many do."""
        open_places = coarse.copy()
        windows: list[_Window] = []
        best = -1.0
        while open_places.max() + self._lift >= best:
            if len(windows) == _WINDOWS:
                return None
            row, column = divmod(int(open_places.argmax()), coarse.shape[1])
            windows.append(self._searched(frame, row, column))
            best = max(best, float(windows[-1].values.max()))
            open_places[self._covered(windows[-1])] = -2
        return windows

    def _searched(self, frame: NDArray[np.uint8], row: int, column: int) -> _Window:
        height, width = self._fine.shape
        rows, columns = self._fine.places
        top = min(max(0, row * _FACTOR - (rows - _FACTOR) // 2), self._last_top)
        left = min(max(0, column * _FACTOR - (columns - _FACTOR) // 2), self._last_left)
        area = frame[top : top + height, left : left + width]
        return _Window(top, left, self._fine.scores(area).values)

    def _covered(self, window: _Window) -> tuple[slice, slice]:
        """Return the coarse places of which every near place is in the window."""
        rows, columns = window.values.shape
        return (
            _inside(window.top, rows, self._last_top),
            _inside(window.left, columns, self._last_left),
        )

    def _surest(
        self, frame: NDArray[np.uint8], windows: list[_Window], rounding: float
    ) -> Match | None:
        """Return the best place when it beats all others by more than rounding."""
        best = max(window.values.max() for window in windows)
        near = {
            (window.left + int(x), window.top + int(y))
            for window in windows
            for y, x in zip(*np.nonzero(window.values > best - _CLOSE), strict=True)
        }
        if len(near) > _MOST_CLOSE:
            return None
        matches = [Match(x, y, self._exact.at(frame, x, y)) for x, y in near]
        matches.sort(key=lambda match: match.score, reverse=True)
        certain = len(matches) == 1 or (
            matches[0].score - matches[1].score
            > 2 * rounding / self._contrast(frame, matches[0])
        )
        return matches[0] if certain else None

    def _contrast(self, frame: NDArray[np.uint8], at: Match) -> float:
        height, width = self._size
        window = frame[at.y : at.y + height, at.x : at.x + width]
        return float(cv2.meanStdDev(window)[1].item())


def worth_a_pyramid(template: NDArray[np.uint8], shape: tuple[int, int]) -> bool:
    """Say whether a shrunken template still tells where it belongs in such a frame."""
    if min(template.shape) < _SMALLEST * _FACTOR or template.std() < _CONTRAST:
        return False
    if any(
        _good_length(*both) > both[1]
        for both in zip(template.shape, shape, strict=True)
    ):
        return False
    return _loss(template) <= _LARGEST_LOSS


def _loss(template: NDArray[np.uint8]) -> float:
    """Return how much score half a coarse pixel both ways costs the template."""
    moved = shrunk(np.ascontiguousarray(template[_FACTOR // 2 :, _FACTOR // 2 :]))
    height, width = moved.shape
    straight = np.ascontiguousarray(shrunk(template)[:height, :width])
    return 1 - float(cv2.matchTemplate(moved, straight, cv2.TM_CCOEFF_NORMED).item())


def shrunk(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a quarter of the width and height; what is left over is cut off.

    Halved twice: OpenCV is ten times as fast with that as with a quarter.
    """
    for _ in range(2):
        height, width = picture.shape[0] // 2, picture.shape[1] // 2
        whole = picture[: height * 2, : width * 2]
        picture = np.asarray(
            cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA), np.uint8
        )
    return picture


def _good_length(template: int, frame: int) -> int:
    """Return the length of a window's area: enough places, and fast to transform."""
    length = fast_length(template + _PLACES - 1)
    return length if length <= frame else frame + 1


def _inside(first: int, places: int, last_first: int) -> slice:
    """Return the coarse places whose neighbours, too, are among the window's places."""
    start = 0 if first == 0 else -(-(first + 1) // _FACTOR)
    if first == last_first:
        return slice(start, None)
    return slice(start, (first + places - _FACTOR - 1) // _FACTOR + 1)
