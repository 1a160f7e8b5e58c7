"""How the process is set up for cameras: once, by whoever starts it."""

from __future__ import annotations

import sys

import cv2
from threadpoolctl import threadpool_limits

#: With Python's 5 ms a busy thread made three cameras drop 102 frames in a minute
#: (DESIGN.md "Threads"). Each frame asks for the interpreter several times: with 0.5 ms
#: a slow machine still lost some at 150 Hz, with 0.1 ms none (benchmarks.pipeline).
SWITCH_INTERVAL_S = 0.0001


def prepare_process() -> None:
    """Let waiting camera threads in quickly, and keep arithmetic to its own thread.

    The work is already spread over threads, one for each camera. Where OpenCV and
    the linear algebra spread theirs too, they get into each other's way: preparing
    an outline took 2.6 s instead of 0.4 on two busy cores.
    """
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    cv2.setNumThreads(1)
    threadpool_limits(limits=1)
