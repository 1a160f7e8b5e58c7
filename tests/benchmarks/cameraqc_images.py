"""The image checks alone: beside ibllib's, and frame by frame in the rolling window.

    python -m benchmarks.cameraqc_images [--ibllib PYTHON]

PYTHON is the interpreter of an environment that holds ibllib 4.1.0 (or set IBLLIB).
Each side runs in a process of its own, over the same twenty frames of each camera;
times are the best of several runs, memory is the peak of the process.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.cameraqc import _REFERENCES, _compare_frames, _run, _twenty_frames
from camsetup.cameraqc.references import load_references
from camsetup.cameraqc.rolling import RollingGate
from camsetup.session.process import prepare_process

CAMERAS = ("left", "right", "body")
_RUNS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ibllib", default=os.environ.get("IBLLIB"))
    arguments = parser.parse_args()
    prepare_process()
    console = Console(width=110)
    with tempfile.TemporaryDirectory() as scratch:
        if arguments.ibllib:
            console.print(beside_ibllib(Path(arguments.ibllib), Path(scratch)))
        else:
            console.print(ours_alone(Path(scratch)))
    console.print(rolling_costs())


def beside_ibllib(ibllib: Path, scratch: Path) -> Table:
    """Run both sides on the same frames: seconds, memory, and the answers."""
    table = Table("what", "ibllib", "ours", "ratio", "wanted", "same answer")
    for camera in CAMERAS:
        _compare_frames(table, ibllib, camera, scratch)
    return table


def ours_alone(scratch: Path) -> Table:
    """Run our side only."""
    table = Table("what", "ours")
    for camera in CAMERAS:
        stack = scratch / f"{camera}.npy"
        np.save(stack, _twenty_frames(camera))
        ours = _run(sys.executable, "our_side", "frames", stack, camera, _RUNS)
        for check, seconds in ours["seconds"].items():
            table.add_row(f"{camera}: {check}, 20 frames", f"{seconds * 1e3:.1f} ms")
        table.add_row(f"{camera}: peak", f"{ours['peak_mb']:.0f} MB")
    return table


def rolling_costs() -> Table:
    """Measure what a frame costs the analyst's thread, in processor time."""
    table = Table("rolling window of 20", "add", "results", "results, region moved")
    for camera in CAMERAS:
        gate = RollingGate(
            camera, load_references(_REFERENCES / f"frames_{camera}.npy")
        )
        frames = _twenty_frames(camera)
        for frame in frames:
            gate.add(frame)
        added = _best_ms(lambda gate=gate, frames=frames: gate.add(frames[0]))
        known = _best_ms(gate.results)
        moved = _best_ms(lambda gate=gate: _measured_anew(gate))
        table.add_row(camera, *(f"{cost:.2f} ms" for cost in (added, known, moved)))
    return table


def _measured_anew(gate: RollingGate) -> None:
    for measured in gate._window:
        measured.variances = {}
    gate.results()


def _best_ms(call) -> float:
    taken = []
    for _ in range(_RUNS):
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return min(taken) * 1e3


if __name__ == "__main__":
    main()
