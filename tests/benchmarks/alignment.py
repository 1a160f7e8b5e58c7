"""How well, how fast and how sceptically the rig is found.

    python tests/benchmarks/alignment.py [--seed 1] [--trials 100]

Real frames of IBL (skipped when they are not at hand) and the simulated rig, moved by
up to 12 % of the width, 8° and 12 %, blurred, dimmed and made noisy. The truth is the
movement after the pose found on the untouched frame. Ends with 0 when every limit of
the acceptance is met.
"""

import argparse
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.warping import TURN_DEG, random_pose, size_of, spoilt
from benchmarks.wrong_pictures import wrong_pictures
from camsetup.analysis.alignment import Aligner
from camsetup.profiles.outlines import load_outline
from camsetup.profiles.rigs import load_rig
from camsetup.sources.registry import open_source
from conftest import find_ibl_frames

#: Views, and which of IBL's frames show the rig's wheel or rods uncovered.
REAL = (("left", 0), ("left", 2), ("right", 0), ("body", 0), ("body", 1))
VIEWS = ("left", "right", "body")

SUCCESS_OF_WIDTH = 0.03
REPETITIONS = 40


class Report:
    """Prints a line for each thing measured, and remembers what missed its limit."""

    def __init__(self):
        self.missed = []

    def line(self, title, value, unit, limit=None, *, at_least=False):
        met = limit is None or (value >= limit if at_least else value <= limit)
        sign = "≥" if at_least else "≤"
        wanted = "" if limit is None else f"{sign} {limit:g} {unit}"
        word = "" if limit is None else ("met" if met else "MISSED")
        print(f"  {title:<44}{value:>9.2f} {unit:<3} {wanted:<12}{word}", flush=True)
        if not met:
            self.missed.append(title)


@dataclass(frozen=True)
class Errors:
    """Misses of many trials: rms px, degrees, per cent; and whether each was near."""

    rms_px: np.ndarray
    turn_deg: np.ndarray
    scale_percent: np.ndarray
    near: np.ndarray
    recognised: np.ndarray

    @classmethod
    def joined(cls, parts):
        names = cls.__dataclass_fields__
        return cls(
            *(np.concatenate([getattr(p, name) for p in parts]) for name in names)
        )


def errors(aligner, pairs):
    """Align (pixels, true pose) pairs and measure by how much each misses."""
    rows = []
    for pixels, truth in pairs:
        size, found = size_of(pixels), aligner.search(pixels)
        rms_px = found.pose.rms_px(aligner.model.points_for(size), size, truth)
        rows.append(
            (
                rms_px,
                abs(found.pose.rotation_deg - truth.rotation_deg),
                100 * abs(found.pose.scale / truth.scale - 1),
                rms_px < SUCCESS_OF_WIDTH * size.width,
                found.recognised,
            )
        )
    return Errors(*np.array(rows).T)


def spoilt_pairs(aligner, pixels, seed, trials):
    """Yield spoilt frames with the pose that ought to be found."""
    size, start = size_of(pixels), aligner.search(pixels).pose
    for index in range(trials):
        trial = spoilt(pixels, np.random.default_rng([*seed, index]))
        yield trial.pixels, trial.moved.after(start, size)


def simulated(role, **knobs):
    """Return one frame of the simulated rig, as anybody would get it."""
    address = "simulator?" + "&".join(f"{key}={value}" for key, value in knobs.items())
    source = open_source(address, role)
    try:
        source.apply(role.settings)
        source.start()
        return source.read(2.0).pixels
    finally:
        source.close()


def measure_real(report, ibl, seed, trials):
    for kind in ("IBL's", "our"):
        by_width = {1280: [], 640: []}
        for view, index in REAL:
            name = str(ibl.template(view)) if kind == "IBL's" else f"recording-{view}"
            aligner = Aligner(load_outline(name))
            pixels = ibl.frames(view)[index]
            pairs = spoilt_pairs(aligner, pixels, (seed, 1, index, len(view)), trials)
            missed = errors(aligner, pairs)
            by_width[pixels.shape[1]].append(missed)
            title = f"{kind} outline on {view} {index}"
            report.line(f"{title}: within 3 %", 100 * missed.near.mean(), "%")
            report.line(f"{title}: median", np.median(missed.rms_px), "px")
        everything = Errors.joined(by_width[1280] + by_width[640])
        near = 100 * everything.near.mean()
        title = f"{kind} outlines on real frames: within 3 %"
        report.line(title, near, "%", 97, at_least=True)
        for width, limit_px in ((1280, 2.5), (640, 1.5)):
            summarise(report, f"{kind} outlines at {width}", by_width[width], limit_px)


def summarise(report, title, parts, limit_px):
    """Print the lines that the acceptance names."""
    missed = Errors.joined(parts)
    report.line(f"{title}: within 3 %", 100 * missed.near.mean(), "%")
    report.line(f"{title}: median", np.median(missed.rms_px), "px", limit_px)
    report.line(f"{title}: median turn", np.median(missed.turn_deg), "°", 0.15)
    report.line(f"{title}: median scale", np.median(missed.scale_percent), "%", 0.6)
    report.line(f"{title}: recognised", 100 * missed.recognised.mean(), "%")


