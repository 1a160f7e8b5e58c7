"""Our gate and ibllib's, each in a process of its own, over the same input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np

_HERE = Path(__file__).resolve().parent
REFERENCES = _HERE.parents[2] / "shared" / "data" / "ibl"
_FRAMES, _RUNS = 20, 3
#: What issue 3 asks for, as ratios ibllib / ours.
_WANTED = {"check_position": 5, "check_focus": 4, "session": 3}


def compare_frames(table, ibllib, camera, scratch) -> None:
    stack = scratch / f"{camera}.npy"
    np.save(stack, twenty_frames(camera))
    theirs = run_side(ibllib, "ibllib_side", "frames", stack, camera, _RUNS)
    ours = run_side(sys.executable, "our_side", "frames", stack, camera, _RUNS)
    for check, seconds in theirs["seconds"].items():
        _add(
            table,
            f"{camera}: {check}, {_FRAMES} frames",
            seconds,
            ours["seconds"][check],
            _WANTED.get(check),
            theirs[check] == ours[check],
        )
    _add_memory(table, f"{camera}: peak", theirs, ours)


def compare_session(table, ibllib, session, samples) -> None:
    theirs = run_side(ibllib, "ibllib_side", "session", session, samples, "left")
    ours = run_side(sys.executable, "our_side", "session", session, samples, "left")
    same = (theirs["outcome"], theirs["metrics"]) == (ours["outcome"], ours["metrics"])
    _add(
        table,
        f"session, {samples} frames",
        theirs["seconds"],
        ours["seconds"],
        _WANTED["session"],
        same,
    )
    _add_memory(table, "session: peak", theirs, ours)
    if not same:
        print("ibllib:", theirs["metrics"], "ours:", ours["metrics"], sep="\n")


def twenty_frames(camera: str) -> np.ndarray:
    """Return reference frames, each moved a little and with noise of its own."""
    random = np.random.default_rng(11)
    references = np.load(REFERENCES / f"frames_{camera}.npy")
    frames = []
    for i in range(_FRAMES):
        frame = np.roll(references[i % len(references)], (i % 5, -i % 7), (0, 1))
        noisy = frame + random.normal(0, 2, frame.shape)
        frames.append(np.clip(np.rint(noisy), 0, 255).astype(np.uint8))
    return np.stack(frames)


def run_side(python, side, *arguments) -> dict:
    command = [str(python), str(_HERE / f"{side}.py"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{side} failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def _add(table, what, theirs_s, ours_s, wanted, same) -> None:
    table.add_row(
        what,
        f"{theirs_s * 1e3:.1f} ms",
        f"{ours_s * 1e3:.1f} ms",
        f"{theirs_s / ours_s:.1f}×",
        f"≥ {wanted}×" if wanted else "",
        "yes" if same else "NO",
    )


def _add_memory(table, what, theirs, ours) -> None:
    table.add_row(
        what,
        f"{theirs['peak_mb']:.0f} MB",
        f"{ours['peak_mb']:.0f} MB",
        f"{theirs['peak_mb'] / ours['peak_mb']:.1f}×",
        "> 1×",
        "",
    )
