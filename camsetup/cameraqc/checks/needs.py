"""What a check needs: handed back when it is there, else an `InputError` in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from camsetup.cameraqc.cameras import ExpectedVideo
    from camsetup.domain.frame import Size


_Given = TypeVar("_Given")


def given(values: _Given | None, name: str) -> _Given:
    """Return what is not None; ``name`` is a plural that fits "There are no …"."""
    if values is None:
        raise InputError(f"There are no {name}.", remedy="Look for their file.")
    return values


def numbers(
    values: ArrayLike | None, name: str, dimensions: int = 1
) -> NDArray[np.float64]:
    """Return values as float64, when they are numbers of so many dimensions."""
    array = np.asarray(given(values, name))
    if array.dtype.kind not in "biuf":
        raise InputError(
            f"The {name} are not numbers (numpy calls them {array.dtype}).",
            remedy="Write their file again from the raw data.",
        )
    if array.ndim != dimensions:
        raise InputError(
            f"The {name} have the shape {array.shape}; "
            f"{dimensions} dimension{'s' * (dimensions > 1)} expected.",
            remedy="Write their file again from the raw data.",
        )
    return array.astype(np.float64, copy=False)


def video_length(length: int | None) -> int:
    """Return the number of frames in the video."""
    if length is None:
        raise InputError(
            "There is no video to count the frames of, or it cannot be read.",
            remedy="Look whether the .mp4 is in raw_video_data and plays.",
        )
    return length


def header(value: _Given | None) -> _Given:
    """Return what the video's header says."""
    if value is None:
        raise InputError(
            "There is no video, or its header cannot be read.",
            remedy="Look whether the .mp4 is in raw_video_data and plays.",
        )
    return value


def expected_rate(expected: ExpectedVideo | None) -> float:
    """Return the rate that the video should have, in Hz."""
    return _expectation(expected.rate_hz if expected else None, "fps")


def expected_size(expected: ExpectedVideo | None) -> Size:
    """Return the size that the video should have."""
    return _expectation(expected.size if expected else None, "width and height")


def _expectation(wanted: _Given | None, keys: str) -> _Given:
    """Return what is expected.

    IBL_QC.md 6 A 3: ibllib raises a KeyError instead, and judges nothing at all.
    """
    if wanted is None:
        raise InputError(
            f"Nothing says what {keys} this camera's video should have: the rig is "
            "unknown, or has no such camera.",
            remedy=f"Put {keys} of the camera, and the sync, into "
            "_ibl_experiment.description.yaml.",
        )
    return wanted
