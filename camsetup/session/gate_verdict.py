"""What the session gate says of one check, beside the setup target's result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camsetup.domain.verdict import Outcome


@dataclass(frozen=True, slots=True)
class GateVerdict:
    """Whether the session would pass IBL's CameraQC in one check, as it is now.

    Attributes
    ----------
    key
        The check's name, as in `CheckResult`.
    outcome
        `Outcome.NOT_SET` when it could not be judged; ``message`` says why.
    margin
        How far it is from another outcome ("38 px from WARNING"); empty if unknown.
    """

    key: str
    outcome: Outcome
    message: str = ""
    remedy: str = ""
    margin: str = ""
