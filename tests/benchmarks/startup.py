"""From the start of the process to the first painted picture.

    python -m benchmarks.startup [--runs 5]

Beside it, the time that importing PyQt6, pyqtgraph, cv2 and numpy alone takes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time

_IMPORTS = "import PyQt6.QtWidgets, pyqtgraph, cv2, numpy"

_PROGRAM = """
import sys, time
from PyQt6.QtCore import QTimer
from camsetup.ui.picture.paint_log import PaintLog
record = PaintLog.record
def first(self, camera, came_ns, painted_ns):
    record(self, camera, came_ns, painted_ns)
    print(time.monotonic(), flush=True)
    PaintLog.record = record
    from PyQt6.QtWidgets import QApplication
    QTimer.singleShot(0, QApplication.instance().quit)
PaintLog.record = first
from camsetup.cli.main import run
sys.exit(run(sys.argv[1:]))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    print(f"{'':42}{'median s':>10}{'worst':>8}{'× imports':>11}")
    base = [_imports(environment) for _ in range(runs + 1)][1:]
    baseline = statistics.median(base)
    _row("imports of PyQt6, pyqtgraph, cv2, numpy", base, baseline)
    for arguments in ([], ["--rig", "recording"]):
        times = [_first_picture(arguments, environment) for _ in range(runs + 1)][1:]
        _row(f"first picture: camsetup {' '.join(arguments)}", times, baseline)


def _imports(environment) -> float:
    start = time.monotonic()
    subprocess.run([sys.executable, "-c", _IMPORTS], env=environment, check=True)
    return time.monotonic() - start


def _first_picture(arguments, environment) -> float:
    start = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
    )
    return float(ended.stdout.split()[0]) - start


def _row(title: str, times: list[float], baseline: float) -> None:
    median = statistics.median(times)
    print(f"{title:42}{median:10.2f}{max(times):8.2f}{median / baseline:11.2f}")


if __name__ == "__main__":
    main()
