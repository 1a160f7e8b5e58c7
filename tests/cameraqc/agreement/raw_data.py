"""Loaded arrays, told with the few numbers that the oracle keeps of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.raw.gpio import fronts

if TYPE_CHECKING:
    from camsetup.cameraqc.evidence import VideoProperties


#: What is told of four pins that nobody recorded.
NO_FRONTS = [None] * 4


def header_as_told(video: VideoProperties | None):
    if video is None:
        return None
    return {
        "length": video.length,
        "fps": int(video.rate_hz),
        "width": video.size.width,
        "height": video.size.height,
    }


def count_as_told(count):
    if count is None:
        return None
    first, last = int(count[0]), int(count[-1])
    return {
        "n": len(count),
        "first": first,
        "last": last,
        "first_zeroed": 0,
        "last_zeroed": last - first,
    }


def high_frames_as_told(pin_state):
    return None if pin_state is None else pin_state.sum(axis=0).tolist()


def fronts_as_told(pin_state):
    if pin_state is None:
        return NO_FRONTS
    return [
        found
        and {
            "indices": found.indices.tolist(),
            "polarities": found.polarities.tolist(),
        }
        for found in fronts(pin_state)
    ]


def camera_times_as_told(times, computer):
    if times is None or computer is None:
        return {}
    intervals = np.diff(times)
    return {
        "n": len(times),
        "first": float(times[0]),
        "last": float(times[-1]),
        "median_dt": float(np.median(intervals)) if intervals.size else None,
        "dtype": str(computer.dtype),
        "bonsai_first": str(computer[0]),
        "bonsai_last": str(computer[-1]),
    }
