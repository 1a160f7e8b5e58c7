"""What our gate does, in a process of its own: the counterpart of ibllib_side.

python our_side.py session FOLDER SAMPLES CAMERA…
python our_side.py frames FRAMES.npy CAMERA RUNS
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from pathlib import Path

import numpy as np

from camsetup import cameraqc
from camsetup.cameraqc.reports import plain
from camsetup.session.process import prepare_process

_REFERENCES = Path(__file__).resolve().parents[3] / "shared" / "data" / "ibl"


def main() -> None:
    """Run what the command line asks for."""
    prepare_process()
    kind, place, *rest = sys.argv[1:]
    answer = _frames(place, *rest) if kind == "frames" else _session(place, *rest)
    print(json.dumps(answer | {"peak_mb": _peak_mb()}))


def _session(folder: str, samples: str, *cameras: str) -> dict:
    options = cameraqc.Options(
        cameras=cameras, references=_REFERENCES, n_samples=int(samples)
    )
    start = time.perf_counter()
    report = cameraqc.run_session(Path(folder), options)
    seconds = time.perf_counter() - start
    metrics = {
        name: metric
        for camera in report.cameras.values()
        for name, metric in camera.metrics.items()
    }
    return {"outcome": report.outcome.name, "metrics": metrics, "seconds": seconds}


def _frames(path: str, camera: str, runs: str) -> dict:
    frames = np.load(path)
    references = np.load(_REFERENCES / f"frames_{camera}.npy")
    calls = {
        "find_face": partial(cameraqc.find_face, frames, camera, references),
        "check_brightness": partial(cameraqc.check_brightness, frames, camera),
        "check_position": partial(cameraqc.check_position, frames, camera, references),
        "check_focus": partial(cameraqc.check_focus, frames, camera, references),
    }
    answer: dict = {"seconds": {}}
    for check, call in calls.items():
        taken = []
        for _ in range(int(runs)):
            start = time.perf_counter()
            found = call()
            taken.append(time.perf_counter() - start)
        answer["seconds"][check] = min(taken)
        if check == "find_face":
            answer[check] = [[x, y] for x, y in found.top_left]
        else:
            answer[check] = plain(found.metric)
    return answer


def _peak_mb() -> float:
    """Return the peak of this process; ru_maxrss begins with that of its parent."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(it.split()[1]) for it in lines if it.startswith("VmHWM")) / 1e3


if __name__ == "__main__":
    main()
