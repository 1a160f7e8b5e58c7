"""Session files: which file of a session folder holds what of a camera."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from camsetup.cameraqc.cameras import CAMERAS
from camsetup.cameraqc.raw.description import load_description
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

RAW_VIDEO = "raw_video_data"
ALF = "alf"


@dataclass(frozen=True, slots=True)
class CameraFiles:
    """Where everything of one camera lies; None is what is not there.

    Attributes
    ----------
    frame_data
        Takes the place of the next three.
    camera_times
        ``<label>Camera.times`` directly in ``alf``.
    deeper_camera_times
        One further below, which ibllib does not read.
    """

    video: Path | None = None
    frame_data: Path | None = None
    frame_counter: Path | None = None
    gpio: Path | None = None
    timestamps_ssv: Path | None = None
    camera_times: Path | None = None
    deeper_camera_times: Path | None = None
    wheel_timestamps: Path | None = None
    wheel_position: Path | None = None
    description: Path | None = None


def find_camera_files(session: Path, camera: str) -> CameraFiles:
    """Look for the files of a camera; a folder that cannot be read counts as empty.

    A part of the name before the extension is allowed (``GPIO.1234.bin``); of several
    the shortest name is taken.
    """
    raw, stem = session / RAW_VIDEO, f"_iblrig_{camera}Camera"
    alf, times = session / ALF, (f"{camera}Camera", "times")
    wheel = next(_alf_files(alf, "wheel", "timestamps"), None)
    return CameraFiles(
        video=first_match(raw, f"{stem}.raw*.mp4"),
        frame_data=first_match(raw, f"{stem}.frameData*.bin"),
        frame_counter=first_match(raw, f"{stem}.frame_counter*.bin"),
        gpio=first_match(raw, f"{stem}.GPIO*.bin"),
        timestamps_ssv=first_match(raw, f"{stem}.timestamps*.ssv"),
        camera_times=alf_match(alf, *times),
        deeper_camera_times=next(
            (path for path in _alf_files(alf, *times) if path.parent != alf), None
        ),
        wheel_timestamps=wheel,
        wheel_position=alf_match(wheel.parent, "wheel", "position") if wheel else None,
        description=find_description(session),
    )


def find_description(session: Path) -> Path | None:
    """Return the experiment description of a session."""
    return first_match(session, "_ibl_experiment.description*.yaml")


def find_task_data(session: Path, collection: str) -> Path | None:
    """Return what Bpod wrote of a task."""
    return first_match(session / collection, "_iblrig_taskData.raw*.jsonable")


def cameras_in(session: Path) -> tuple[str, ...]:
    """Return the cameras that have a raw file, extracted times, or are described."""
    described = _described(session)
    return tuple(
        camera
        for camera in CAMERAS
        if camera in described
        or first_match(session / RAW_VIDEO, f"_iblrig_{camera}Camera.*")
        or alf_match(session / ALF, f"{camera}Camera", "times")
    )


def first_match(folder: Path, pattern: str) -> Path | None:
    """Return what fits a shell pattern in a folder, the shortest name first."""
    names = [name for name in _names(folder) if fnmatchcase(name, pattern)]
    return folder / min(names, key=_by_length) if names else None


def alf_match(folder: Path, thing: str, attribute: str) -> Path | None:
    """Return the file ``_namespace_thing.attribute.parts.extension`` of a folder."""
    name = re.compile(
        rf"(_[a-zA-Z0-9]+_)?{re.escape(thing)}\.{attribute}(\.[\w-]+)*\.(?!json$)\w+"
    )
    names = [found for found in _names(folder) if name.fullmatch(found)]
    return folder / min(names, key=_by_extension) if names else None


def _alf_files(alf: Path, thing: str, attribute: str) -> Iterator[Path]:
    """Yield the file of every folder that has one, from the top down."""
    for folder, subfolders, _ in os.walk(alf):
        subfolders.sort()
        found = alf_match(Path(folder), thing, attribute)
        if found:
            yield found


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names are wanted, not paths
    except (OSError, ValueError):  # missing, no folder, not ours, or no such name
        return []


def _by_length(name: str) -> tuple[int, str]:
    return len(name), name


def _by_extension(name: str) -> tuple[bool, int, str]:
    return not name.endswith(".npy"), *_by_length(name)


def _described(session: Path) -> tuple[str, ...]:
    """Return the cameras that the description names; a broken one names none here."""
    try:
        description = load_description(find_description(session))
    except InputError:
        return ()
    return description.cameras if description else ()
