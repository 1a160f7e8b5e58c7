"""The frame counter: the camera's own running number of every frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.cameraqc.raw.reading import read_whole_numbers

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray


def load_frame_counter(path: Path) -> NDArray[np.int64]:
    """Load ``frame_counter.bin``: n counts, beginning where the camera began.

    Raises
    ------
    InputError
        When it is not a file of whole numbers, or empty.
    """
    return read_whole_numbers(path)[:, 0]
