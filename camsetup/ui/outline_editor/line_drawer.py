"""Draws the lines of a picture in a thread of its own; the newest wish wins."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

from camsetup.stream.mailbox import Mailbox

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from camsetup.domain.outline import Line

#: Closing waits this long for the drawing at hand.
_PATIENCE_S = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """A picture, h×w uint8; how strong its lines must be; h×w where none may be."""

    picture: NDArray[np.uint8]
    threshold: float
    erased: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """The lines that were found, or why there are none."""

    lines: tuple[Line, ...] = ()
    problem: str = ""


class LineDrawer:
    """Takes wishes and gives drawings; neither ever waits.

    Parameters
    ----------
    draw
        Finds the lines; it is called in the drawer's thread.
    """

    def __init__(self, draw: Callable[[Wish], tuple[Line, ...]]) -> None:
        self._draw = draw
        self._wishes: Mailbox[Wish] = Mailbox()
        self._drawings: Mailbox[Drawing] = Mailbox()
        self._thread: Thread | None = None
        self._open_wish = False

    @property
    def busy(self) -> bool:
        """Say whether a drawing is on its way."""
        return self._open_wish

    def ask(self, wish: Wish) -> None:
        """Ask for a drawing; a wish that has not been begun is forgotten."""
        self._wishes.put(wish)
        self._open_wish = True
        self._see_to_it()

    def take(self) -> Drawing | None:
        """Return the newest drawing once, or None. To be asked again and again."""
        idle = not self._see_to_it()
        drawing = self._drawings.take()
        if idle:
            self._open_wish = False
        return drawing

    def close(self) -> None:
        """Forget what has not been begun and wait for what has."""
        self._wishes.take()
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)

    def _see_to_it(self) -> bool:
        """Start the thread if a wish is waiting; say whether it is at work."""
        if self._thread is not None and self._thread.is_alive():
            return True
        wish = self._wishes.take()
        if wish is None:
            return False
        self._thread = Thread(target=self._work, args=(wish,), name="line drawer")
        self._thread.start()
        return True

    def _work(self, wish: Wish) -> None:
        try:
            drawing = Drawing(self._draw(wish))
        except Exception as error:  # noqa: BLE001 - the thread's top
            drawing = Drawing(problem=f"{type(error).__name__}: {error}")
        self._drawings.put(drawing)
