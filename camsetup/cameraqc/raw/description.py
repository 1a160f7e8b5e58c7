"""The experiment description: what a session was recorded on, and its cameras."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from camsetup.cameraqc.cameras import EXPECTED_VIDEOS, ExpectedVideo, RigKind
from camsetup.domain.errors import InputError
from camsetup.domain.frame import Size

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DEFAULT_TASK_COLLECTION = "raw_behavior_data"

_LARGEST_NUMBER = 1e6
_MOST_TASKS = 100

_REMEDY = "Correct the experiment description."


@dataclass(frozen=True, slots=True)
class Sync:
    """What keeps the clocks together.

    Attributes
    ----------
    device
        "bpod", "nidq" or another.
    collection, extension, software
        Its folder in the session, its files, what wrote them; None when not said.
    """

    device: str
    collection: str | None = None
    extension: str | None = None
    software: str | None = None


@dataclass(frozen=True, slots=True)
class VideoOverride:
    """What a description expects of a camera's video; None where it says nothing."""

    rate_hz: float | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What the gate wants to know of an experiment description.

    Attributes
    ----------
    path
        The file it was read from.
    videos
        What is expected of every camera that is described.
    protocols
        Names of the tasks, in their order.
    protocol, task_collection
        Name and folder of the first task that is not passive.
    """

    path: Path | None = field(default=None, compare=False)
    sync: Sync | None = None
    videos: Mapping[str, VideoOverride] = field(default_factory=dict)
    protocols: tuple[str, ...] = ()
    protocol: str = ""
    task_collection: str = DEFAULT_TASK_COLLECTION

    @property
    def kind(self) -> RigKind | None:
        """Return the kind of rig; None when no sync is described."""
        if self.sync is None:
            return None
        return RigKind.EPHYS if self.sync.device == "nidq" else RigKind.TRAINING

    @property
    def cameras(self) -> tuple[str, ...]:
        """Return the names of the cameras that are described."""
        return tuple(self.videos)


def load_description(path: Path | None) -> Description | None:
    """Load ``_ibl_experiment.description.yaml``; None without one.

    Keys that mean nothing to the gate are passed over: it is not our file.

    Raises
    ------
    InputError
        When it is not YAML, or a key that matters has another form than it should.
    """
    if path is None:
        return None
    from camsetup.cameraqc.raw.description_yaml import (  # noqa: PLC0415 - 40 ms
        load_yaml,
    )

    content = _Entry(path, "the file", load_yaml(path))
    protocol, collection, protocols = _tasks(content.inside("tasks"))
    return Description(
        path=path,
        sync=_sync(content.inside("sync")),
        videos={
            camera.name: _video(camera)
            for camera in content.inside("devices").inside("cameras").entries()
        },
        protocols=protocols,
        protocol=protocol,
        task_collection=collection,
    )


def expected_video(description: Description | None, camera: str) -> ExpectedVideo:
    """Return how a camera's video should be: the IBL's table under the description.

    Raises
    ------
    InputError
        When neither says anything of it.
    """
    if description is None:
        raise InputError(
            "There is no _ibl_experiment.description.yaml: how the video should be is "
            "not known.",
            remedy="Copy the experiment description into the session's folder.",
        )
    # IBL_QC.md section 2
    table = (
        EXPECTED_VIDEOS.get((description.kind, camera)) if description.kind else None
    )
    own = description.videos.get(camera, VideoOverride())
    rate_hz = table.rate_hz if own.rate_hz is None and table else own.rate_hz
    size = _size(own, table.size if table else None)
    if rate_hz is None and size is None:
        rig = f"a {description.kind.value} rig" if description.kind else "no sync"
        raise InputError(
            f"{description.path} describes {rig}, and does not say how the video of "
            f"the {camera} camera should be.",
            remedy=f"Write fps, width and height under devices, cameras, {camera} in "
            "the experiment description.",
        )
    return ExpectedVideo(rate_hz, size)


def _size(own: VideoOverride, usual: Size | None) -> Size | None:
    width = usual.width if own.width is None and usual else own.width
    height = usual.height if own.height is None and usual else own.height
    return None if width is None or height is None else Size(width, height)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A value of the description, and what to call it in a complaint."""

    path: Path
    name: str
    value: object

    def inside(self, key: str) -> _Entry:
        return _Entry(self.path, key, self._mapping().get(key))

    def entries(self) -> list[_Entry]:
        return [
            _Entry(self.path, key, value)
            for key, value in self._mapping().items()
            if isinstance(key, str)
        ]

    def word(self) -> str | None:
        return self.value if isinstance(self.value, str) and self.value else None

    def folder(self) -> str | None:
        """Return a folder of the session; a name that leads out of it is refused."""
        name = self.word()
        if name is None:
            return None
        paths = PurePosixPath(name), PureWindowsPath(name)
        leaves = any(path.anchor or ".." in path.parts for path in paths)
        if leaves or "\0" in name:
            raise self.complaint("a folder inside the session")
        return name

    def number(self) -> float | None:
        value = self.value
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.complaint("a number")
        if not abs(value) <= _LARGEST_NUMBER:  # NaN is not, either
            raise self.complaint("a number of pixels or frames per second")
        return value

    def whole_number(self) -> int | None:
        value = self.number()
        if value is None:
            return None
        if value != int(value):
            raise self.complaint("a whole number")
        return int(value)

    def complaint(self, expected: str) -> InputError:
        return InputError(
            f"{self.path}: {self.name} should be {expected}, and is {self._shown()}.",
            remedy=_REMEDY,
        )

    def _shown(self) -> str:
        """Return short values; to write out nested aliases might never end."""
        if isinstance(self.value, str):
            return repr(self.value[:40])
        if isinstance(self.value, float):
            return str(self.value)
        return f"of another kind ({type(self.value).__name__})"

    def _mapping(self) -> dict[object, object]:
        if self.value is None:
            return {}
        if not isinstance(self.value, dict):
            raise self.complaint("a mapping")
        return self.value


def _sync(sync: _Entry) -> Sync | None:
    """Return the first sync that is described, as ibllib takes it."""
    for device in sync.entries():
        return Sync(
            device.name,
            device.inside("collection").folder(),
            device.inside("extension").word(),
            device.inside("acquisition_software").word(),
        )
    return None


def _video(camera: _Entry) -> VideoOverride:
    return VideoOverride(
        camera.inside("fps").number(),
        camera.inside("width").whole_number(),
        camera.inside("height").whole_number(),
    )


def _tasks(tasks: _Entry) -> tuple[str, str, tuple[str, ...]]:
    """Return protocol and folder of the first task not passive, and all protocols."""
    described = _listed(tasks)
    names = tuple(task.name for task in described)
    for task in described:
        if "passive" not in task.name:
            folder = task.inside("collection").folder()
            return task.name, folder or DEFAULT_TASK_COLLECTION, names
    return "", DEFAULT_TASK_COLLECTION, names


def _listed(tasks: _Entry) -> list[_Entry]:
    """Return the tasks: a mapping in old descriptions, a list in new ones."""
    if not isinstance(tasks.value, list):
        return tasks.entries()
    if len(tasks.value) > _MOST_TASKS:
        raise tasks.complaint(f"at most {_MOST_TASKS} tasks")
    return [
        task
        for item in tasks.value
        for task in _Entry(tasks.path, tasks.name, item).entries()
    ]
