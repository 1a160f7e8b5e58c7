"""What ibllib 4.1.0 does, run by the interpreter of its own environment.

    PYTHON ibllib_side.py session FOLDER SAMPLES CAMERA…
    PYTHON ibllib_side.py frames FRAMES.npy CAMERA RUNS

It prints one line of JSON: answers, seconds, and the peak of memory. Nothing of
camsetup is imported here, and ibllib nowhere else.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys
import time
from pathlib import Path
from unittest.mock import MagicMock

import numpy as np
from ibllib.qc.camera import CameraQC

#: A session folder as IBL names them; it need not exist for frames.
_NOWHERE = Path("/lab/Subjects/subject/2026-11-20/001")


def main() -> None:
    """Run what the command line asks for."""
    logging.disable(logging.CRITICAL)
    kind, place, *rest = sys.argv[1:]
    with contextlib.redirect_stdout(io.StringIO()):
        answer = _frames(place, *rest) if kind == "frames" else _session(place, *rest)
    print(json.dumps(answer | {"peak_mb": _peak_mb()}))


def _session(folder: str, samples: str, *cameras: str) -> dict:
    start = time.perf_counter()
    metrics = {}
    outcomes = []
    for camera in cameras:
        gate = _gate(Path(folder), camera, int(samples))
        outcome, found = gate.run()
        outcomes.append(outcome)
        metrics |= {name: _plain(metric) for name, metric in found.items()}
    seconds = time.perf_counter() - start
    return {"outcome": max(outcomes).name, "metrics": metrics, "seconds": seconds}


def _frames(path: str, camera: str, runs: str) -> dict:
    frames = np.load(path)
    gate = _gate(_NOWHERE, camera, len(frames))
    gate.data["frame_samples"] = frames
    answer: dict = {"seconds": {}}
    for check in ("find_face", "check_brightness", "check_position", "check_focus"):
        taken = []
        for _ in range(int(runs)):
            start = time.perf_counter()
            found = getattr(gate, check)()
            taken.append(time.perf_counter() - start)
        answer["seconds"][check] = min(taken)
        if check == "find_face":
            answer[check] = [[int(x), int(y)] for x, y in found[0]]
        else:
            answer[check] = _plain(found)
    return answer


def _gate(session: Path, camera: str, samples: int) -> CameraQC:
    nobody = MagicMock()  # stands in for ONE: no network, no Alyx
    nobody.offline = True
    nobody.path2eid.return_value = None
    return CameraQC(session, camera, n_samples=samples, stream=False, one=nobody)


def _plain(metric):
    if isinstance(metric, tuple):
        return [metric[0].name, *metric[1:]]
    return metric.name


def _peak_mb() -> float:
    """Return the peak of this process; ru_maxrss begins with that of its parent."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(it.split()[1]) for it in lines if it.startswith("VmHWM")) / 1e3


if __name__ == "__main__":
    main()
