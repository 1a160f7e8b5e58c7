"""Session data: everything but pictures that a session holds of one camera."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsetup.cameraqc.cameras import KNOWN_CAMERAS
from camsetup.cameraqc.raw import bpod
from camsetup.cameraqc.raw.alf import load_times
from camsetup.cameraqc.raw.description import (
    DEFAULT_TASK_COLLECTION,
    expected_video,
    load_description,
)
from camsetup.cameraqc.raw.embedded import load_embedded
from camsetup.cameraqc.raw.gaps import GapList, present
from camsetup.cameraqc.raw.session_files import (
    ALF,
    RAW_VIDEO,
    find_camera_files,
    find_task_data,
)
from camsetup.cameraqc.raw.sync import DEFAULT_COLLECTION, load_sync
from camsetup.cameraqc.raw.wheel_encoder import (
    WheelTrace,
    load_wheel,
    wheel_from_fronts,
)
from camsetup.domain.errors import InputError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from camsetup.cameraqc.cameras import ExpectedVideo
    from camsetup.cameraqc.evidence import Gap
    from camsetup.cameraqc.raw.description import Description
    from camsetup.cameraqc.raw.session_files import CameraFiles
    from camsetup.cameraqc.raw.sync import SyncData


@dataclass(frozen=True, slots=True, eq=False)
class RawData:
    """What the files of a session say of one camera; None is what is not there.

    Attributes
    ----------
    timestamps
        n float64: seconds, the extracted times of the frames.
    count
        n int64: the camera's frame counter.
    pin_state
        n×4 bool: the camera's input pins, pin 4 last.
    audio
        Seconds of all fronts of the audio TTL; rises at even places. NaN at the end
        for trials without one.
    camera_times
        n float64: seconds of the camera's clock, unwrapped.
    bonsai_times
        n datetime64[ns], UTC, or float64 seconds.
    wheel_timestamps, wheel_position
        m float64 each: seconds, radians.
    protocol
        Name of the first task that is not passive; empty when not known.
    gaps
        Why what is None is None.
    """

    camera: str
    files: CameraFiles
    description: Description | None = None
    expected: ExpectedVideo | None = None
    timestamps: NDArray[np.float64] | None = None
    count: NDArray[np.int64] | None = None
    pin_state: NDArray[np.bool_] | None = None
    audio: NDArray[np.float64] | None = None
    camera_times: NDArray[np.float64] | None = None
    bonsai_times: NDArray[np.datetime64] | NDArray[np.float64] | None = None
    wheel_timestamps: NDArray[np.float64] | None = None
    wheel_position: NDArray[np.float64] | None = None
    protocol: str = ""
    gaps: tuple[Gap, ...] = ()


def load_session_data(session: Path, camera: str) -> RawData:
    """Load all that a session's files say of a camera; what cannot be is a gap.

    Raises
    ------
    UsageError
        When there is no such camera.
    """
    if camera not in KNOWN_CAMERAS:
        raise UsageError(
            f"There is no camera {camera!r}.",
            remedy=f"Give one of {', '.join(KNOWN_CAMERAS)}.",
        )
    files = find_camera_files(session, camera)
    noted = GapList()
    description = noted.attempt(lambda: load_description(files.description), "expected")
    audio, wheel = _audio_and_wheel(session, files, description, noted)
    embedded = load_embedded(files, session / RAW_VIDEO)
    return RawData(
        camera=camera,
        files=files,
        description=description,
        expected=_expected(files, description, camera, noted),
        timestamps=noted.attempt(
            lambda: load_times(_camera_times(files, camera, session / ALF)),
            "timestamps",
        ),
        count=embedded.count,
        pin_state=embedded.pin_state,
        audio=audio,
        camera_times=embedded.camera_times,
        bonsai_times=embedded.bonsai_times,
        wheel_timestamps=wheel.timestamps if wheel else None,
        wheel_position=wheel.position if wheel else None,
        protocol=description.protocol if description else "",
        gaps=noted.gaps + embedded.gaps,
    )


def _expected(
    files: CameraFiles, description: Description | None, camera: str, noted: GapList
) -> ExpectedVideo | None:
    if description is None and files.description is not None:
        return None  # It is broken, and that is noted.
    return noted.attempt(lambda: expected_video(description, camera), "expected")


def _camera_times(files: CameraFiles, camera: str, alf: Path) -> Path:
    """Return the file of the extracted times; only directly in ``alf``, like ibllib."""
    if files.camera_times is None and files.deeper_camera_times is not None:
        raise InputError(
            f"{files.deeper_camera_times} is not directly in {alf}, where the IBL's "
            "quality control looks for it.",
            remedy=f"Copy it to {alf}.",
        )
    return present(files.camera_times, f"{camera}Camera.times.npy", alf)


def _audio_and_wheel(
    session: Path, files: CameraFiles, description: Description | None, noted: GapList
) -> tuple[NDArray[np.float64] | None, WheelTrace | None]:
    """Load what the clock of the rig saw: Bpod's, or that of an acquisition board."""
    sync = description.sync if description else None
    if sync is None or sync.device == "bpod":
        collection = DEFAULT_TASK_COLLECTION
        if description is not None:
            collection = description.task_collection
        audio = noted.attempt(lambda: _bpod_audio(session, collection), "audio")
        return audio, noted.attempt(lambda: _wheel(session, files, None), "wheel")
    folder = session / (sync.collection or DEFAULT_COLLECTION)
    board = noted.attempt(lambda: load_sync(folder, sync.software), "audio")
    audio = (
        noted.attempt(lambda: board.fronts("audio").times, "audio") if board else None
    )
    return audio, noted.attempt(lambda: _wheel(session, files, board), "wheel")


def _bpod_audio(session: Path, collection: str) -> NDArray[np.float64]:
    name = "_iblrig_taskData.raw.jsonable"
    path = find_task_data(session, collection)
    return bpod.load_audio_fronts(present(path, name, session / collection))


def _wheel(session: Path, files: CameraFiles, board: SyncData | None) -> WheelTrace:
    """Load the extracted wheel; without one, decode it from the board's fronts."""
    times = files.wheel_timestamps
    if times is None and board is not None:
        first, second = (board.fronts(f"rotary_encoder_{i}") for i in range(2))
        return wheel_from_fronts(first, second)
    times = present(times, "wheel.timestamps.npy", session / ALF)
    return load_wheel(
        times, present(files.wheel_position, "wheel.position.npy", times.parent)
    )
