"""What waiting for frames costs the other threads: ``python -m benchmarks.gil``.

Run in tests/, on a machine with nothing else to do. A thread that sleeps for 1 ms again
and again stands for all others: it counts how often it woke while a virtual camera
streamed through the real harvesters. "CPU" is the whole process, and the virtual
camera's own work is in it; "reader" is the thread that waits and copies.

Measured at 640×512 and 150 Hz, twice, on two cores that others used meanwhile (with
harvesters 1.4.3); the two runs show how far such a machine can be trusted:

| waits by | others, of idle | reader % | frames lost |
| --- | --- | --- | --- |
| fetch | 17, 16 % | 9.5, 9.5 | 0, 0 |
| run_as_thread | 19, 18 % | 5.2, 5.7 | 13, 35 |
| polled | 95, 84 % | 8.2, 8.8 | 0, 0 |
| ours | 89, 80 % | 3.9, 3.8 | 0, 0 |
"""

from __future__ import annotations

import argparse
import os
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole
from camsetup.sources.address import Address
from camsetup.sources.gentl import GenTLDriver
from camsim.build import producer
from camsim.control import VirtualCamera

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from camsetup.sources.gentl.device import GentlDevice

BUS = f"gil-{os.getpid()}"

#: Width, height and rate of what is streamed.
STREAMS = ((640, 512, 30.0), (640, 512, 60.0), (640, 512, 150.0), (1280, 1024, 149.5))


@dataclass
class Counted:
    """What happened in one run."""

    frames: int = 0
    gaps: int = 0
    last_id: int | None = None

    def note(self, frame_id: int) -> None:
        self.frames += 1
        if self.last_id is not None:
            self.gaps += frame_id - self.last_id - 1
        self.last_id = frame_id


@dataclass(frozen=True)
class Cost:
    """What one second of it costs."""

    wakes_per_s: float
    process_percent: float
    reader_percent: float
    frames_per_s: float
    gaps: int


def idle(_device: GentlDevice, seconds: float) -> Counted:
    time.sleep(seconds)
    return Counted()


def fetch(device: GentlDevice, seconds: float, *, as_thread: bool = False) -> Counted:
    """Call harvesters as its README does."""
    counted = Counted()
    acquirer = device._acquirer
    acquirer.num_buffers = 32
    acquirer.start(run_as_thread=as_thread)
    for _ in until(seconds):
        with acquirer.fetch(timeout=1.0) as buffer:
            buffer.payload.components[0].data.copy()
            counted.note(buffer.module.frame_id)
    device.stop()
    return counted


def run_as_thread(device: GentlDevice, seconds: float) -> Counted:
    return fetch(device, seconds, as_thread=True)


def polled(device: GentlDevice, seconds: float) -> Counted:
    """Ask a thousand times a second: the best that harvesters alone can do."""
    counted = Counted()
    acquirer = device._acquirer
    acquirer.num_buffers = 32
    acquirer.timeout_period_on_update_event_data_call = 0
    acquirer.start()
    for _ in until(seconds):
        buffer = acquirer.try_fetch(timeout=1e-6)
        if buffer is None:
            time.sleep(0.001)
            continue
        buffer.payload.components[0].data.copy()
        counted.note(buffer.module.frame_id)
        buffer.queue()
    device.stop()
    return counted


def ours(device: GentlDevice, seconds: float) -> Counted:
    counted = Counted()
    device.start(32)
    for _ in until(seconds):
        buffer = device.wait(1.0)
        if buffer is not None:
            buffer.data.copy()
            counted.note(buffer.frame_id)
            device.give_back(buffer)
    device.stop()
    return counted


def until(seconds: float) -> Iterator[None]:
    end_s = time.monotonic() + seconds
    while time.monotonic() < end_s:
        yield


def cost(device: GentlDevice, way: Callable[..., Counted], seconds: float) -> Cost:
    wakes, stop = [0], threading.Event()

    def sleep_and_count() -> None:
        while not stop.is_set():
            time.sleep(0.001)
            wakes[0] += 1

    other = threading.Thread(target=sleep_and_count, daemon=True)
    other.start()
    began, process, thread = time.monotonic(), time.process_time(), time.thread_time()
    woken = wakes[0]
    counted = way(device, seconds)
    took = time.monotonic() - began
    result = Cost(
        (wakes[0] - woken) / took,
        100 * (time.process_time() - process) / took,
        100 * (time.thread_time() - thread) / took,
        counted.frames / took,
        counted.gaps,
    )
    stop.set()
    other.join()
    return result


@contextmanager
def streaming(width: int, height: int, rate_hz: float) -> Iterator[GentlDevice]:
    os.environ["CAMSIM_BUS"] = BUS
    camera = VirtualCamera.make("16000001", BUS)
    role = CameraRole("left", Size(width, height), rate_hz, "")
    address = Address("gentl", "16000001", {"producer": str(producer())})
    device = GenTLDriver().open_device(address, role)
    for node in ("AcquisitionFrameRateAuto", "ExposureAuto", "GainAuto"):
        device.nodes.set_word(node, "Off")
    device.nodes.set_number("ExposureTime", 2000.0)
    for node, value in (("Width", width), ("Height", height)):
        device.nodes.set_number(node, value)
    device.nodes.set_number("AcquisitionFrameRate", rate_hz)
    try:
        yield device
    finally:
        device.close()
        camera.remove()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="for each row")
    seconds = parser.parse_args().seconds
    print("| stream | waits by | others/s | of idle | CPU % | reader % | fps | gaps |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for width, height, rate_hz in STREAMS:
        with streaming(width, height, rate_hz) as device:
            undisturbed = 0.0
            for way in (idle, fetch, run_as_thread, polled, ours):
                row = cost(device, way, seconds)
                undisturbed = undisturbed or row.wakes_per_s
                print(
                    f"| {width}×{height} {rate_hz:g} | {way.__name__} "
                    f"| {row.wakes_per_s:.0f} | {row.wakes_per_s / undisturbed:.0%} "
                    f"| {row.process_percent:.1f} | {row.reader_percent:.1f} "
                    f"| {row.frames_per_s:.1f} | {row.gaps} |"
                )


if __name__ == "__main__":
    main()
