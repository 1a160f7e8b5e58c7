"""The whole program for a minute: frames lost, pictures painted, time and memory.

    python -m benchmarks.pipeline [--seconds 60] [--size 1920x1080]

Recording rig, three simulated cameras at 60, 150 and 30 Hz, a real window off
screen, every frame counted, all checks running; then again with a busy pure-Python
thread in the process. The simulator alone is measured first, in the same run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import psutil
from PyQt6.QtCore import QEventLoop, QTimer
from PyQt6.QtWidgets import QApplication

from camsetup.profiles.rigs import load_rig
from camsetup.session.process import prepare_process
from camsetup.session.session import Session
from camsetup.session.station import profile_settings
from camsetup.sources.registry import open_source
from camsetup.ui.look.theme import Theme
from camsetup.ui.main_window import MainWindow

ADDRESS = "simulator?mouse=1&wheel_speed=1&seed=3"
SETTLING_S = 10.0
MEGABYTE = 1e6


@dataclass
class Run:
    """What one run of the program showed."""

    cpu_percent: float = 0.0
    memory_mb: list[float] = field(default_factory=list)
    dropped: dict[str, int] = field(default_factory=dict)
    received: dict[str, int] = field(default_factory=dict)
    pictures_hz: dict[str, float] = field(default_factory=dict)
    latency_ms: dict[str, list[float]] = field(default_factory=dict)
    judged_ms: dict[str, float] = field(default_factory=dict)
    outcome: str = ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--part", choices=("alone", "quiet", "busy"))
    arguments = parser.parse_args()
    if arguments.part is None:
        _each_part_in_a_process_of_its_own()
        return
    prepare_process()
    if arguments.part == "alone":
        alone = simulator_alone(min(arguments.seconds, 15.0))
        print(f"simulator alone: {alone:.1f} % of one core", flush=True)
        return
    application = QApplication([])
    show(run_program(arguments, busy=arguments.part == "busy"), arguments.part)
    application.quit()


def _each_part_in_a_process_of_its_own() -> None:
    for part in ("alone", "quiet", "busy"):
        command = [sys.executable, "-m", "benchmarks.pipeline", *sys.argv[1:]]
        subprocess.run([*command, "--part", part], check=True)


def simulator_alone(seconds: float) -> float:
    """Return the share of one core that reading the three cameras takes."""
    stop = threading.Event()

    def read(role) -> None:
        source = open_source(ADDRESS, role)
        source.apply(profile_settings(role))
        source.start()
        while not stop.is_set():
            source.read(1.0)
        source.close()

    threads = [
        threading.Thread(target=read, args=(role,))
        for role in load_rig("recording").cameras
    ]
    for thread in threads:
        thread.start()
    stop.wait(SETTLING_S / 2)
    with_cpu = CpuMeter()
    stop.wait(seconds)
    percent = with_cpu.percent()
    stop.set()
    for thread in threads:
        thread.join()
    return percent


class CpuMeter:
    """Processor time of this process since it was made, as per cent of one core."""

    def __init__(self) -> None:
        self._cpu, self._wall = time.process_time(), time.monotonic()

    def percent(self) -> float:
        elapsed = time.monotonic() - self._wall
        return 100 * (time.process_time() - self._cpu) / elapsed


def run_program(arguments, *, busy: bool) -> Run:
    rig = load_rig("recording")
    names = [role.name for role in rig.cameras]
    session = Session(rig, dict.fromkeys(names, ADDRESS))
    session.start()
    window = MainWindow(session, theme=Theme.DARK, step=None)
    window.resize(*map(int, arguments.size.split("x")))
    window.show()
    over = threading.Event()
    if busy:
        threading.Thread(target=_compute, args=(over,), daemon=True).start()
    run = Run()
    process = psutil.Process()
    _pause(SETTLING_S)
    for name in names:
        session.reset_counters(name)
    painted = {name: window.paint_log.painted(name) for name in names}
    known = {name: len(window.paint_log.latencies_ms(name)) for name in names}
    meter, start = CpuMeter(), time.monotonic()
    run.memory_mb.append(process.memory_info().rss / MEGABYTE)
    while time.monotonic() - start < arguments.seconds:
        _pause(1.0)
        run.memory_mb.append(process.memory_info().rss / MEGABYTE)
    elapsed = time.monotonic() - start
    run.cpu_percent = meter.percent()
    for camera in session.state.cameras:
        name = camera.role.name
        run.dropped[name] = camera.counters.dropped
        run.received[name] = camera.counters.received
        run.judged_ms[name] = camera.judged_ms
        run.pictures_hz[name] = (
            window.paint_log.painted(name) - painted[name]
        ) / elapsed
        run.latency_ms[name] = window.paint_log.latencies_ms(name)[known[name] :]
    over.set()
    window.close()
    return run


def _pause(seconds: float) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def _compute(over: threading.Event) -> None:
    total = 0
    while not over.is_set():
        total = (total * 31 + 7) % 1_000_003


def show(run: Run, part: str) -> None:
    busy = part == "busy"
    print(f"\n{'with a busy pure-Python thread' if busy else 'nothing else running'}")
    print(
        f"{'camera':8}{'frames':>8}{'dropped':>9}{'pictures/s':>12}"
        f"{'to paint p50':>14}{'p95 ms':>9}{'max':>8}{'judged ms':>11}"
    )
    for name, dropped in run.dropped.items():
        p50, p95, most = np.percentile(run.latency_ms[name], (50, 95, 100))
        print(
            f"{name:8}{run.received[name]:8}{dropped:9}{run.pictures_hz[name]:12.1f}"
            f"{p50:14.1f}{p95:9.1f}{most:8.1f}{run.judged_ms[name]:11.1f}"
        )
    growth = run.memory_mb[-1] - run.memory_mb[0]
    print(
        f"memory: {max(run.memory_mb):.0f} MB at most, {growth:+.1f} MB after the "
        f"first {SETTLING_S:.0f} s"
    )
    if not busy:
        print(
            f"process: {run.cpu_percent:.1f} % of one core, the simulator's share "
            "(above) included"
        )


if __name__ == "__main__":
    main()
