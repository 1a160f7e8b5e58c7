"""How the process is set up for cameras: once, by whoever starts it."""

from __future__ import annotations

import sys

import cv2

#: With Python's 5 ms a busy thread made three cameras drop 102 frames in a minute,
#: with this none (measured; DESIGN.md "Threads").
SWITCH_INTERVAL_S = 0.0005


def prepare_process() -> None:
    """Let waiting camera threads in quickly, and keep OpenCV to the caller's core."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    cv2.setNumThreads(1)
