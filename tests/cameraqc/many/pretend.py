"""A judge that does as the session's ``order.txt`` says, and notes that it was asked.

It lies in a module of its own because workers import it by its name.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from camsetup.cameraqc.many.judging import Judgement
from camsetup.cameraqc.many.rows import rows_of
from camsetup.cameraqc.reports import CameraReport, SessionReport
from camsetup.cameraqc.results import Brightness
from camsetup.domain.errors import InputError
from camsetup.domain.verdict import Outcome
from waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path


def make_sessions(root: Path, count: int, **orders: str) -> list[Path]:
    """Write tiny sessions; ``s7="hold"`` is an order to the one with that number."""
    sessions = [root / f"s{number:02}" for number in range(count)]
    for session in sessions:
        raw = session / "raw_video_data"
        raw.mkdir(parents=True)
        (raw / "_iblrig_leftCamera.raw.mp4").write_bytes(b"no video")
    for name, order in orders.items():
        give_order(root / f"s{int(name[1:]):02}", order)
    return sessions


def give_order(session: Path, order: str) -> None:
    (session / "order.txt").write_text(order)


def let_go(root: Path) -> None:
    """Let those that were told to hold go on."""
    (root / "go.txt").touch()


def asked(root: Path) -> list[tuple[str, int]]:
    """Return every session that was begun, and by which process, in order."""
    notes = root / "asked.txt"
    lines = notes.read_text().splitlines() if notes.exists() else []
    return [(name, int(pid)) for name, pid in map(str.split, lines)]


def judge(session: Path, options: object) -> Judgement:
    root = session.parent
    with (root / "asked.txt").open("a") as notes:
        notes.write(f"{session.name} {os.getpid()}\n")
    path = session / "order.txt"
    order = path.read_text() if path.exists() else "pass"
    if order == "hold":
        wait_until((root / "go.txt").exists, timeout_s=50, what="being let go")
    elif order == "die once":
        give_order(session, "pass")
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "refuse":
        raise InputError(f"{session.name} holds no camera.", remedy="Copy the videos.")
    elif order == "stumble":
        raise ZeroDivisionError("by nothing")
    return verdict(session, Outcome.FAIL if order == "fail" else Outcome.PASS)


def verdict(session: Path, outcome: Outcome, *, camera: str = "left") -> Judgement:
    result = Brightness(outcome, "Dark.", "Open up.", means=(30.0, 50.0), std=8.0)
    report = CameraReport(camera, outcome, {"brightness": result})
    whole = SessionReport(session, {camera: report})
    return Judgement(whole.to_plain(), rows_of(whole))
