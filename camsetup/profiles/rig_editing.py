"""Writing serial numbers into a rig file, and leaving every other letter alone.

A rig file is a person's file: its comments, its order and its line ends stay. So the
few letters of each value are replaced where YAML says that they stand, the result is
read back as any rig file, and it is kept only when nothing but the serials differs.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import yaml

from camsetup import paths
from camsetup.domain.errors import InputError, ProfileError
from camsetup.profiles.files import write_atomically
from camsetup.profiles.rigs import load_rig

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from camsetup.domain.rig import Rig

#: A piece of text to replace: from, to (excluded), and by what.
_Edit = tuple[int, int, str]


def write_serials(file: Path, serials: Mapping[str, str]) -> Path:
    """Write the serial numbers of some roles, and return the file that has them now.

    A shipped rig is not written: the user's own copy of it is, which wins.

    Parameters
    ----------
    serials
        By the role's name; an empty one leaves the role without a camera.

    Raises
    ------
    ProfileError
        When a role is not there, a serial cannot be written so that it is read back,
        or more than the serials would change; the file is then as it was.
    InputError
        When the folder cannot be written to; the file is then as it was.
    """
    target, source = editable_file(file), newest_file(file)
    before = load_rig(source)
    text = _with_serials(source, _text(source), serials)
    draft = target.with_name(f".{target.name}.draft")
    try:
        write_atomically(draft, text.encode())
        _require_only_serials_changed(before, load_rig(draft), source, serials)
        _move(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return target


def editable_file(file: Path) -> Path:
    """Return where changes of a rig file go: the user's folder for a shipped one.

    Of a link it is what the link points at.
    """
    shipped = (paths.resources() / "rigs").resolve()
    if file.resolve().parent == shipped:
        return (paths.user_config() / "rigs" / file.name).resolve()
    return file.resolve()


def newest_file(file: Path) -> Path:
    """Return the file that is used in place of this one: the user's own copy."""
    own = editable_file(file)
    return own if own.is_file() else file


def _text(file: Path) -> str:
    """Return the text with its line ends, and its byte order mark where it has one."""
    return file.read_bytes().decode()


def _with_serials(file: Path, text: str, serials: Mapping[str, str]) -> str:
    cameras = dict(_cameras(text))
    missing = sorted(set(serials) - set(cameras))
    if missing:
        raise ProfileError(f"{file} has no camera {missing[0]}.")
    edits = [_edit(text, cameras[role], serials[role]) for role in serials]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _cameras(text: str) -> Iterator[tuple[str, yaml.MappingNode]]:
    """Yield each camera's role and node; the file is known to be a rig file."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    cameras = _pair(root, "cameras")[1].value
    for camera in cameras:
        yield _pair(camera, "role")[1].value, camera


def _pair(mapping: yaml.Node | None, name: str) -> tuple[yaml.Node, yaml.Node]:
    pairs: list[tuple[yaml.Node, yaml.Node]] = mapping.value if mapping else []
    return next(pair for pair in pairs if pair[0].value == name)


def _edit(text: str, camera: yaml.MappingNode, serial: str) -> _Edit:
    """Return what to replace for one camera's serial; it may have had none."""
    # JSON's way to write a text is YAML's too.
    written = json.dumps(serial, ensure_ascii=False)
    if any(key.value == "serial" for key, _ in camera.value):
        old = _pair(camera, "serial")[1]
        return old.start_mark.index, old.end_mark.index, written
    if camera.flow_style:
        at = _pair(camera, "role")[1].end_mark.index
        return at, at, f", serial: {written}"
    follower = _pair(camera, "size")[0].start_mark
    line_end = "\r\n" if "\r\n" in text else "\n"
    new = f"serial: {written}{line_end}{' ' * follower.column}"
    return follower.index, follower.index, new


def _require_only_serials_changed(
    before: Rig, after: Rig, file: Path, serials: Mapping[str, str]
) -> None:
    wanted = tuple(
        replace(role, serial=serials.get(role.name, role.serial))
        for role in before.cameras
    )
    expected = replace(before, cameras=wanted)
    if replace(after, name=before.name, file=before.file) != expected:
        raise ProfileError(
            f"{file} is written in a way that camsetup cannot change.",
            remedy="Write the serial numbers into it by hand.",
        )


def _move(draft: Path, target: Path) -> None:
    try:
        draft.replace(target)
    except OSError as error:
        raise InputError(
            f"{target} cannot be written: {error.strerror}.",
            remedy="Close the program that has it open, and try again.",
        ) from error
