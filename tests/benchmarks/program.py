"""The whole program in a real window off screen, watched while it works."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import psutil
from PyQt6.QtCore import QEventLoop, QTimer

from camsetup.session.doctor.ticker import Ticker
from camsetup.session.session import Session
from camsetup.ui.look.theme import Theme
from camsetup.ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camsetup.domain.rig import Rig

SETTLING_S = 10.0
MEGABYTE = 1e6


@dataclass
class Run:
    """What one run of the program showed.

    Attributes
    ----------
    cpu_percent, by_thread
        Of one core: the whole process, and each of its threads by name.
    beats_ms
        From one beat of the window's heart to the next.
    wakeups_hz
        How often a thread that only sleeps 1 ms was woken.
    """

    cpu_percent: float = 0.0
    by_thread: dict[str, float] = field(default_factory=dict)
    memory_mb: list[float] = field(default_factory=list)
    dropped: dict[str, int] = field(default_factory=dict)
    incomplete: dict[str, int] = field(default_factory=dict)
    received: dict[str, int] = field(default_factory=dict)
    pictures_hz: dict[str, float] = field(default_factory=dict)
    latency_ms: dict[str, list[float]] = field(default_factory=dict)
    judged_ms: dict[str, float] = field(default_factory=dict)
    beats_ms: list[float] = field(default_factory=list)
    wakeups_hz: float = 0.0


class CpuMeter:
    """Processor time of this process since it was made, as per cent of one core."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._cpu, self._wall = time.process_time(), time.monotonic()
        self._before = self._threads()

    def percent(self) -> float:
        return 100 * (time.process_time() - self._cpu) / self._elapsed()

    def by_thread(self) -> dict[str, float]:
        """Return per cent of one core by the threads' names, the busiest first."""
        names = {thread.native_id: thread.name for thread in threading.enumerate()}
        shares: dict[str, float] = {}
        for number, cpu_s in self._threads().items():
            name = names.get(number, "not Python's")
            spent_s = cpu_s - self._before.get(number, 0.0)
            shares[name] = shares.get(name, 0.0) + 100 * spent_s / self._elapsed()
        return dict(sorted(shares.items(), key=lambda share: -share[1]))

    def _threads(self) -> dict[int, float]:
        threads = self._process.threads()
        return {thread.id: thread.user_time + thread.system_time for thread in threads}

    def _elapsed(self) -> float:
        return time.monotonic() - self._wall


def run_program(
    rig: Rig, addresses: Mapping[str, str], *, seconds: float, size: str
) -> Run:
    """Run the window for some seconds, once it has settled; needs a QApplication."""
    session = Session(rig, addresses)
    session.start()
    window = MainWindow(session, theme=Theme.DARK, step=None)
    window.resize(*map(int, size.split("x")))
    window.show()
    run = Run()
    names = list(addresses)
    pause(SETTLING_S)
    for name in names:
        session.reset_counters(name)
    painted = {name: window.paint_log.painted(name) for name in names}
    known = {name: len(window.paint_log.latencies_ms(name)) for name in names}
    beats_ns = [time.monotonic_ns()]
    window.heartbeat.every(0.0, lambda: beats_ns.append(time.monotonic_ns()))
    meter, start = CpuMeter(), time.monotonic()
    with Ticker() as ticker:
        _record_memory(run, start + seconds)
    elapsed = time.monotonic() - start
    run.wakeups_hz = ticker.per_second
    run.cpu_percent, run.by_thread = meter.percent(), meter.by_thread()
    run.beats_ms = (np.diff(beats_ns) / 1e6).tolist()
    for camera in session.state.cameras:
        name = camera.role.name
        run.dropped[name] = camera.counters.dropped
        run.incomplete[name] = camera.counters.incomplete
        run.received[name] = camera.counters.received
        run.judged_ms[name] = camera.judged_ms
        run.pictures_hz[name] = (
            window.paint_log.painted(name) - painted[name]
        ) / elapsed
        run.latency_ms[name] = window.paint_log.latencies_ms(name)[known[name] :]
    window.close()
    return run


def pause(seconds: float) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def show_cameras(run: Run) -> None:
    """Print a line for each camera, and the memory."""
    print(
        f"{'camera':8}{'frames':>8}{'dropped':>9}{'incomplete':>12}{'pictures/s':>12}"
        f"{'to paint p50':>14}{'p95 ms':>9}{'max':>8}{'judged ms':>11}"
    )
    for name, dropped in run.dropped.items():
        p50, p95, most = np.percentile(run.latency_ms[name], (50, 95, 100))
        print(
            f"{name:8}{run.received[name]:8}{dropped:9}{run.incomplete[name]:12}"
            f"{run.pictures_hz[name]:12.1f}{p50:14.1f}{p95:9.1f}{most:8.1f}"
            f"{run.judged_ms[name]:11.1f}"
        )
    growth = run.memory_mb[-1] - run.memory_mb[0]
    print(
        f"memory: {max(run.memory_mb):.0f} MB at most, {growth:+.1f} MB after the "
        f"first {SETTLING_S:.0f} s"
    )


def show_threads(run: Run) -> None:
    """Print what each thread takes of one core, but those that take next to nothing."""
    for name, share in run.by_thread.items():
        if share >= 0.5:
            print(f"    {name:20}{share:6.1f} %")


def _record_memory(run: Run, deadline_s: float) -> None:
    process = psutil.Process()
    run.memory_mb.append(process.memory_info().rss / MEGABYTE)
    while time.monotonic() < deadline_s:
        pause(1.0)
        run.memory_mb.append(process.memory_info().rss / MEGABYTE)
