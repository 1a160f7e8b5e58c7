"""Motion: whether something large moves before a camera, as a hand that is waved."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Pictures are compared at this size, px: a hand is many of these, noise averages out.
WIDTH, HEIGHT = 64, 51

#: What is added to grey levels before the logarithm, so that black is not noisy.
DARK = 8.0

#: Brightness is compared with its surroundings of this width, as a share of the
#: picture's: lamps that flicker or are switched change both.
AROUND = 0.2

#: A change in contrast that counts. Each place is the mean of a hundred pixels and
#: more: the noise of a camera at full gain in the dark stays below half of this.
LEAST_CONTRAST = 0.1

#: A place moves when it changed so often within so long, or in half of the pictures
#: where they are few. A lamp that is switched changes everything, once.
CHANGES, LEAST_CHANGES, WINDOW_S = 3, 2, 1.2

#: Pictures that follow each other faster are not compared, s.
LEAST_GAP_S = 0.08


class MotionMeter:
    """Measures motion from picture to picture of one camera."""

    def __init__(self) -> None:
        self._last: NDArray[np.float32] | None = None
        self._last_s = 0.0
        self._changed: deque[tuple[float, NDArray[np.bool_]]] = deque()

    def look(self, pixels: NDArray[np.uint8], seconds: float) -> float:
        """Return the share of the picture in which something keeps moving, 0 to 1.

        Parameters
        ----------
        pixels
            h×w, of any size.
        seconds
            When it was taken; an earlier picture than the last is not looked at.
        """
        if self._last is None or seconds - self._last_s >= LEAST_GAP_S:
            contrast = _contrast(pixels)
            if self._last is not None:
                changed = np.abs(contrast - self._last) > LEAST_CONTRAST
                self._changed.append((seconds, changed))
            self._last, self._last_s = contrast, seconds
        while self._changed and seconds - self._changed[0][0] > WINDOW_S:
            self._changed.popleft()
        return self._share()

    def _share(self) -> float:
        if not self._changed:
            return 0.0
        needed = min(CHANGES, max(LEAST_CHANGES, len(self._changed) // 2))
        times = np.sum([changed for _, changed in self._changed], axis=0)
        return float((times >= needed).mean())


def _contrast(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the logarithm of the brightness over that of the surroundings, small."""
    small = cv2.resize(pixels, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    logarithm = np.log(small.astype(np.float32) + np.float32(DARK))
    around = cv2.GaussianBlur(logarithm, (0, 0), AROUND * WIDTH)
    return np.asarray(logarithm - around, dtype=np.float32)
