"""Opening and closing, unplugging and plugging in again: what is left behind.

    python -m benchmarks.cycles [--opened 200] [--unplugged 50]

A virtual Chameleon3 through the GenTL driver is opened, set, started, read once and
closed again and again; then a whole session keeps it open while it is unplugged and
plugged in again, every fifth time without power, so that its automatics come back on.
Threads, handles and memory are printed as they grow; times are from the opening, and
from the plug, to the first frame.
"""

from __future__ import annotations

import argparse
import os
import threading
import time
from contextlib import contextmanager

import numpy as np
import psutil

from camsetup.profiles.rigs import load_rig
from camsetup.session.plan import make_plan
from camsetup.session.process import prepare_process
from camsetup.session.session import Session
from camsetup.session.state import Phase
from camsetup.sources.registry import open_source
from camsim.build import producer
from camsim.control import VirtualCamera
from camsim.scene import show_rig
from waiting import wait_until

SERIAL = "18012444"
ROLE = load_rig("recording").camera("right")
STEPS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--opened", type=int, default=200)
    parser.add_argument("--unplugged", type=int, default=50)
    arguments = parser.parse_args()
    prepare_process()
    with plugged_in() as (camera, address):
        opened_and_closed(camera, address, arguments.opened)
        unplugged_and_back(camera, address, arguments.unplugged)


@contextmanager
def plugged_in():
    """Yield a virtual camera that looks at the rig, and its address."""
    os.environ["CAMSIM_BUS"] = f"cycles-{os.getpid()}"
    camera = VirtualCamera.make(SERIAL)
    try:
        show_rig(camera, ROLE, mouse=1)
        yield camera, f"gentl:{SERIAL}?producer={producer()}"
    finally:
        camera.remove()


def opened_and_closed(camera: VirtualCamera, address: str, cycles: int) -> None:
    _heading(f"open, set, start, read, close: {cycles} times")
    found = _found(camera)
    seconds: list[float] = []
    for count in range(1, cycles + 1):
        began_s = time.monotonic()
        source = open_source(address, ROLE)
        source.apply(ROLE.profile)
        source.start()
        source.read(5.0)
        seconds.append(time.monotonic() - began_s)
        source.close()
        if count in _marks(cycles):
            _row(count, seconds)
    left = "as found" if _found(camera) == found else "NOT as found"
    print(f"the camera is {left}, open: {camera.is_open}")


def unplugged_and_back(camera: VirtualCamera, address: str, cycles: int) -> None:
    _heading(f"unplugged and plugged in while a session runs: {cycles} times")
    plan = make_plan("recording", "right", [address])
    session = Session(plan.rig, plan.addresses)
    session.start()
    seconds: list[float] = []
    judged_s: list[float] = []
    try:
        _wait_for(session, _picture_and_settings)
        for count in range(1, cycles + 1):
            pull = camera.power_off if count % STEPS == 0 else camera.unplug
            pull()
            _wait_for(session, lambda state: state.phase is Phase.LOST)
            while session.take_frame("right") is not None:
                pass
            camera.plug_in()
            plugged_s = time.monotonic()
            wait_until(lambda: session.take_frame("right"), timeout_s=20)
            seconds.append(time.monotonic() - plugged_s)
            _wait_for(session, _picture_and_settings)
            judged_s.append(time.monotonic() - plugged_s)
            if count in _marks(cycles):
                _row(count, seconds)
        counters = session.state.cameras[0].counters
        print(f"to settings judged as asked: {max(judged_s):.2f} s at most")
        print(f"counted: {counters}")
    finally:
        session.close()
    _row(cycles, seconds, "closed")


def _wait_for(session: Session, wanted) -> None:
    wait_until(lambda: wanted(session.state.cameras[0]), timeout_s=20)


def _picture_and_settings(state) -> bool:
    check = state.inspection and state.inspection.check("settings")
    streams = state.phase is Phase.STREAMING
    return bool(streams and check and check.outcome.name == "PASS")


def _found(camera: VirtualCamera) -> dict[str, float | str]:
    """Return what a rig's settings may change, as the camera has it."""
    names = ("ExposureAuto", "GainAuto", "AcquisitionFrameRateAuto", "TriggerMode")
    names += ("ExposureTime", "Gain", "Width", "Height", "BinningVertical")
    return {name: camera.registers[name] for name in names}


def _marks(cycles: int) -> set[int]:
    return {max(1, round(cycles * i / STEPS)) for i in range(1, STEPS + 1)}


def _heading(title: str) -> None:
    print(f"\n{title}")
    print(
        f"{'times':>8}{'threads':>9}{'handles':>9}{'memory MB':>11}"
        f"{'to the frame: median s':>24}{'worst':>8}"
    )


def _row(count: int, seconds: list[float], note: str = "") -> None:
    process = psutil.Process()
    print(
        f"{count:8}{threading.active_count():9}{process.num_fds():9}"
        f"{process.memory_info().rss / 1e6:11.1f}{np.median(seconds):24.3f}"
        f"{max(seconds):8.3f}  {note}".rstrip()
    )


if __name__ == "__main__":
    main()
