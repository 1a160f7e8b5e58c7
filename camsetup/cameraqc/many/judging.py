"""Judging: one session in, one plain answer out; it runs wherever the worker is."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from camsetup import __version__
from camsetup.cameraqc.many.rows import Row, rows_of
from camsetup.cameraqc.options import Options
from camsetup.domain.errors import CamsetupError
from camsetup.domain.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one session.

    Attributes
    ----------
    report
        As `SessionReport.to_plain` has it; None where the session was not judged.
    rows
        One for the session, one for each camera, one for each check.
    error
        Why the session was not judged, and what to do; empty where it was.
    lasting
        Whether the next run would find the same. Not so where a worker died.
    """

    report: dict[str, Any] | None = None  # Any: JSON's own values
    rows: tuple[Row, ...] = ()
    error: str = ""
    lasting: bool = True

    @property
    def outcome(self) -> Outcome:
        """Return the session's verdict; NOT_SET where there is none."""
        return Outcome[self.report["outcome"]] if self.report else Outcome.NOT_SET

    def to_plain(self) -> dict[str, Any]:
        """Return the report, or the error in its place."""
        return self.report if self.report is not None else {"error": self.error}

    def to_json(self) -> str:
        """Return all of it as text, for the ledger."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Judgement:
        """Return what `to_json` wrote.

        Raises
        ------
        ValueError, KeyError, TypeError
            When it is anything else.
        """
        plain = json.loads(text)
        return cls(**{**plain, "rows": tuple(plain["rows"])})


#: What is done to each session. Workers import it by its name.
Judge: TypeAlias = Callable[[Path, Options], Judgement]


def judge(session: Path, options: Options) -> Judgement:
    """Judge one session with one thread: others are judged on the other cores."""
    from camsetup.cameraqc.gate import run_session  # noqa: PLC0415 - only workers do

    _keep_to_one_thread()
    report = run_session(session, replace(options, readers=1))
    return Judgement(report.to_plain(), rows_of(report))


def answer(judge: Judge, session: Path, options: Options, version: str) -> Judgement:
    """Judge one session and turn whatever goes wrong into an answer.

    ``version`` is that of whoever asks; a worker on a cluster may have another.
    """
    if version != __version__:
        return _refused(f"has camsetup {__version__}, and {version} is wanted.")
    if not session.is_dir():
        return _refused(f"does not see {session}. Mount it there at the same place.")
    try:
        return judge(session, options)
    except CamsetupError as error:
        return Judgement(error=str(error))
    except Exception as error:  # noqa: BLE001 - a worker's top: the rest goes on
        return Judgement(error=f"{type(error).__name__}: {error}", lasting=False)


def _refused(reason: str) -> Judgement:
    return Judgement(error=f"The worker on {platform.node()} {reason}", lasting=False)


def _keep_to_one_thread() -> None:
    import cv2  # noqa: PLC0415 - whoever hands out sessions needs no OpenCV
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - as above

    cv2.setNumThreads(1)
    threadpool_limits(limits=1)
