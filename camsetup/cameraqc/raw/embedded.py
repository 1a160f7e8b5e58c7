"""Embedded data: what the camera sent along with each frame, from whichever files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsetup.cameraqc.raw.camera_stamps import load_camera_stamps
from camsetup.cameraqc.raw.frame_counter import load_frame_counter
from camsetup.cameraqc.raw.frame_data import load_frame_data
from camsetup.cameraqc.raw.gaps import GapList, present
from camsetup.cameraqc.raw.gpio import load_pin_state
from camsetup.cameraqc.raw.reading import is_cut_short

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from camsetup.cameraqc.evidence import Gap
    from camsetup.cameraqc.raw.session_files import CameraFiles

FIELDS = ("count", "pin_state", "camera_times", "bonsai_times")


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """What came with n frames; None is what could not be loaded.

    Attributes
    ----------
    count
        n int64 of the camera's counter; from 0 when from ``frameData.bin``.
    pin_state
        n×4: whether pin 1, 2, 3, 4 was high.
    camera_times
        n float64: seconds of the camera's clock, unwrapped.
    bonsai_times
        n datetime64[ns], UTC; float64 seconds when from ``frameData.bin``.
    gaps
        What is missing or broken, also where it could be made up for.
    """

    count: NDArray[np.int64] | None = None
    pin_state: NDArray[np.bool_] | None = None
    camera_times: NDArray[np.float64] | None = None
    bonsai_times: NDArray[np.datetime64] | NDArray[np.float64] | None = None
    gaps: tuple[Gap, ...] = ()


def load_embedded(files: CameraFiles, folder: Path) -> Embedded:
    """Load counter, pins and stamps; a broken file never stops the others.

    ``frameData.bin`` stands for all three; where it is broken the others do not
    replace it, as they do not in ibllib.

    Parameters
    ----------
    folder
        Where the files should be, for complaints.
    """
    if files.frame_data is not None:
        return _from_frame_data(files.frame_data)
    noted = GapList()
    count = noted.attempt(
        lambda: load_frame_counter(
            present(files.frame_counter, "frame_counter.bin", folder)
        ),
        "count",
    )
    pin_state = noted.attempt(
        lambda: load_pin_state(present(files.gpio, "GPIO.bin", folder)), "pin_state"
    )
    stamps = noted.attempt(
        lambda: load_camera_stamps(
            present(files.timestamps_ssv, "timestamps.ssv", folder)
        ),
        "camera_times",
        "bonsai_times",
    )
    _note_what_is_cut_short(files.frame_counter, noted, "count")
    _note_what_is_cut_short(files.gpio, noted, "pin_state")
    return Embedded(
        count,
        pin_state,
        stamps.camera_times if stamps else None,
        stamps.bonsai_times if stamps else None,
        noted.gaps,
    )


def _from_frame_data(path: Path) -> Embedded:
    noted = GapList()
    data = noted.attempt(lambda: load_frame_data(path), *FIELDS)
    if data is None:
        return Embedded(gaps=noted.gaps)
    _note_what_is_cut_short(path, noted, *FIELDS)
    return Embedded(
        data.count, data.pin_state, data.camera_times, data.bonsai_times, noted.gaps
    )


def _note_what_is_cut_short(path: Path | None, noted: GapList, *fields: str) -> None:
    if path is not None and is_cut_short(path):
        noted.note(
            *fields,
            message=f"{path} ends in the middle of a value: the recording was cut "
            "short. What is whole in it was used.",
            remedy="Copy the file from the rig again.",
        )
