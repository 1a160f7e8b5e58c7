"""A round: what is known of all sessions, what is not yet, and how it gets done."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from camsetup.cameraqc.many.fingerprint import fingerprint, question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from camsetup.cameraqc.many.crew import Answer, Crew
    from camsetup.cameraqc.many.judging import Judgement
    from camsetup.cameraqc.many.ledger import Ledger
    from camsetup.cameraqc.options import Options

#: So often an interruption is looked for, and the picture of progress renewed.
_LOOK_EVERY_S = 0.1


class Stop(Enum):
    """Whether to go on, to finish only what was begun, or to drop everything."""

    NO = "no"
    SOON = "soon"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done.

    Attributes
    ----------
    question
        What is asked of every session.
    known
        What the ledger knew already.
    fingerprints
        Of every session that is yet to be judged, taken before it is.
    """

    question: str
    known: Mapping[Path, Judgement]
    fingerprints: Mapping[Path, str]


@dataclass(frozen=True, slots=True)
class Progress:
    """What came in since the last look, what is being judged, and what is amiss."""

    answers: tuple[Answer, ...]
    at_work: tuple[Path, ...]
    hindrance: str = ""


def make_plan(sessions: Iterable[Path], options: Options, ledger: Ledger) -> Plan:
    """Look up every session in the ledger."""
    asked = question(options)
    known: dict[Path, Judgement] = {}
    fingerprints: dict[Path, str] = {}
    for session in sessions:
        files = fingerprint(session)
        judgement = ledger.find(session.resolve(), asked, files)
        if judgement is None:
            fingerprints[session] = files
        else:
            known[session] = judgement
    return Plan(asked, known, fingerprints)


def work_off(
    plan: Plan, crew: Crew, ledger: Ledger, stop: Callable[[], Stop]
) -> Iterator[Progress]:
    """Have every open session judged, and keep each answer before it is shown."""
    waiting = deque(plan.fingerprints)
    while stop() is not Stop.NOW:
        while waiting and crew.has_room and stop() is Stop.NO:
            crew.begin(waiting.popleft())
        if not crew.at_work and (not waiting or stop() is not Stop.NO):
            return
        yield Progress((), crew.at_work, crew.hindrance)
        answers = tuple(crew.collect(_LOOK_EVERY_S))
        for each in answers:
            _keep(each, plan, ledger)
        if answers:
            yield Progress(answers, crew.at_work)


def _keep(each: Answer, plan: Plan, ledger: Ledger) -> None:
    if each.judgement.lasting:
        place, files = each.session.resolve(), plan.fingerprints[each.session]
        ledger.record(place, plan.question, files, each.judgement)
