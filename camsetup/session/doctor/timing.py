"""How frames come from a source: counted, timed, and the clock's step found."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from camsetup.domain.errors import ReadTimeoutError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camsetup.domain.frame import Stamp
    from camsetup.sources.base import Source

#: A read of the doctor's waits no longer.
READ_TIMEOUT_S = 0.25

Plain = dict[str, Any]  # Any: JSON's own values


@dataclass(slots=True)
class Watched:
    """What came from a source while it was watched.

    Attributes
    ----------
    stamps
        Of every frame, incomplete ones too.
    timeouts
        Reads of `READ_TIMEOUT_S` in which nothing came.
    cpu_s
        Time of the processor that this process used meanwhile.
    """

    stamps: list[Stamp] = field(default_factory=list)
    timeouts: int = 0
    cpu_s: float = 0.0


def watch(source: Source, seconds: float) -> Watched:
    """Read every frame for some seconds.

    Raises
    ------
    CameraLostError
        When the camera goes meanwhile.
    """
    watched = Watched()
    began_cpu_s, deadline_s = time.process_time(), time.monotonic() + seconds
    while time.monotonic() < deadline_s:
        _read_one(source, watched)
    watched.cpu_s = time.process_time() - began_cpu_s
    return watched


def _read_one(source: Source, watched: Watched) -> None:
    try:
        watched.stamps.append(source.read(READ_TIMEOUT_S).stamp)
    except ReadTimeoutError:
        watched.timeouts += 1


def timing_facts(watched: Watched) -> Plain:
    """Return counts, intervals of both clocks in µs, and the clock's step in ns."""
    stamps = watched.stamps
    gaps = np.diff([stamp.frame_id for stamp in stamps]) - 1
    return {
        "frames": len(stamps),
        "incomplete": sum(not stamp.complete for stamp in stamps),
        "dropped": int(gaps[gaps > 0].sum()) if len(stamps) > 1 else 0,
        "timeouts": watched.timeouts,
        "cpu_s": round(watched.cpu_s, 3),
        "device_interval_us": _spread([stamp.device_time_ns for stamp in stamps]),
        "host_interval_us": _spread([stamp.host_time_ns for stamp in stamps]),
        "clock_step_ns": clock_step_ns([stamp.device_time_ns for stamp in stamps]),
        "first_ids": [stamp.frame_id for stamp in stamps[:3]],
        "first_device_times_ns": [stamp.device_time_ns for stamp in stamps[:3]],
    }


def clock_step_ns(times_ns: Sequence[int]) -> int | None:
    """Return the largest step of which all times are multiples; None without two.

    A Chameleon3's stamps may be quantised to 125 µs (GENICAM.md section 3): the
    answer is then 125000, or a multiple of it when few frames came.
    """
    if len(times_ns) < 2:
        return None
    steps = np.abs(np.asarray(times_ns, dtype=np.int64) - times_ns[0])
    return int(np.gcd.reduce(steps)) or None


def _spread(times_ns: Sequence[int]) -> Plain | None:
    if len(times_ns) < 3:
        return None
    intervals_us = np.diff(np.asarray(times_ns, dtype=np.int64)) / 1e3
    return {
        "median": round(float(np.median(intervals_us)), 3),
        "mean": round(float(intervals_us.mean()), 3),
        "sd": round(float(intervals_us.std()), 3),
        "least": round(float(intervals_us.min()), 3),
        "most": round(float(intervals_us.max()), 3),
    }
