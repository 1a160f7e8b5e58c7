"""The search: where in the whole picture the outline may be, without a first guess.

For each of some turns and scales the model is a small picture of edge vectors; its
correlation with the edge field over all shifts is one product of spectra. Only the low
frequencies are kept: the outline is a few pixels off the real rig anyway, so the blur
that tolerates this also allows a coarser grid of shifts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import fft

from camsetup.analysis.alignment.field import height_for

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.analysis.alignment.field import Field
    from camsetup.analysis.alignment.model import Model

#: Width of the field that is searched, px.
WIDTH = 160

#: Shifts are searched up to this share of the width, each way.
REACH = 0.2

#: Turns and scales that are tried: closer than half a basin of the refinement.
TURNS_DEG = np.linspace(-12, 12, 9)
SCALES = np.linspace(0.82, 1.18, 9)

#: Blur of the correlation, px of the field.
TOLERANCE_PX = 1.5

#: Every how many px of the field a shift is tried.
STEP_PX = 2

#: Share of the model's points that must be in the picture.
LEAST_VISIBLE = 0.5

#: Guesses closer than this share of the width lead to the same place.
APART = 0.03


class Searcher:
    """The model's spectra, prepared once for fields of one shape."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._field_shape = (height_for(WIDTH, model.size), WIDTH)
        self._shifts = np.arange(-round(REACH * WIDTH), round(REACH * WIDTH) + 1)[
            ::STEP_PX
        ]
        self._period = tuple(
            STEP_PX
            * fft.next_fast_len(-(-(side + self._shifts[-1]) // STEP_PX), real=True)
            for side in self._field_shape
        )
        self._hypotheses = np.array(
            [
                (0.0, 0.0, np.radians(turn), np.log(scale))
                for turn in TURNS_DEG
                for scale in SCALES
            ]
        )
        self._rows, self._columns = _kept_frequencies(self._period)
        self._prepare()

    def _prepare(self) -> None:
        factors = (
            WIDTH / self._model.size.width,
            self._field_shape[0] / self._model.size.height,
        )
        points, normals = self._model.placed(self._hypotheses)
        points = (points + 0.5) * np.array(factors) - 0.5
        spectra, weights = [], []
        for at, normal in zip(points, normals, strict=True):
            weights.append(self._weights(at))
            spectra.append(self._spectrum(at, normal))
        self._weights_by_shift = np.stack(weights)
        self._spectra = np.stack(spectra)

    def _spectrum(
        self, points: NDArray[np.float64], normals: NDArray[np.float64]
    ) -> NDArray[np.complex64]:
        """Return 2×rows×columns: conjugate spectra of the points' cosines and sines."""
        reach = self._shifts[-1] + 1
        height, width = self._field_shape
        x, y = points.T
        near = (x > -reach) & (x < width + reach) & (y > -reach) & (y < height + reach)
        x, y, normals = x[near], y[near], normals[near]
        waves_y = np.exp(2j * np.pi * np.outer(self._rows, y)).astype(np.complex64)
        waves_x = np.exp(2j * np.pi * np.outer(x, self._columns)).astype(np.complex64)
        blur = np.exp(
            -2
            * (np.pi * TOLERANCE_PX) ** 2
            * (self._rows[:, None] ** 2 + self._columns**2)
        )
        parts = [
            waves_y @ (part[:, None].astype(np.float32) * waves_x) * blur
            for part in (np.cos(2 * normals), np.sin(2 * normals))
        ]
        return np.stack(parts).astype(np.complex64)

    def _weights(self, points: NDArray[np.float64]) -> NDArray[np.float32]:
        """Return rows×columns of shifts: 1 / (n·√visible), 0 where too little shows."""
        height, width = self._field_shape
        x = points[:, 0, None] + self._shifts
        y = points[:, 1, None] + self._shifts
        inside_x = ((x >= 0) & (x <= width - 1)).astype(np.float32)
        inside_y = ((y >= 0) & (y <= height - 1)).astype(np.float32)
        visible = inside_y.T @ inside_x / len(points)
        weight = 1 / (len(points) * np.sqrt(np.maximum(visible, LEAST_VISIBLE)))
        return np.where(visible >= LEAST_VISIBLE, weight, 0).astype(np.float32)

    def guesses(self, field: Field, count: int) -> NDArray[np.float64]:
        """Return up to ``count`` poses (k×4, see `model.vector`), best first."""
        score = self._scores(field)
        flat = score.reshape(len(score), -1)
        best = flat.argmax(axis=1)
        row, column = np.divmod(best, len(self._shifts))
        poses = self._hypotheses.copy()
        poses[:, 0] = self._shifts[column] / field.factors[0]
        poses[:, 1] = self._shifts[row] / field.factors[1]
        order = flat.max(axis=1).argsort()[::-1]
        return self._distinct(poses[order], count)

    def _scores(self, field: Field) -> NDArray[np.float32]:
        """Return hypotheses×shifts down×shifts across."""
        both = np.ascontiguousarray(field.vectors.transpose(2, 0, 1))
        spectrum = fft.rfft2(both, s=self._period)
        rows = (self._rows * self._period[0]).round().astype(int)
        kept = spectrum[:, rows, : len(self._columns)]
        product = (self._spectra * kept).sum(axis=1)
        coarse = tuple(side // STEP_PX for side in self._period)
        correlation = fft.irfft2(product, s=coarse, overwrite_x=True) / STEP_PX**2
        at = self._shifts // STEP_PX
        cut = correlation[:, at[:, None] % coarse[0], at % coarse[1]]
        return np.asarray(cut * self._weights_by_shift, dtype=np.float32)

    def _distinct(self, poses: NDArray[np.float64], count: int) -> NDArray[np.float64]:
        kept: list[NDArray[np.float64]] = []
        apart = APART * self._model.size.width
        for pose in poses:
            if all(self._model.distance_px(pose, other) > apart for other in kept):
                kept.append(pose)
            if len(kept) == count:
                break
        return np.stack(kept)


def _kept_frequencies(
    period: tuple[int, ...],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the frequencies, in cycles per px of the field, down and across."""
    height, width = (side // STEP_PX for side in period)
    rows = fft.fftfreq(height) / STEP_PX
    columns = fft.rfftfreq(width) / STEP_PX
    return rows, columns
