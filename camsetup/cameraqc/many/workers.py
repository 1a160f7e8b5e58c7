"""Workers: processes on this machine, of which each judges one session at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from camsetup import __version__
from camsetup.cameraqc.many.crew import Answer
from camsetup.cameraqc.many.judging import Judgement, answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from camsetup.cameraqc.many.judging import Judge
    from camsetup.cameraqc.options import Options

#: A worker may die of another's hunger for memory: so often its session is tried anew.
_RETRIES = 1

#: An idle worker ends at once when its pipe is closed; a stuck one is killed.
_FAREWELL_S = 2.0


class Workers:
    """A crew of processes of our own.

    Not concurrent.futures: there one dead worker takes all its comrades along, and
    nobody can tell which session killed it.
    """

    def __init__(self, jobs: int, judge: Judge, options: Options) -> None:
        self._jobs = jobs
        self._judge = judge
        self._options = options
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, _Errand] = {}

    @property
    def has_room(self) -> bool:
        """Tell whether another session would be begun at once."""
        return len(self._busy) < self._jobs

    @property
    def at_work(self) -> tuple[Path, ...]:
        """Return the sessions being judged, in the order they were begun."""
        return tuple(errand.session for errand in self._busy.values())

    @property
    def hindrance(self) -> str:
        """Return nothing: processes of our own are always there."""
        return ""

    def begin(self, session: Path) -> None:
        """Hand a session to an idle worker, or to a new one."""
        self._send_out(session, _RETRIES)

    def collect(self, timeout_s: float) -> list[Answer]:
        """Wait for answers, at most so long."""
        answers = []
        for connection in wait(list(self._busy), timeout_s):
            errand = self._busy.pop(connection)  # type: ignore[call-overload]  # ours
            judgement = self._return_of(errand)
            if judgement is not None:
                answers.append(Answer(errand.session, judgement))
        return answers

    def close(self) -> None:
        """Send idle workers home and kill the others."""
        for worker in self._idle:
            worker.dismiss()
        for errand in self._busy.values():
            errand.worker.kill()
        self._idle.clear()
        self._busy.clear()

    def _send_out(self, session: Path, retries: int) -> None:
        worker = self._idle.pop() if self._idle else _Worker()
        worker.send(self._judge, session, self._options)
        self._busy[worker.connection] = _Errand(worker, session, retries)

    def _return_of(self, errand: _Errand) -> Judgement | None:
        """Return what a worker brings; None where it died and another was sent."""
        judgement = errand.worker.receive()
        if judgement is not None:
            self._idle.append(errand.worker)
            return judgement
        cause = errand.worker.cause_of_death()
        if errand.retries > 0:
            self._send_out(errand.session, errand.retries - 1)
            return None
        return Judgement(
            error=f"Every process that judged it {cause}. Judge fewer at a time "
            "(--jobs 1), and this one by itself.",
            lasting=False,
        )


@dataclass(frozen=True, slots=True)
class _Errand:
    """A worker, the session it was sent out with, and how often it may still die."""

    worker: _Worker
    session: Path
    retries: int


class _Worker:
    """One process and the pipe to it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        # A daemon, so that it is ended with us where close() is not reached.
        self._process = context.Process(
            target=_work, args=(theirs,), name="camsetup qc", daemon=True
        )
        with _interrupts_ignored():
            self._process.start()
        theirs.close()

    def send(self, judge: Judge, session: Path, options: Options) -> None:
        """Give it work; whether it is dead shows when its answer is due."""
        with suppress(OSError):
            self.connection.send((judge, session, options))

    def receive(self) -> Judgement | None:
        """Return its answer; None when it died."""
        try:
            judgement: Judgement = self.connection.recv()
        except (EOFError, OSError):
            return None
        return judgement

    def cause_of_death(self) -> str:
        """Bury it and say what it died of."""
        self._end(_FAREWELL_S)
        code = self._process.exitcode or 0
        if code < 0:
            name = signal.Signals(-code).name
            hint = ": out of memory?" if name == "SIGKILL" else ""
            return f"was ended by {name}{hint}"
        return f"ended by itself with code {code}"

    def dismiss(self) -> None:
        """Let it go home, for it has nothing to do."""
        self.connection.close()
        self._end(_FAREWELL_S)

    def kill(self) -> None:
        """End it in the middle of its work."""
        self.connection.close()
        self._end(0)

    def _end(self, patience_s: float) -> None:
        self._process.join(patience_s)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Let a process be born deaf to Ctrl-C: its parent decides what that means."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def _work(connection: Connection) -> None:
    """Judge what comes until the pipe is closed; a worker process's whole life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _fall_silent()
    threading.Thread(target=_follow_the_parent, daemon=True).start()
    while True:
        try:
            judge, session, options = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(answer(judge, session, options, __version__))


def _fall_silent() -> None:
    """Keep decoders from writing complaints about broken files into the table."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)


def _follow_the_parent() -> None:
    """End with the parent, however it ended: nobody would take the answer."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
