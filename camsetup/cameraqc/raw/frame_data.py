"""Frame data: the one file of newer rigs with stamp, counter and pins of each frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsetup.cameraqc.raw.camera_stamps import unwrap_seconds
from camsetup.cameraqc.raw.gpio import pins_of
from camsetup.cameraqc.raw.reading import read_whole_numbers

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

_TICKS_PER_SECOND = 10_000_000


@dataclass(frozen=True, slots=True, eq=False)
class FrameData:
    """What is known of each frame, all of it counted from the first.

    Attributes
    ----------
    bonsai_times, camera_times
        n float64: seconds of the computer's and of the camera's clock.
    count
        n int64, from 0.
    pin_state
        n×4: whether pin 1, 2, 3, 4 was high.
    """

    bonsai_times: NDArray[np.float64]
    camera_times: NDArray[np.float64]
    count: NDArray[np.int64]
    pin_state: NDArray[np.bool_]


def load_frame_data(path: Path) -> FrameData:
    """Load ``frameData.bin``: rows of UTC ticks, packed stamp, counter, pin word.

    Raises
    ------
    InputError
        When it is not a file of whole numbers in rows of four, or empty.
    """
    ticks, packed, count, words = read_whole_numbers(path, columns=4).T
    seconds = unwrap_seconds(packed)
    return FrameData(
        (ticks - ticks[0]) / _TICKS_PER_SECOND,
        seconds - seconds[0],
        count - count[0],
        pins_of(words),
    )
