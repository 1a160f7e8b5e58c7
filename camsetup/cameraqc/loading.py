"""Loading: puts together all that a session folder tells of one camera."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from camsetup.cameraqc.cameras import WHEEL_ROIS
from camsetup.cameraqc.evidence import Evidence, Gap, Wheel
from camsetup.cameraqc.options import Mode, Options
from camsetup.cameraqc.raw.gaps import present
from camsetup.cameraqc.raw.session_data import load_session_data
from camsetup.cameraqc.raw.session_files import RAW_VIDEO
from camsetup.cameraqc.raw.video import (
    even_indices,
    read_properties,
    read_video,
    sample_indices,
)
from camsetup.cameraqc.references import (
    find_references,
    load_references,
    no_references,
)
from camsetup.cameraqc.wheel.period import find_movement, frames_in_period
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from camsetup.cameraqc.evidence import VideoProperties
    from camsetup.cameraqc.raw.session_data import RawData
    from camsetup.cameraqc.raw.video import VideoContent


def load_evidence(
    session: str | Path, camera: str, options: Options | None = None
) -> Evidence:
    """Read what a session holds of a camera; what is missing or broken is a gap.

    Every file is read once, and every frame that a check needs is decoded once.
    """
    options = options or Options()
    session = Path(session)
    raw = load_session_data(session, camera)
    gaps = list(raw.gaps)
    wheel = _wheel(raw)
    properties, content = _video(session, raw, wheel, options, gaps)
    return Evidence(
        camera=camera,
        n_samples=options.n_samples,
        expected=raw.expected,
        video=properties,
        frames=content.frames if content else None,
        frame_indices=content.indices if content else (),
        unread=content.unread if content else 0,
        timestamps=raw.timestamps,
        count=raw.count,
        pin_state=raw.pin_state,
        audio=raw.audio,
        camera_times=raw.camera_times,
        bonsai_times=raw.bonsai_times,
        wheel=wheel,
        motion_energy=content.motion_energy if content else None,
        references=_references(camera, options, gaps),
        gaps=tuple(gaps),
    )


def _wheel(raw: RawData) -> Wheel | None:
    """Return the encoder and a movement of it that is fit for comparing."""
    timestamps, position = raw.wheel_timestamps, raw.wheel_position
    if timestamps is None or position is None:
        return None
    movement = None
    if raw.timestamps is not None:
        movement = find_movement(timestamps, position)
    if movement is None:
        return Wheel(timestamps, position)
    return Wheel(timestamps, position, movement.period, movement.velocity)


def _video(
    session: Path,
    raw: RawData,
    wheel: Wheel | None,
    options: Options,
    gaps: list[Gap],
) -> tuple[VideoProperties | None, VideoContent | None]:
    """Read the header and every frame that a check needs."""
    camera = raw.camera
    name, folder = f"_iblrig_{camera}Camera.raw*.mp4", session / RAW_VIDEO
    try:
        path = present(raw.files.video, name, folder)
        properties = read_properties(path)
        choose = even_indices if options.mode is Mode.STRICT else sample_indices
        content = read_video(
            path,
            choose(properties.length, options.n_samples),
            _period_frames(camera, raw.timestamps, wheel),
            WHEEL_ROIS.get(camera),
            readers=options.readers,
        )
    except InputError as error:
        gaps.append(Gap("video", error.message, error.remedy))
        return None, None
    return properties, content


def _period_frames(
    camera: str, timestamps: NDArray[np.float64] | None, wheel: Wheel | None
) -> NDArray[np.int64] | None:
    """Return which frames show the wheel's movement; None where nobody asks."""
    if wheel is None or wheel.period is None or timestamps is None:
        return None
    if camera not in WHEEL_ROIS:
        return None
    frames = frames_in_period(timestamps, wheel.period)
    return frames if len(frames) else None


def _references(
    camera: str, options: Options, gaps: list[Gap]
) -> NDArray[np.uint8] | None:
    try:
        path = find_references(camera, options.references, options.profile_references)
        if path is None:
            raise no_references(f": no frames_{camera}.npy")
        return load_references(path)
    except InputError as error:
        gaps.append(Gap("references", error.message, error.remedy))
        return None
