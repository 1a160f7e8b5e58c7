"""Camera stamps: the time of each frame by the computer's clock and by the camera's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.raw.reading import COPY_AGAIN, read_bytes
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

#: Six hours at 150 Hz.
LARGEST_FILE_BYTES = 150_000_000

_CYCLES_PER_SECOND = 8000.0
_WRAP_S = 128

_TIME = rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?"
_STAMP = rb"\d{1,10}"
_TIME_FIRST = re.compile(_TIME + rb" " + _STAMP + rb" ?\r?")
_STAMP_FIRST = re.compile(_STAMP + rb" " + _TIME + rb" ?\r?")
_OFFSET = re.compile(rb"Z|[+-]\d\d:\d\d")
_LONGEST_OFFSET = len("+00:00")
#: datetime64[ns] would silently turn others into these.
_CENTURIES = (b"19", b"20")

_ZEROS = bytes.maketrans(b"123456789", b"0" * 9)


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
        When it has fewer than two lines, or one is anything else; with the line.
    """
    content = read_bytes(path, LARGEST_FILE_BYTES)
    order = _order(path, content)
    _refuse_other_lines(path, content, order)
    columns = content.split()
    _refuse_single_line(path, columns)
    first, second = columns[::2], columns[1::2]
    times, stamps = (first, second) if order is _TIME_FIRST else (second, first)
    packed = np.array(stamps).astype(np.int64)
    _refuse_long_stamps(path, packed)
    return CameraStamps(_utc(path, times), unwrap_seconds(packed))


def unwrap_seconds(packed: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the seconds of n packed stamps, made to run on where they wrap at 128.

    Bits 25 to 31 are seconds, 12 to 24 cycles of 125 µs; the lowest twelve are finer
    than the clock. Any step back counts as a wrap, also a glitch (IBL_QC.md 3).
    """
    seconds = (packed >> 25 & 0x7F) + (packed >> 12 & 0x1FFF) / _CYCLES_PER_SECOND
    wraps = np.cumsum(np.diff(seconds, prepend=seconds[:1]) < 0)
    return seconds + wraps * _WRAP_S


def _order(path: Path, content: bytes) -> re.Pattern[bytes]:
    """Return the pattern that the first line follows."""
    first = content[:200].partition(b"\n")[0]
    for order in (_TIME_FIRST, _STAMP_FIRST):
        if order.fullmatch(first):
            return order
    raise InputError(
        f"{path}, line 1: expected a time and a camera stamp, found {_shown(first)}.",
        remedy=COPY_AGAIN,
    )


def _refuse_other_lines(path: Path, content: bytes, order: re.Pattern[bytes]) -> None:
    """Name the first line in another form than the first; empty lines may be.

    With every digit a zero there are only a handful of different lines to look at.
    """
    shapes = content.translate(_ZEROS).split(b"\n")
    others = {
        shape for shape in set(shapes) if shape.strip() and not order.fullmatch(shape)
    }
    if not others:
        return
    i = next(i for i, shape in enumerate(shapes) if shape in others)
    found = content.split(b"\n", i + 1)[i]
    first, second = "a time", "a camera stamp"
    if order is _STAMP_FIRST:
        first, second = second, first
    raise InputError(
        f"{path}, line {i + 1}: expected {first} and {second} as in line 1, found "
        f"{_shown(found)}.",
        remedy=COPY_AGAIN,
    )


def _refuse_single_line(path: Path, columns: list[bytes]) -> None:
    """Refuse the stamp of one frame; not in IBL_QC.md: ibllib dies of it."""
    if len(columns) == 2:
        raise InputError(
            f"{path} has a single line, which is not judged.", remedy=COPY_AGAIN
        )


def _refuse_long_stamps(path: Path, stamps: NDArray[np.int64]) -> None:
    too_long = stamps >= 2**32
    if too_long.any():
        frame = int(np.argmax(too_long))
        raise InputError(
            f"{path}: the camera stamp of frame {frame} is {stamps[frame]}; it should "
            "have 32 bits.",
            remedy=COPY_AGAIN,
        )


def _utc(path: Path, times: list[bytes]) -> NDArray[np.datetime64]:
    """Return the times less their offsets, which the clock change may alter midway."""
    _refuse_far_years(path, times)
    ends = [time[-_LONGEST_OFFSET:] for time in times]
    offsets = {end: _offset(end) for end in set(ends)}
    bare = [
        time[: len(time) - offsets[end][0]]
        for time, end in zip(times, ends, strict=True)
    ]
    minutes = np.fromiter((offsets[end][1] for end in ends), np.int64, len(ends))
    try:
        local = np.array(bare).astype("datetime64[ns]")
    except ValueError as error:
        raise InputError(f"{path}: {error}.", remedy=COPY_AGAIN) from error
    utc: NDArray[np.datetime64] = local - minutes.astype("timedelta64[m]")
    return utc


def _offset(end: bytes) -> tuple[int, int]:
    """Return how long an offset is, and how many minutes the place is ahead of UTC."""
    found = _OFFSET.search(end)
    if found is None:
        return 0, 0
    offset = found[0]
    if offset == b"Z":
        return 1, 0
    minutes = int(offset[1:3]) * 60 + int(offset[4:6])
    return _LONGEST_OFFSET, -minutes if offset.startswith(b"-") else minutes


def _refuse_far_years(path: Path, times: list[bytes]) -> None:
    for year in {time[:4] for time in times}:
        if not year.startswith(_CENTURIES):
            raise InputError(
                f"{path}: no frame was taken in the year {year.decode()}.",
                remedy=COPY_AGAIN,
            )


def _shown(line: bytes) -> str:
    """Return a line as a person may read it, whatever it holds."""
    text = line[:60].decode("ascii", "backslashreplace").rstrip("\r\n")
    return repr(text) if text.strip() else "nothing"
