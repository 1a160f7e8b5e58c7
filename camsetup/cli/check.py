"""``camsetup check``: the checks without a window."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from camsetup.cli import options
from camsetup.cli.exit_codes import OF_CAUSE, OF_OUTCOME, ExitCode
from camsetup.cli.styles import outcome_text
from camsetup.domain.verdict import Outcome
from camsetup.session.plan import make_plan
from camsetup.session.process import prepare_process
from camsetup.session.report import (
    overall,
    problems,
    remarks,
    report,
    save_report,
    to_json,
)
from camsetup.session.session import Session
from camsetup.session.state import Phase

if TYPE_CHECKING:
    from camsetup.session.gate_verdict import GateVerdict
    from camsetup.session.state import CameraState, RigState

#: Cameras may take so long to open before the seconds are counted.
OPENING_S = 10.0

_LOOK_EVERY_S = 0.05


def check(
    rig: options.Rig = None,
    camera: options.Camera = None,
    source: options.Source = None,
    outline: options.Outline = None,
    seconds: Annotated[
        float, typer.Option(min=0.5, max=3600, help="How long to watch.")
    ] = 5.0,
    as_json: options.AsJson = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write check.json and pictures there."),
    ] = None,
) -> None:
    """Check the cameras for some seconds and say how they are.

    Exit code: 0 PASS, 1 WARNING, 2 FAIL, 3 CRITICAL, 4 nothing could be judged,
    64 usage, 66 input missing or unreadable, 69 camera unavailable.

    Example: camsetup check --rig recording --camera left --seconds 3 --json
    """
    prepare_process()
    plan = make_plan(rig, camera, source or (), outline)
    session = Session(plan.rig, plan.addresses, plan.outlines)
    session.start()
    try:
        _watch(session, seconds)
        state = session.state
    finally:
        session.close()
    if out is not None:
        save_report(state, out)
    if as_json:
        typer.echo(to_json(report(state)), nl=False)
    else:
        _print(state)
    raise typer.Exit(_exit_code(state))


def _watch(session: Session, seconds: float) -> None:
    """Wait until every camera has run for so long, failed, or ended."""
    never = Event()
    deadline = time.monotonic() + OPENING_S
    while time.monotonic() < deadline and _anybody_opens(session.state):
        never.wait(_LOOK_EVERY_S)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and _anybody_runs(session.state):
        never.wait(_LOOK_EVERY_S)


def _anybody_opens(state: RigState) -> bool:
    return any(
        camera.phase in (Phase.CLOSED, Phase.OPENING)
        or (camera.phase is Phase.STREAMING and camera.inspection is None)
        for camera in state.cameras
    )


def _anybody_runs(state: RigState) -> bool:
    over = (Phase.FAILED, Phase.FINISHED)
    return any(camera.phase not in over for camera in state.cameras)


def _exit_code(state: RigState) -> ExitCode:
    for camera in state.cameras:
        if camera.problem is not None and camera.judged is None:
            return OF_CAUSE[camera.problem.cause]
        if camera.outline_problem is not None:
            return OF_CAUSE[camera.outline_problem.cause]
    return OF_OUTCOME[overall(state)]


def _print(state: RigState) -> None:
    console = Console()
    for camera in state.cameras:
        console.print(_heading(camera), style="italic", markup=False)
        console.print(_table(camera))
        mistaken = () if camera.mistaken is None else (camera.mistaken,)
        for problem in (*problems(camera), *mistaken):
            console.print(f"[red]{escape(problem.message)}[/] {escape(problem.remedy)}")
        for remark in remarks(camera):
            said = f"{escape(remark.message)}[/] {escape(remark.remedy)}"
            console.print(f"[yellow]{said}")
    console.print(outcome_text(overall(state), bold=True))


def _heading(camera: CameraState) -> str:
    """Return role, serial number and address; also of a camera that is not there."""
    serial = camera.description.serial if camera.description else "no camera"
    parts = (camera.role.name, serial, camera.address)
    return " · ".join(part for part in parts if part)


def _table(camera: CameraState) -> Table:
    """Return one row for each check, and one below it where there is work to do."""
    table = Table(box=None, show_header=False, pad_edge=False)
    for result in camera.inspection.checks if camera.inspection else ():
        table.add_row(outcome_text(result.outcome), result.key, escape(result.message))
        if result.remedy:
            table.add_row("", "", f"→ [bold]{escape(result.remedy)}[/]")
        gate = camera.gate_verdict(result.key)
        if gate is not None:
            table.add_row("", "", _gate_line(gate))
    return table


def _gate_line(gate: GateVerdict) -> str:
    """Return what the session gate says, and how far it is from saying otherwise."""
    said = gate.margin or ("" if gate.outcome is Outcome.PASS else gate.message)
    return f"[dim]session gate[/] {outcome_text(gate.outcome)} {escape(said)}".strip()
