"""The search: where in the whole picture the outline may be, without a first guess.

For each of some turns and scales the model is a small picture of edge vectors; its
correlation with the edge field over all shifts is one product of spectra. Only the low
frequencies are kept: the outline is a few pixels off the real rig anyway, so the blur
that tolerates this also allows a coarser grid of shifts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

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

#: Poses so near a guess, as a share of the width, stand on the flanks of its peak, and
#: count with their share of its score to this power.
AROUND, PEAKEDNESS = 0.05, 16

#: Every how many points are enough to tell poses apart.
SKETCH_STEP = 8


class Searcher:
    """The model's spectra, prepared once for fields of one shape.

    Parameters
    ----------
    model
        What is looked for; every second point will do.
    shape
        Height and width of the fields.
    """

    def __init__(self, model: Model, shape: tuple[int, int]) -> None:
        self._model, self._shape = model, shape
        height, width = shape
        self._factors = np.array([width / model.size.width, height / model.size.height])
        reach = round(REACH * width / STEP_PX)
        self._steps = np.arange(-reach, reach + 1)
        self._grid = tuple(
            cv2.getOptimalDFTSize(side // STEP_PX + reach + 2) for side in shape
        )
        self._period = tuple(STEP_PX * side for side in self._grid)
        self._poses = _hypotheses()
        self._spectra, self._weights = self._prepared()

    def guesses(self, field: Field, count: int) -> tuple[NDArray[np.float64], float]:
        """Return up to ``count`` poses (k×4, see `vector`), best first, and its fit."""
        scores = self._scores(field).reshape(len(self._poses), -1)
        down, across = np.divmod(scores.argmax(axis=1), len(self._steps))
        shifts = STEP_PX * np.stack([self._steps[across], self._steps[down]], axis=1)
        poses = self._poses.copy()
        poses[:, :2] = shifts / self._factors
        best = scores.max(axis=1)
        return self._distinct(poses, best, count), float(best.max())

    def best_score(self, field: Field) -> float:
        """Return how well the best guess fits."""
        return float(self._scores(field).max())

    def _scores(self, field: Field) -> NDArray[np.float32]:
        """Return how well each hypothesis fits: k×shifts down×shifts across."""
        spectrum = self._kept_spectrum(field)
        down = self._steps[:, None] % self._grid[0]
        across = self._steps % self._grid[1]
        scores = np.empty(self._weights.shape, np.float32)
        for turn in range(len(TURNS_DEG)):
            some = slice(turn * len(SCALES), (turn + 1) * len(SCALES))
            product = (self._spectra[some] * spectrum).sum(axis=1)
            correlation = np.fft.irfft2(product, s=self._grid)
            scores[some] = correlation[:, down, across] * self._weights[some]
        return scores

    def _kept_spectrum(self, field: Field) -> NDArray[np.complex64]:
        """Return 2×rows×columns: the low frequencies of both components."""
        components = np.ascontiguousarray(field.vectors.transpose(2, 0, 1))
        spectrum = np.fft.rfft2(components, s=self._period)
        rows, columns = _kept(self._grid)
        kept = spectrum[:, rows % self._period[0], : len(columns)]
        return np.asarray(kept / STEP_PX**2, dtype=np.complex64)

    def _distinct(
        self, poses: NDArray[np.float64], scores: NDArray[np.float32], count: int
    ) -> NDArray[np.float64]:
        """Return the best poses that lead to different places.

        Each is averaged with lesser ones around it, as a peak lies between the steps
        of turn and scale: that halves the error.
        """
        width = self._model.size.width
        points = self._model.placed(poses)[0][:, ::SKETCH_STEP]
        fresh = np.ones(len(poses), np.bool_)
        kept: list[NDArray[np.float64]] = []
        while fresh.any() and len(kept) < count:
            top = int(np.where(fresh, scores, -np.inf).argmax())
            travel = np.sqrt(((points - points[top]) ** 2).sum(axis=-1).mean(axis=-1))
            around = (travel < AROUND * width) & (scores <= scores[top])
            share = np.maximum(scores, 0) / max(float(scores[top]), 1e-6)
            weight = around * np.minimum(share, 1.0) ** PEAKEDNESS
            weight[top] = 1.0
            kept.append(weight @ poses / weight.sum())
            fresh &= travel > APART * width
        return np.stack(kept)

    def _prepared(self) -> tuple[NDArray[np.complex64], NDArray[np.float32]]:
        """Return each hypothesis' spectra and the weights of its shifts."""
        points, normals = self._model.placed(self._poses)
        points = (points + 0.5) * self._factors - 0.5
        spectra = [
            self._spectrum(at, normal)
            for at, normal in zip(points, normals, strict=True)
        ]
        return np.stack(spectra), np.stack([self._weight(at) for at in points])

    def _spectrum(
        self, points: NDArray[np.float64], normals: NDArray[np.float64]
    ) -> NDArray[np.complex64]:
        """Return 2×rows×columns: conjugate spectra of the points' cosines and sines.

        Points are taken where they are, not on a grid: each adds its own wave.
        """
        near = self._near(points)
        (x, y), doubled = points[near].T, 2 * normals[near]
        rows, columns = _kept(self._grid)
        row_waves = _waves(rows, y / self._period[0])
        column_waves = _waves(columns, x / self._period[1]).T
        blur = np.outer(_blur(rows / self._period[0]), _blur(columns / self._period[1]))
        parts = [
            row_waves @ (part.astype(np.float32)[:, None] * column_waves) * blur
            for part in (np.cos(doubled), np.sin(doubled))
        ]
        return np.stack(parts).astype(np.complex64)

    def _near(self, points: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Leave out points that no shift brings in, lest the period wraps them in."""
        reach = STEP_PX * self._steps[-1] + 1
        far_corner = np.array(self._shape[::-1]) + reach
        near = (points > -reach) & (points < far_corner)
        return np.asarray(near.all(axis=1))

    def _weight(self, points: NDArray[np.float64]) -> NDArray[np.float32]:
        """Return shifts down×across: 1 / (n·√visible), 0 where too little shows."""
        shifts = STEP_PX * self._steps
        inside = []
        for places, side in zip(points.T, self._shape[::-1], strict=True):
            shifted = places[:, None] + shifts
            inside.append(((shifted >= 0) & (shifted <= side - 1)).astype(np.float32))
        across, down = inside
        visible = down.T @ across / len(points)
        weight = 1 / (len(points) * np.sqrt(np.maximum(visible, LEAST_VISIBLE)))
        return np.where(visible >= LEAST_VISIBLE, weight, 0).astype(np.float32)


def _hypotheses() -> NDArray[np.float64]:
    """Return every turn with every scale, unshifted; scales run faster."""
    turns, scales = np.meshgrid(np.radians(TURNS_DEG), np.log(SCALES), indexing="ij")
    still = np.zeros(turns.size)
    return np.column_stack([still, still, turns.ravel(), scales.ravel()])


def _kept(grid: tuple[int, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the kept frequencies, in waves per period, down and across."""
    height, width = grid
    rows = np.fft.fftfreq(height, 1 / height).round().astype(np.int64)
    return rows, np.arange(width // 2 + 1)


def _waves(
    frequencies: NDArray[np.int64], places: NDArray[np.float64]
) -> NDArray[np.complex64]:
    """Return frequencies×places: e^(2πi·frequency·place)."""
    phase = (2 * np.pi * np.outer(frequencies, places)).astype(np.float32)
    return np.asarray(np.cos(phase) + 1j * np.sin(phase), dtype=np.complex64)


def _blur(frequencies: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what the blur leaves of each frequency (waves per px)."""
    return np.asarray(np.exp(-2 * (np.pi * TOLERANCE_PX * frequencies) ** 2))
