"""``camsetup doctor``: everything that helps to understand a camera, in one file."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from camsetup.cli import options
from camsetup.cli.exit_codes import ExitCode
from camsetup.domain.settings import CameraSettings
from camsetup.profiles.files import write_atomically
from camsetup.session.doctor.camera import examine, unplugging
from camsetup.session.doctor.collect import surroundings
from camsetup.session.plan import make_plan
from camsetup.session.process import prepare_process
from camsetup.session.report import to_json
from camsetup.sources.registry import drivers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from camsetup.domain.rig import CameraRole

Plain = dict[str, Any]  # Any: JSON's own values

#: Drivers whose cameras are worth examining when nobody says which.
_REAL = ("spinnaker", "gentl")


def doctor(
    rig: options.Rig = None,
    camera: options.Camera = None,
    source: options.Source = None,
    seconds: Annotated[
        float, typer.Option(min=0.5, max=3600, help="How long to time frames.")
    ] = 10.0,
    as_found: Annotated[
        bool,
        typer.Option("--as-found", help="Leave the camera's settings as they are."),
    ] = False,
    unplug: Annotated[
        bool,
        typer.Option("--unplug", help="Have the camera unplugged and plugged in, too."),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The file to write.", show_default="here"),
    ] = None,
) -> None:
    """Collect what helps to understand a camera that misbehaves into one JSON file.

    Versions, drivers, USB, all nodes of the camera, its video modes, its link, and the
    timing of ten seconds of frames with the profile's settings. The camera is left as
    it was found. Without --source every Spinnaker and GenTL camera is examined.

    Exit code: 0 written and every camera sent frames, 69 a camera did not,
    64 usage, 66 the file cannot be written.

    Example: camsetup doctor --rig recording --camera right --source gentl:15322923
    """
    prepare_process()
    console = Console(stderr=True)
    report = surroundings()
    report["cameras"] = []
    for address, role in _subjects(rig, camera, source or ()):
        console.print(f"[bold]{escape(address)}[/] is examined for {seconds:g} s …")
        settings = CameraSettings() if as_found else role.profile
        facts = examine(address, role, settings, seconds)
        if unplug and "error" not in facts:
            facts["unplugging"] = unplugging(address, role, console.print)
        _say(console, facts)
        report["cameras"].append(facts)
    file = out or _file_name()
    write_atomically(file, to_json(report).encode())
    console.print(f"Written: [bold]{escape(str(file))}[/]")
    raise typer.Exit(_exit_code(report["cameras"], console))


def _subjects(
    rig: str | None, camera: str | None, sources: Iterable[str]
) -> list[tuple[str, CameraRole]]:
    """Return the addresses to open, each with the role whose settings it gets."""
    given = tuple(sources)
    plan = make_plan(rig, camera, given)
    roles = plan.rig.cameras
    if given:
        return [(plan.addresses[role.name], role) for role in roles]
    found = [found for name in _REAL for found in drivers()[name].find()]
    bound = {role.serial: role for role in roles if role.serial}
    return [(each.address, bound.get(each.serial, roles[0])) for each in found]


def _say(console: Console, facts: Plain) -> None:
    """Print the few numbers that a person looks for first."""
    error, timing = facts.get("error"), facts.get("timing")
    if error is not None:
        console.print(f"  [red]{escape(error['message'])}[/] {escape(error['remedy'])}")
    if timing is not None:
        console.print(
            f"  {timing['frames']} frames, {timing['dropped']} dropped, "
            f"{timing['incomplete']} incomplete; other threads woke "
            f"{facts['wakeups_per_second']:.0f} times a second"
        )


def _exit_code(cameras: list[Plain], console: Console) -> ExitCode:
    if not cameras:
        console.print("No Spinnaker or GenTL camera was found: see `camsetup sources`.")
        return ExitCode.UNAVAILABLE
    healthy = all(facts.get("timing", {}).get("frames") for facts in cameras)
    return ExitCode.PASS if healthy else ExitCode.UNAVAILABLE


def _file_name() -> Path:
    now = datetime.datetime.now().astimezone()
    return Path(f"camsetup-doctor-{now:%Y%m%d-%H%M%S}.json")
