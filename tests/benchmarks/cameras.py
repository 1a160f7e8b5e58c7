"""Virtual cameras through the GenTL driver: frames lost, the window's heart, time.

    python -m benchmarks.cameras [--seconds 60] [--size 1920x1080]

Three Chameleon3 of `camsim` (1280×1024 at 60 Hz, 640×512 at 150 and at 30 Hz) are read
through real harvesters and GenApi: first by the driver alone, then by the whole program
in a real window off screen; and one at 1280×1024 and 149.5 Hz alone. Each row is a
process of its own. The wake-ups of a thread that only sleeps are compared with those
of a process at rest, the processor's time with what the driver alone takes; both
include the virtual cameras themselves, which draw and copy in this process.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.program import CpuMeter, Run, run_program, show_cameras, show_threads
from camsetup.domain.frame import Size
from camsetup.profiles.rigs import load_rig
from camsetup.session.doctor.ticker import Ticker, at_rest
from camsetup.session.doctor.timing import Watched, timing_facts
from camsetup.session.process import prepare_process
from camsetup.sources.registry import open_source
from camsim.build import producer
from camsim.control import VirtualCamera
from camsim.scene import show_rig

if TYPE_CHECKING:
    from collections.abc import Iterator

    from camsetup.domain.rig import CameraRole

PARTS = ("rest", "fast", "driver", "program")
WARM_UP_S = 2.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--rest", type=float, help="wake-ups of a process at rest")
    arguments = parser.parse_args()
    if arguments.part is None:
        _each_part_in_a_process_of_its_own()
        return
    prepare_process()
    match arguments.part:
        case "rest":
            print(at_rest(3.0))
        case "fast":
            show_driver("1280×1024 at 149.5 Hz alone", [fastest()], arguments)
        case "driver":
            show_driver("the driver alone", load_rig("recording").cameras, arguments)
        case "program":
            show_program(arguments)


def _each_part_in_a_process_of_its_own() -> None:
    command = [sys.executable, "-m", "benchmarks.cameras", *sys.argv[1:]]
    rest = subprocess.run(
        [*command, "--part", "rest"], check=True, stdout=subprocess.PIPE, text=True
    ).stdout.split()[-1]
    print(f"a thread that only sleeps, in a process at rest: {float(rest):.0f}/s")
    for part in PARTS[1:]:
        subprocess.run([*command, "--part", part, "--rest", rest], check=True)


def fastest() -> CameraRole:
    """Return the role of a whole sensor at 149.5 Hz."""
    left = load_rig("recording").camera("left")
    settings = replace(left.settings, rate_hz=149.5, exposure_us=3000.0)
    return replace(left, rate_hz=149.5, size=Size(1280, 1024), settings=settings)


@contextmanager
def plugged_in(roles) -> Iterator[dict[str, str]]:
    """Plug in a virtual camera for each role; yield their addresses by role."""
    os.environ["CAMSIM_BUS"] = f"benchmark-{os.getpid()}"
    cameras = {role.name: VirtualCamera.make(f"SN{role.name}") for role in roles}
    for role in roles:
        show_rig(cameras[role.name], role, mouse=1)
    place = f"?producer={producer()}"
    try:
        yield {
            name: f"gentl:{camera.serial}{place}" for name, camera in cameras.items()
        }
    finally:
        for camera in cameras.values():
            camera.remove()


def read_all(roles, addresses: dict[str, str], seconds: float):
    """Read each camera in a thread of its own; return stamps, CPU and wake-ups."""
    stop = threading.Event()
    watched = {role.name: Watched() for role in roles}
    warm = threading.Barrier(len(watched) + 1)

    def read(role) -> None:
        source = open_source(addresses[role.name], role)
        source.apply(role.profile)
        source.start()
        deadline_s = time.monotonic() + WARM_UP_S
        while time.monotonic() < deadline_s:
            source.read(1.0)
        warm.wait()
        while not stop.is_set():
            watched[role.name].stamps.append(source.read(5.0).stamp)
        source.close()

    threads = [threading.Thread(target=read, args=(role,)) for role in roles]
    for thread in threads:
        thread.start()
    warm.wait()
    meter = CpuMeter()
    with Ticker() as ticker:
        stop.wait(seconds)
    percent = meter.percent()
    stop.set()
    for thread in threads:
        thread.join()
    return watched, percent, ticker.per_second


def show_driver(title: str, roles, arguments) -> None:
    with plugged_in(roles) as addresses:
        watched, percent, wakeups = read_all(roles, addresses, arguments.seconds)
    print(f"\n{title}, {arguments.seconds:.0f} s")
    print(f"{'camera':8}{'frames':>8}{'gaps':>7}{'incomplete':>12}{'rate Hz':>10}")
    for role in roles:
        facts = timing_facts(watched[role.name])
        rate_hz = 1e6 / facts["device_interval_us"]["mean"]
        print(
            f"{role.name:8}{facts['frames']:8}{facts['dropped']:7}"
            f"{facts['incomplete']:12}{rate_hz:10.2f}"
        )
    _show_load(percent, wakeups, arguments.rest)


def show_program(arguments) -> None:
    # A window is of no use to the other parts.
    from PyQt6.QtWidgets import QApplication  # noqa: PLC0415

    application = QApplication([])
    rig = load_rig("recording")
    with plugged_in(rig.cameras) as addresses:
        run = run_program(
            rig, addresses, seconds=arguments.seconds, size=arguments.size
        )
    print(f"\nthe whole program, {arguments.seconds:.0f} s")
    show_cameras(run)
    _show_beats(run)
    _show_load(run.cpu_percent, run.wakeups_hz, arguments.rest)
    show_threads(run)
    application.quit()


def _show_beats(run: Run) -> None:
    p50, p99, most = np.percentile(run.beats_ms, (50, 99, 100))
    print(f"heartbeat: p50 {p50:.1f}, p99 {p99:.1f}, longest {most:.1f} ms")


def _show_load(percent: float, wakeups: float, rest: float | None) -> None:
    ratio = f" = {100 * wakeups / rest:.0f} % of a process at rest" if rest else ""
    print(f"processor: {percent:.1f} % of one core; wake-ups {wakeups:.0f}/s{ratio}")


if __name__ == "__main__":
    main()
