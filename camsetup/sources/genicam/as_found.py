"""The record of a camera's state as found: one small file per camera, on disk."""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, ValidationError

from camsetup import paths
from camsetup.domain.errors import InputError
from camsetup.profiles.files import write_atomically
from camsetup.sources.genicam.owner import Owner
from camsetup.sources.genicam.serials import normal
from camsetup.sources.genicam.state import CameraState, complaint

if TYPE_CHECKING:
    from pathlib import Path

#: A record is some 2 kB; what is larger is none.
LARGEST_BYTES: Final = 64 * 1024

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AsFound:
    """A camera's state before it was touched, and who touches it.

    Attributes
    ----------
    taken
        When it was found, ISO 8601.
    """

    serial: str
    model: str
    taken: str
    owner: Owner
    state: CameraState


class _StrictModel(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class _OwnerFile(_StrictModel):
    host: str
    pid: int
    started: str


class _RecordFile(_StrictModel):
    version: Literal[1]
    serial: str
    model: str
    taken: str
    owner: _OwnerFile
    values: dict[str, bool | float | str]
    triggers: dict[str, dict[str, str]]


def record_path(serial: str) -> Path:
    """Return where the camera's record is, if it has one."""
    return _folder() / f"{quote(normal(serial), safe='')[:100]}.json"


def read_record(serial: str) -> AsFound | None:
    """Return the camera's record; None when there is none.

    A file that is no record, or of a newer version, is moved aside and warned about.

    Raises
    ------
    InputError
        When such a file cannot be moved.
    """
    return _read(record_path(serial))


def all_records() -> list[AsFound]:
    """Return the records of all cameras.

    Raises
    ------
    InputError
        As `read_record`.
    """
    found = (_read(path) for path in sorted(_folder().glob("*.json")))
    return [record for record in found if record is not None]


def write_record(record: AsFound) -> None:
    """Write a record so that it is on the disk, not only on its way there.

    Raises
    ------
    InputError
        When the folder cannot be written to, or the disk is full.
    """
    content = _RecordFile(
        version=1,
        serial=record.serial,
        model=record.model,
        taken=record.taken,
        owner=_OwnerFile(**asdict(record.owner)),
        values=dict(record.state.values),
        triggers={key: dict(value) for key, value in record.state.triggers.items()},
    )
    path = record_path(record.serial)
    write_atomically(path, content.model_dump_json(indent=1).encode())
    _sync(path.parent)


def remove_record(serial: str) -> None:
    """Remove a record, now that its state has been put back."""
    path = record_path(serial)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        logger.warning("%s cannot be removed: %s", path, error.strerror)
    _sync(path.parent)


def _folder() -> Path:
    return paths.user_data() / "as_found"


def _read(path: Path) -> AsFound | None:
    if not path.exists():
        return None
    try:
        return _parsed(path)
    except (OSError, ValueError) as error:
        _move_aside(path, _first_reason(error))
        return None


def _parsed(path: Path) -> AsFound:
    if not path.is_file():
        raise ValueError("it is not a file")
    with path.open("rb") as file:
        content = file.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise ValueError(f"it is larger than {LARGEST_BYTES} bytes")
    file_ = _RecordFile.model_validate_json(content)
    state = CameraState(file_.values, file_.triggers)
    if wrong := complaint(state):
        raise ValueError(f"it holds {wrong[:80]}")
    if record_path(file_.serial) != path:
        raise ValueError(f"it is of camera {file_.serial[:80]}")
    owner = Owner(**file_.owner.model_dump())
    return AsFound(file_.serial, file_.model, file_.taken, owner, state)


def _first_reason(error: OSError | ValueError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part)[:40] for part in first["loc"])
        return f"{place}: {first['msg']}".removeprefix(": ")
    return str(error)


def _move_aside(path: Path, reason: str) -> None:
    names = (path.with_name(f"{path.name}.aside-{i}") for i in itertools.count(1))
    aside = next(name for name in names if not name.exists())
    try:
        path.rename(aside)
    except OSError as error:
        raise InputError(
            f"{path} is no record of a camera's settings and cannot be moved:"
            f" {error.strerror}.",
            remedy="Move it away by hand.",
        ) from error
    logger.warning(
        "%s is no record of a camera's settings that this version can read (%s);"
        " it was kept as %s, and nothing of it was put back",
        path,
        reason,
        aside.name,
    )


def _sync(folder: Path) -> None:
    """Make a new or removed name last through a power cut, where folders can."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