def measure_simulated(report, seed, trials):
    for role in load_rig("recording").cameras:
        aligner = Aligner(load_outline(role.outline))
        for mouse, title in ((0, "empty"), (1, "with mouse")):
            pixels = simulated(role, mouse=mouse, seed=seed)
            pairs = spoilt_pairs(aligner, pixels, (seed, 2, mouse), trials)
            missed = errors(aligner, pairs)
            title = f"simulated {role.name}, {title}"
            near = 100 * missed.near.mean()
            report.line(f"{title}: within 3 %", near, "%", 100, at_least=True)
            report.line(f"{title}: median", np.median(missed.rms_px), "px")
        missed = errors(aligner, placed_pairs(role, aligner, seed, trials // 2))
        title = f"simulated {role.name}, its own truth"
        report.line(f"{title}: p95", np.percentile(missed.rms_px, 95), "px", 1)
        report.line(f"{title}: p95 turn", np.percentile(missed.turn_deg, 95), "°", 0.05)


def placed_pairs(role, aligner, seed, trials):
    """Yield frames of the empty rig that the simulator itself has moved."""
    rng = np.random.default_rng([seed, 3])
    width = aligner.model.size.width
    for index in range(trials):
        pose = random_pose(rng, width)
        knobs = {"dx": pose.dx_px, "dy": pose.dy_px}
        knobs |= {"roll": pose.rotation_deg, "zoom": pose.scale}
        yield simulated(role, seed=seed + index, **knobs), pose


def measure_doubt(report, ibl, seed):
    frames, outlines = right_frames(ibl, seed), {"our": "recording-{}"}
    if ibl is not None:
        outlines["IBL's"] = str(ibl.template("{}"))
    for kind, pattern in outlines.items():
        wrong, accepted = {}, []
        for view in VIEWS:
            aligner = Aligner(load_outline(pattern.format(view)))
            for sort, name, pixels in wrong_pictures(view, aligner, frames, seed):
                believed = aligner.search(pixels).recognised
                wrong.setdefault(sort, []).append(believed)
                accepted += [f"{name} as {view}"] * believed
        for sort, believed in wrong.items():
            title = f"{kind} outlines believe {sort} ({len(believed)})"
            report.line(title, 100 * np.mean(believed), "%")
        everything = np.concatenate(list(wrong.values()))
        title = f"{kind} outlines believe wrong things"
        report.line(title, 100 * everything.mean(), "%", 3)
        print("   ", ", ".join(accepted))


def right_frames(ibl, seed):
    """Return pictures of the rig for each view, simulated and real."""
    frames = {
        role.name: [simulated(role, mouse=mouse, seed=seed) for mouse in (0, 1)]
        for role in load_rig("recording").cameras
    }
    for view, index in REAL if ibl is not None else ():
        frames[view].append(ibl.frames(view)[index])
    return frames


def measure_cost(report, ibl, seed):
    for role in load_rig("recording").cameras[:2]:
        outline = load_outline(role.outline)
        start = time.process_time()
        aligner = Aligner(outline)
        preparing_ms = 1e3 * (time.process_time() - start)
        if ibl is None:
            pixels = simulated(role, mouse=1, seed=seed)
        else:
            pixels = ibl.frames(role.name)[0]
        pose = aligner.search(pixels).pose
        copy_ms = least_ms(pixels.copy)
        width = pixels.shape[1]
        report.line(f"preparing an outline at {width}", preparing_ms, "ms", 400)
        search = partial(aligner.search, pixels)
        track = partial(aligner.track, pixels, pose)
        for title, call, limit in (("search", search, 45), ("track", track, 6)):
            spent_ms = least_ms(call)
            report.line(f"{title} at {width}", spent_ms, "ms", limit)
            report.line(f"{title} in copies of the frame", spent_ms / copy_ms, "×")


def least_ms(call):
    """Return the least processor time of many: what others do here is not counted."""
    spent = []
    for _ in range(REPETITIONS):
        start = time.process_time()
        call()
        spent.append(time.process_time() - start)
    return 1e3 * min(spent)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--trials", type=int, default=100)
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    report, ibl = Report(), find_ibl_frames()
    print(f"seed {arguments.seed}, {arguments.trials} trials each, up to {TURN_DEG:g}°")
    measure_cost(report, ibl, arguments.seed)
    if ibl is None:
        print("  IBL's frames are not here: real frames are skipped")
    else:
        measure_real(report, ibl, arguments.seed, arguments.trials)
    measure_simulated(report, arguments.seed, arguments.trials)
    measure_doubt(report, ibl, arguments.seed)
    print("every limit met" if not report.missed else f"missed: {report.missed}")
    return 1 if report.missed else 0


if __name__ == "__main__":
    sys.exit(main())
