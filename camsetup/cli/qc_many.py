"""``camsetup qc ROOT --all``: the session gate over every session below a folder."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from camsetup.cameraqc.many.cluster import connect
from camsetup.cameraqc.many.judging import judge as judge_session
from camsetup.cameraqc.many.ledger import Ledger
from camsetup.cameraqc.many.results_file import (
    ledger_path,
    results_path,
    write_results,
)
from camsetup.cameraqc.many.round import make_plan, work_off
from camsetup.cameraqc.many.sessions import find_sessions
from camsetup.cameraqc.many.workers import Workers
from camsetup.cameraqc.wording import counted
from camsetup.cli.exit_codes import OF_OUTCOME, ExitCode
from camsetup.cli.interruption import Interruption
from camsetup.cli.qc_many_progress import announced, shown
from camsetup.cli.qc_many_table import print_table
from camsetup.cli.qc_tables import stderr
from camsetup.domain.errors import UsageError
from camsetup.domain.verdict import Outcome, worst
from camsetup.session.report import to_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from camsetup.cameraqc.many.crew import Crew
    from camsetup.cameraqc.many.judging import Judge, Judgement
    from camsetup.cameraqc.many.round import Plan
    from camsetup.cameraqc.many.sessions import Found
    from camsetup.cameraqc.options import Options


def judge_all(
    root: Path,
    options: Options,
    *,
    jobs: int,
    scheduler: str | None,
    out: Path | None,
    as_json: bool,
    judge: Judge = judge_session,
) -> ExitCode:
    """Judge every session below a folder that has not been judged yet.

    ``judge`` is what is done to each; workers must be able to import it.
    """
    task = _Task(root, _absolute(options), results_path(root, out), stderr())
    call_crew = _crew_caller(judge, task.options, jobs, scheduler)
    with announced(task.console, "Looking for sessions …"):
        found = find_sessions(root)
    with Ledger(ledger_path(task.results)) as ledger:
        plan = _plan(found, task, ledger)
        with Interruption() as interruption:
            judgements = _judge_open(plan, task, ledger, call_crew, interruption)
    total = len(found.sessions)
    if len(judgements) < total:
        return _tell_how_to_go_on(len(judgements), total, task)
    code = _tell(_named(judgements, root), root, as_json=as_json)
    task.say(f"Results: {task.results}")
    return code


@dataclass(frozen=True, slots=True)
class _Task:
    """What is asked, where the answer goes, and where to talk meanwhile."""

    root: Path
    options: Options
    results: Path
    console: Console

    def say(self, text: str) -> None:
        """Tell people something that is no part of the answer."""
        self.console.print(text, soft_wrap=True, markup=False, highlight=False)


def _absolute(options: Options) -> Options:
    """Return the options as they can be followed from any folder."""
    references, profile = options.references, options.profile_references
    return replace(
        options,
        references=references and references.resolve(),
        profile_references=profile and profile.resolve(),
    )


def _crew_caller(
    judge: Judge, options: Options, jobs: int, scheduler: str | None
) -> Callable[[], Crew]:
    """Return what calls the crew together, once it is known that there is work."""
    if jobs < 1:
        raise UsageError(f"--jobs {jobs} is too few.", remedy="Say at least 1.")
    if scheduler is None:
        return lambda: Workers(jobs, judge, options)
    if jobs > 1:
        raise UsageError(
            "--jobs is for this machine and --scheduler for a cluster.",
            remedy="Leave one of them out.",
        )
    return lambda: connect(scheduler, judge, options)


def _plan(found: Found, task: _Task, ledger: Ledger) -> Plan:
    """Look up what is done, and say what is to do."""
    sessions = counted(len(found.sessions), "session")
    with announced(task.console, f"Looking at the files of {sessions} …"):
        plan = make_plan(found.sessions, task.options, ledger)
    for folder in found.unreadable:
        task.say(f"{folder} cannot be read; sessions in it are left out.")
    known = f", {len(plan.known)} of them judged before" if plan.known else ""
    task.say(f"{sessions} below {found.root}{known}.")
    return plan


def _judge_open(
    plan: Plan,
    task: _Task,
    ledger: Ledger,
    call_crew: Callable[[], Crew],
    interruption: Interruption,
) -> dict[Path, Judgement]:
    """Judge what is not judged; write the results of all, however it ends."""
    judgements = dict(plan.known)
    try:
        if plan.fingerprints:
            total = len(plan.fingerprints)
            with (
                closing(call_crew()) as crew,
                shown(
                    task.console, task.root, total, lambda: interruption.stop
                ) as display,
            ):
                for progress in work_off(plan, crew, ledger, lambda: interruption.stop):
                    display.show(progress)
                    judgements |= {
                        each.session: each.judgement for each in progress.answers
                    }
    finally:
        if judgements:  # else an earlier file would be replaced by nothing
            write_results(task.results, _named(judgements, task.root), task.options)
    return judgements


def _named(judgements: dict[Path, Judgement], root: Path) -> dict[str, Judgement]:
    """Return the judgements by the sessions' names below the root, sorted."""
    return {
        session.relative_to(root).as_posix(): judgements[session]
        for session in sorted(judgements)
    }


def _tell_how_to_go_on(done: int, total: int, task: _Task) -> ExitCode:
    task.say(
        f"Interrupted: {done} of {total} sessions are judged, and kept in "
        f"{ledger_path(task.results)}. Run the same command to go on."
    )
    return ExitCode.INTERRUPTED


def _tell(named: dict[str, Judgement], root: Path, *, as_json: bool) -> ExitCode:
    """Print the answer and return what it means."""
    outcome = worst(each.outcome for each in named.values())
    if as_json:
        sessions = {name: each.to_plain() for name, each in named.items()}
        plain = {"outcome": outcome.name, "sessions": sessions}
        typer.echo(to_json(plain), nl=False)
    else:
        print_table(named, root)
    if outcome <= Outcome.PASS and any(each.error for each in named.values()):
        return ExitCode.NOT_JUDGED
    return OF_OUTCOME[outcome]
