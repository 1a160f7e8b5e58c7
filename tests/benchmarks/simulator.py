"""What the simulator costs: frames, turned knobs and the first picture.

    python -m benchmarks.simulator

Times are of this thread's processor, the best of several; each is also given as a
multiple of copying the frame.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.profiles.rigs import load_rig
from camsetup.sources.address import Address
from camsetup.sources.simulator import SimulatorDriver
from hand_clock import HandClock

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 8.0


def main() -> None:
    cv2.setNumThreads(1)
    rig = load_rig("recording")
    total = 0.0
    print("camera  size        first    turned knob (ms)         frame")
    print(
        "                    (ms)     pose  defocus aperture   (ms)   ×copy  of a core"
    )
    for role in rig.cameras:
        source, first_ms = _opened(role)
        pose = _turning_ms(source, "dx", (0.0, 3.5, 7.0, -4.0))
        defocus = _turning_ms(source, "defocus", (2.0, 3.0, 6.0, 1.0))
        source.turn("defocus", 0.0)
        aperture = _turning_ms(source, "aperture", (1.2, 0.9, 3.0, 1.0))
        frame_ms = _frame_ms(source, role.rate_hz)
        copy_ms = _best_ms(np.copy, source.read(1.0).pixels)
        share = frame_ms * role.rate_hz / 10
        total += share
        print(
            f"{role.name:6s}  {role.size!s:10s}  {first_ms:6.0f}  {pose:6.1f}"
            f"  {defocus:6.1f}  {aperture:6.1f}     {frame_ms:6.2f}"
            f"  {frame_ms / copy_ms:5.0f}  {share:6.1f} %"
        )
        source.close()
    print(f"all three: {total:.1f} % of a core, mouse in, wheel turning")


def _opened(role):
    """Open a camera and take its first frame; return it and what that took."""
    began = time.thread_time()
    driver = SimulatorDriver(HandClock())
    source = driver.open(Address("simulator", options={"mouse": "1"}), role)
    source.apply(role.settings)
    source.start()
    source.read(1.0)
    return source, 1e3 * (time.thread_time() - began)


def _turning_ms(source, knob: str, values: tuple[float, ...]) -> float:
    def turn(value: float) -> None:
        source.turn(knob, value)
        source.read(1.0)

    return min(_once_ms(turn, value) for value in values[1:])


def _frame_ms(source, rate_hz: float) -> float:
    """Return the mean cost of a frame over some seconds of the rig's life."""
    count = int(SECONDS * rate_hz)
    for _ in range(count):
        source.read(1.0)
    began = time.thread_time()
    for _ in range(count):
        source.read(1.0)
    return 1e3 * (time.thread_time() - began) / count


def _best_ms(work: Callable[..., object], *arguments: object) -> float:
    return min(_once_ms(work, *arguments) for _ in range(20))


def _once_ms(work: Callable[..., object], *arguments: object) -> float:
    began = time.thread_time()
    work(*arguments)
    return 1e3 * (time.thread_time() - began)


if __name__ == "__main__":
    main()
