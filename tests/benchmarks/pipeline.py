"""The whole program for a minute: frames lost, pictures painted, time and memory.

    python -m benchmarks.pipeline [--seconds 60] [--size 1920x1080]

Recording rig, three simulated cameras at 60, 150 and 30 Hz, a real window off
screen, every frame counted, all checks running; then again with a busy pure-Python
thread in the process. The simulator alone is measured first, in the same run.
"""

from __future__ import annotations

import argparse
import os
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
from camsetup.ui.main_window import MainWindow
from camsetup.ui.theme import Theme

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
    arguments = parser.parse_args()
    prepare_process()
    application = QApplication([])  # kept: Qt lives as long as it does
    alone = simulator_alone(min(arguments.seconds, 15.0))
    print(f"simulator alone: {alone:.1f} % of one core")
    for title, busy in (("quiet", False), ("with a busy Python thread", True)):
        run = run_program(arguments, busy=busy)
        show(title, run, alone, busy=busy)
    application.quit()


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


def show(title: str, run: Run, alone: float, *, busy: bool) -> None:
    print(f"\n{title}")
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
            f"process: {run.cpu_percent:.1f} % of one core, "
            f"{run.cpu_percent - alone:.1f} % beyond the simulator's {alone:.1f} %"
        )


if __name__ == "__main__":
    main()
