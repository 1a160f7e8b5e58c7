"""How far many sessions have got: a bar in a terminal, a line each elsewhere."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from rich.console import Group
from rich.live import Live
from rich.markup import escape
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from camsetup.cameraqc.many.round import Progress, Stop
from camsetup.cli.qc_many_words import counts, duration, short_verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rich.console import Console, RenderableType

    from camsetup.cameraqc.many.crew import Answer
    from camsetup.cameraqc.many.judging import Judgement

#: More names than these are counted instead.
_NAMES = 4

_FINISHING = "Finishing what is being read. Ctrl-C again stops at once."


class Shown(Protocol):
    """Whatever shows people how far it has got."""

    def show(self, progress: Progress) -> None:
        """Take in what came, and show it."""


@contextmanager
def announced(console: Console, text: str) -> Iterator[None]:
    """Show what is going on until left, in a terminal; it may take a minute.

    It does not turn: what turns in rich does so in a thread that is never joined.
    """
    if not console.is_terminal:
        yield
        return
    with Live(Text(text), console=console, auto_refresh=False, transient=True):
        yield


@contextmanager
def shown(
    console: Console, root: Path, total: int, stop: Callable[[], Stop]
) -> Iterator[Shown]:
    """Show progress on a console until left: a bar if it is a terminal, else lines."""
    tally = _Tally(root, total)
    if not console.is_terminal:
        yield _Lines(console, tally, stop)
        return
    with Live(console=console, auto_refresh=False, transient=True) as live:
        yield _Bar(live, tally, stop)


class _Tally:
    """Counts what is done in this run, and guesses from it what is left."""

    def __init__(self, root: Path, total: int) -> None:
        self.root = root
        self.total = total
        self.judged: list[Judgement] = []
        self._began_at_s = time.monotonic()

    @property
    def done(self) -> int:
        """Return how many sessions are done."""
        return len(self.judged)

    def name(self, session: Path) -> str:
        """Return a session's name below the root, for rich."""
        return escape(session.relative_to(self.root).as_posix())

    @property
    def time_left(self) -> str:
        """Return a guess in words; empty while there is nothing to guess from."""
        left = self.total - self.done
        if not left or not self.done:
            return ""
        elapsed_s = time.monotonic() - self._began_at_s
        return f"about {duration(elapsed_s / self.done * left)} left"


class _Bar:
    """A bar, and under it what is being read and what was found so far."""

    def __init__(self, live: Live, tally: _Tally, stop: Callable[[], Stop]) -> None:
        self._live = live
        self._tally = tally
        self._stop = stop

    def show(self, progress: Progress) -> None:
        """Take in what came, and draw anew."""
        self._tally.judged += [each.judgement for each in progress.answers]
        lines = [_reading(progress, self._tally), counts(self._tally.judged)]
        if self._stop() is not Stop.NO:
            lines.append(f"[bold]{_FINISHING}[/]")
        picture = Group(self._head(), *(_line(text) for text in lines if text))
        self._live.update(picture, refresh=True)

    def _head(self) -> RenderableType:
        tally = self._tally
        left = tally.time_left if self._stop() is Stop.NO else ""
        bar = ProgressBar(
            total=tally.total, completed=tally.done, width=40, complete_style="cyan"
        )
        head = Table.grid(padding=(0, 2))
        head.add_row(bar, f"{tally.done} of {tally.total}", left)
        return head


def _reading(progress: Progress, tally: _Tally) -> str:
    """Return what is being read, or why nothing is."""
    if progress.hindrance:
        return f"[bold]{escape(progress.hindrance)}[/]"
    names = [tally.name(session) for session in progress.at_work[:_NAMES]]
    if len(progress.at_work) > _NAMES:
        names.append(f"{len(progress.at_work) - _NAMES} more")
    return f"[dim]reading[/] {', '.join(names)}" if names else ""


def _line(markup: str) -> Text:
    """Return one line that is cut where the terminal ends."""
    text = Text.from_markup(markup, overflow="ellipsis")
    text.no_wrap = True
    return text


class _Lines:
    """One line for each session done: for logs, where nothing can be drawn anew."""

    def __init__(
        self, console: Console, tally: _Tally, stop: Callable[[], Stop]
    ) -> None:
        self._console = console
        self._tally = tally
        self._stop = stop
        self._said = ""

    def show(self, progress: Progress) -> None:
        """Say what came."""
        for each in progress.answers:
            self._tally.judged.append(each.judgement)
            self._say(self._done(each))
        trouble = escape(progress.hindrance)
        if self._stop() is not Stop.NO:
            trouble = _FINISHING
        if trouble and trouble != self._said:
            self._said = trouble
            self._say(trouble)

    def _done(self, each: Answer) -> str:
        tally, verdict = self._tally, short_verdict(each.judgement)
        head = f"{tally.done} of {tally.total}  {tally.name(each.session)}  {verdict}"
        return f"{head}  {tally.time_left}".rstrip()

    def _say(self, markup: str) -> None:
        self._console.print(markup, soft_wrap=True, highlight=False)
