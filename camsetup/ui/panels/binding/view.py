"""What is said of the cameras that are found, and of the one that a role has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from camsetup.profiles.rig_editing import editable_file
from camsetup.sources.by_serial import is_simulated
from camsetup.sources.genicam.serials import same_serial

if TYPE_CHECKING:
    from camsetup.domain.rig import Rig
    from camsetup.session.state import RigState
    from camsetup.sources.base import CameraFound


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One camera as written on screen.

    Attributes
    ----------
    kind
        Model and driver.
    role
        Whose camera it is; empty when it is nobody's.
    mine
        Whether it is the camera of the role that is shown.
    problem
        Why it cannot be used now, or will not do; empty when nothing is wrong.
    hint
        What binding it would do.
    """

    serial: str
    kind: str
    role: str = ""
    mine: bool = False
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class BindingView:
    """The cameras of a rig, seen from one role.

    Attributes
    ----------
    lines
        The cameras that are found; simulated ones only where they are wanted.
    note
        What is to be said of them together; empty when nothing is.
    bound
        Whether the role has a camera, found or not.
    """

    lines: tuple[FoundLine, ...]
    note: str
    bound: bool


def binding_view(state: RigState, role: str) -> BindingView:
    """Return what to show of the cameras that are found."""
    serial = state.rig.camera(role).serial
    lines = tuple(_line(camera, state.rig, role) for camera in _worth_a_line(state))
    note = ""
    if not lines:
        note = _LOOKING if state.looking else _NOT_LOOKING
    elif not serial:
        note = f"None of them is the {role} camera yet."
    elif not any(line.mine for line in lines):
        note = f"{serial}, the {role} camera's serial number, is not among them."
    return BindingView(lines, note, bool(serial))


def absent_drivers(state: RigState) -> str:
    """Return a line for every driver that cannot be used here, and what to do."""
    return "\n\n".join(
        f"{each.name}: {each.reason} {each.remedy}".strip() for each in state.absent
    )


def kept_in(rig: Rig) -> str:
    """Return where a choice is written to, as a person would say it."""
    if rig.file is None:
        return ""
    file = editable_file(Path(rig.file))
    home = Path.home()
    return f"~/{file.relative_to(home)}" if file.is_relative_to(home) else str(file)


def _worth_a_line(state: RigState) -> list[CameraFound]:
    """Leave out simulated cameras where there are real ones, unless one has a role."""
    real = any(not is_simulated(camera.serial) for camera in state.found)
    return [
        camera
        for camera in state.found
        if not (real and is_simulated(camera.serial))
        or any(_has(role.serial, camera.serial) for role in state.rig.cameras)
    ]


def _line(camera: CameraFound, rig: Rig, role: str) -> FoundLine:
    owners = (each.name for each in rig.cameras if _has(each.serial, camera.serial))
    owner = next(owners, "")
    driver = camera.address.partition(":")[0]
    return FoundLine(
        camera.serial,
        f"{camera.model} · {driver}",
        owner,
        owner == role,
        camera.problem,
        _hint(rig, role, owner),
    )


def _has(bound: str, serial: str) -> bool:
    return bool(bound) and same_serial(bound, serial)


def _hint(rig: Rig, role: str, owner: str) -> str:
    before = rig.camera(role).serial
    if owner and owner != role:
        gets = before or "none"
        return f"Makes it the {role} camera; the {owner} camera gets {gets}."
    return f"Makes it the {role} camera."


_LOOKING = "No camera is found yet. Plug one in: it shows here by itself."
_NOT_LOOKING = "Nobody looks for cameras now."
