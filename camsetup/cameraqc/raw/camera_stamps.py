"""Camera stamps: the time of each frame by the computer's clock and by the camera's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.raw.reading import read_bytes
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

#: Nine hours at 150 Hz.
LARGEST_FILE_BYTES = 220_000_000

_CYCLES_PER_SECOND = 8000.0
_WRAP_S = 128

_TIME = rb"((?:19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d)?"
_STAMP = rb"(\d{1,10})"
_TIME_FIRST = re.compile(rb"^" + _TIME + rb" " + _STAMP + rb" ?\r?$", re.MULTILINE)
_STAMP_FIRST = re.compile(rb"^" + _STAMP + rb" " + _TIME + rb" ?\r?$", re.MULTILINE)

_REMEDY = "Copy the file from the rig again, or set it aside."


@dataclass(frozen=True, slots=True, eq=False)
class CameraStamps:
    """When each frame was taken.

    Attributes
    ----------
    bonsai_times
        n datetime64[ns], UTC: when it reached the computer.
    camera_times
        n float64: seconds of the camera's clock, unwrapped, from where it stood.
    """

    bonsai_times: NDArray[np.datetime64]
    camera_times: NDArray[np.float64]


def load_camera_stamps(path: Path) -> CameraStamps:
    """Load ``timestamps.ssv``: a time and a packed stamp in every line, or reversed.

    The order is that of the first line.

    Raises
    ------
    InputError
        When it is empty, or a line is anything else; with the line.
    """
    content = read_bytes(path, LARGEST_FILE_BYTES)
    line = _line_pattern(path, content)
    rows = line.findall(content)
    if len(rows) != content.count(b"\n") + (not content.endswith(b"\n")):
        _refuse_other_lines(path, content, line)
    place = 0 if line is _TIME_FIRST else 1
    stamps = np.array([row[2 - 2 * place] for row in rows]).astype(np.int64)
    _refuse_long_stamps(path, stamps)
    return CameraStamps(
        _utc(path, [row[place] for row in rows], [row[place + 1] for row in rows]),
        unwrap_seconds(stamps),
    )


def unwrap_seconds(packed: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the seconds of n packed stamps, made to run on where they wrap at 128.

    Bits 25 to 31 are seconds, 12 to 24 cycles of 125 µs; the lowest twelve are finer
    than the clock. Any step back counts as a wrap, also a glitch (IBL_QC.md 3).
    """
    seconds = (packed >> 25 & 0x7F) + (packed >> 12 & 0x1FFF) / _CYCLES_PER_SECOND
    wraps = np.cumsum(np.diff(seconds, prepend=seconds[:1]) < 0)
    return seconds + wraps * _WRAP_S


def _line_pattern(path: Path, content: bytes) -> re.Pattern[bytes]:
    """Return the pattern that the first line follows."""
    first = content[:200].partition(b"\n")[0]
    for pattern in (_TIME_FIRST, _STAMP_FIRST):
        if pattern.match(first):
            return pattern
    raise InputError(
        f"{path}, line 1: expected a time and a camera stamp, found {_shown(first)}.",
        remedy=_REMEDY,
    )


def _refuse_other_lines(path: Path, content: bytes, line: re.Pattern[bytes]) -> None:
    """Name the first line that breaks the pattern; empty lines do not."""
    for number, text in enumerate(content.split(b"\n"), 1):
        if text.strip() and not line.match(text):
            order = "a time and a camera stamp"
            if line is _STAMP_FIRST:
                order = "a camera stamp and a time"
            raise InputError(
                f"{path}, line {number}: expected {order} as in line 1, found "
                f"{_shown(text)}.",
                remedy=_REMEDY,
            )


def _refuse_long_stamps(path: Path, stamps: NDArray[np.int64]) -> None:
    too_long = stamps >= 2**32
    if too_long.any():
        frame = int(np.argmax(too_long))
        raise InputError(
            f"{path}: the camera stamp of frame {frame} is {stamps[frame]}; it should "
            "have 32 bits.",
            remedy=_REMEDY,
        )


def _utc(
    path: Path, times: list[bytes], offsets: list[bytes]
) -> NDArray[np.datetime64]:
    """Return the times less their offsets, which the clock change may alter midway."""
    try:
        local = np.array(times).astype("datetime64[ns]")
    except ValueError as error:
        raise InputError(f"{path}: {error}.", remedy=_REMEDY) from error
    ahead = {offset: _minutes(offset) for offset in set(offsets)}
    minutes = np.fromiter((ahead[offset] for offset in offsets), np.int64, len(offsets))
    utc: NDArray[np.datetime64] = local - minutes.astype("timedelta64[m]")
    return utc


def _minutes(offset: bytes) -> int:
    """Return how many minutes a place is ahead of UTC; without an offset it is not."""
    if offset in (b"", b"Z"):
        return 0
    minutes = int(offset[1:3]) * 60 + int(offset[4:6])
    return -minutes if offset.startswith(b"-") else minutes


def _shown(line: bytes) -> str:
    """Return a line as a person may read it, whatever it holds."""
    text = line[:60].decode("ascii", "backslashreplace").rstrip("\r\n")
    return repr(text) if text.strip() else "nothing"
