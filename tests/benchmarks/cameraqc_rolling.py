"""What the session gate costs the live window, frame by frame.

    python -m benchmarks.cameraqc_rolling

Processor time, the best of several runs, against copying the frame (memcpy).
"""

from __future__ import annotations

import time

from rich.console import Console
from rich.table import Table

from benchmarks.cameraqc_sides import REFERENCES, twenty_frames
from camsetup.cameraqc.references import load_references
from camsetup.cameraqc.rolling import RollingGate
from camsetup.session.process import prepare_process

CAMERAS = ("left", "right", "body")
_RUNS = 5


def main() -> None:
    prepare_process()
    Console(width=110).print(rolling_costs())


def rolling_costs() -> Table:
    """Measure what a frame costs the analyst's thread, in processor time."""
    table = Table(
        "rolling window of 20", "memcpy", "add", "ratio", "results", "region moved"
    )
    for camera in CAMERAS:
        gate = RollingGate(camera, load_references(REFERENCES / f"frames_{camera}.npy"))
        frames = twenty_frames(camera)
        for frame in frames:
            gate.add(frame)
        added = _best_ms(lambda gate=gate, frames=frames: gate.add(frames[0]))
        known = _best_ms(gate.results)
        moved = _best_ms(lambda gate=gate: _measured_anew(gate))
        copied = _best_ms(frames[0].copy)
        table.add_row(
            camera,
            f"{copied:.2f} ms",
            f"{added:.2f} ms",
            f"{added / copied:.0f}×",
            f"{known:.2f} ms",
            f"{moved:.2f} ms",
        )
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
