"""Rig files: finding them, loading them, and saying what is wrong in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from camsetup import paths
from camsetup.domain.errors import ProfileError, UsageError
from camsetup.profiles.closest import closest
from camsetup.profiles.plain_yaml import read_yaml
from camsetup.profiles.rig_complaints import complaints, contradictions
from camsetup.profiles.rig_file import RigFile

if TYPE_CHECKING:
    from camsetup.domain.rig import Rig

#: A training rig is the simplest: it comes first where nothing else decides.
FIRST_RIG = "training"


def load_rig(name_or_path: str | Path) -> Rig:
    """Load a rig by its name, or from a file.

    A name is looked up in the user's configuration folder first, then among the
    shipped rigs. Anything with a folder or ending in .yaml is a path.

    Raises
    ------
    ProfileError
        When there is no such rig or the file is wrong: by file, line and key.
    """
    file = _rig_file(name_or_path)
    document = read_yaml(file)
    try:
        content = RigFile.model_validate(document.values)
    except ValidationError as error:
        raise ProfileError(complaints(document, error)) from error
    problems = contradictions(document, content)
    if problems:
        raise ProfileError(problems)
    return content.to_rig(file)


def rig_names() -> tuple[str, ...]:
    """Return the names of all rigs, shipped and the user's, the training rig first."""
    names = {file.stem for folder in _folders() for file in folder.glob("*.yaml")}
    return tuple(sorted(names, key=lambda name: (name != FIRST_RIG, name)))


def rig_with_camera(role: str) -> str:
    """Return the name of the first rig that has a camera of this role.

    Raises
    ------
    UsageError
        When no rig has one.
    """
    roles: list[str] = []
    for name in rig_names():
        cameras = [camera.name for camera in load_rig(name).cameras]
        if role in cameras:
            return name
        roles += cameras
    known = ", ".join(dict.fromkeys(roles))
    raise UsageError(f"No rig has a camera {role}.", remedy=f"Cameras are: {known}.")


def _folders() -> tuple[Path, Path]:
    return paths.user_config() / "rigs", paths.resources() / "rigs"


def _rig_file(name_or_path: str | Path) -> Path:
    given = Path(name_or_path)
    if isinstance(name_or_path, Path) or given.suffix or len(given.parts) > 1:
        return given
    for folder in _folders():
        file = folder / f"{name_or_path}.yaml"
        if file.is_file():
            return file
    names = rig_names()
    raise ProfileError(
        f"There is no rig {str(name_or_path)!r}.",
        remedy=f"{closest(str(name_or_path), names)}Rigs are: {', '.join(names)}.",
    )
