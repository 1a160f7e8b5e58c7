"""What is said of the session gate: one line under the needle, all of it on hover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsetup.domain.verdict import Outcome
from camsetup.ui.look.theme import OUTCOME_WORDS

if TYPE_CHECKING:
    from camsetup.session.gate_verdict import GateVerdict

#: The gate's name as it stands before its outcome.
TITLE = "Session gate"

_ABOUT = "IBL’s CameraQC, as it would judge a session recorded now."


@dataclass(frozen=True, slots=True)
class GateView:
    """The gate's verdict on one check as written on screen.

    Attributes
    ----------
    note
        The margin; without one, what was found, or why nothing could be judged.
    hint
        All that is known, for who rests the mouse on it.
    """

    outcome: Outcome
    note: str
    remedy: str
    hint: str


def gate_view(verdict: GateVerdict | None) -> GateView:
    """Return what to show; before the first verdict, that there is none."""
    if verdict is None:
        return GateView(Outcome.NOT_SET, "", "", _ABOUT)
    parts = (gate_text(verdict), verdict.message, verdict.remedy, _ABOUT)
    return GateView(
        outcome=verdict.outcome,
        note=verdict.margin or verdict.message,
        remedy=verdict.remedy if verdict.outcome is not Outcome.PASS else "",
        hint="\n".join(part for part in parts if part),
    )


def gate_text(verdict: GateVerdict) -> str:
    """Write the verdict as one line: "Session gate: PASS, 38 px from WARNING"."""
    said = f"{TITLE}: {OUTCOME_WORDS[verdict.outcome]}"
    return f"{said}, {verdict.margin}" if verdict.margin else said
