"""Identity: which camera's view a picture is, and how it is turned.

The rig of each role is looked for in the picture as that role's camera would give it,
and as it would give it turned by 180°: cameras are exchanged, and mounted upside down.
A camera does not mirror; a rig file may do so wrongly, which is asked of the camera's
own role only, since the left side mirrored is much like the right one.

The searches are done one at a time, whenever there is time for one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from camsetup.analysis.alignment import Aligner
from camsetup.domain.errors import OutlineError
from camsetup.domain.rig import Orientation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from camsetup.analysis.alignment.estimate import Alignment
    from camsetup.domain.outline import Outline

#: Confidence from which a view is known, and at which nothing else may be then. With
#: these all of 252 simulated and real pictures under any role, upside down or not, were
#: known, and 186 of 216 spoilt ones; none of them was taken for what it is not, nor any
#: of 45 pictures of no rig (tests/benchmarks/identity.py measures it anew).
SURE, RULED_OUT = 0.9, 0.5


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What a role's camera ought to show.

    Attributes
    ----------
    orientation
        How the rig file turns its picture; UPRIGHT for recordings, which are stored
        turned.
    """

    role: str
    outline: Outline
    orientation: Orientation = Orientation.UPRIGHT


@dataclass(frozen=True, slots=True)
class Sight:
    """What a picture may be: a role's view, and how it is turned against the rig file.

    ``turned`` is UPRIGHT where the camera is mounted as that role's ought to be.
    """

    role: str
    turned: Orientation = Orientation.UPRIGHT


class Searching(Protocol):
    """What is needed of an `Aligner`."""

    def search(self, pixels: NDArray[np.uint8]) -> Alignment:
        """Find the rig anywhere in an h×w frame."""


class Identifier:
    """Finds out which view the pictures of one camera are, search by search.

    Used by one thread.

    Parameters
    ----------
    role
        Which of the views it ought to be.
    aligner_of
        Makes or keeps what looks for an outline.
    """

    def __init__(
        self,
        role: str,
        views: Sequence[View],
        aligner_of: Callable[[Outline], Searching] = Aligner,
    ) -> None:
        self._views = {view.role: view for view in views}
        self._role = role
        self._aligner_of = aligner_of
        self._confidences: dict[Sight, float] = {}
        self._confirmed: set[Sight] = set()
        self._left = _suspects(role, tuple(self._views))

    @property
    def finished(self) -> bool:
        """Say whether all is known that can be known."""
        return not self._left

    @property
    def sight(self) -> Sight | None:
        """Return what the pictures are, once that is sure; None when it is not."""
        likely = self._likely()
        if not self.finished or likely not in self._confirmed:
            return None
        return likely

    def look(self, pixels: NDArray[np.uint8]) -> None:
        """Make the next search, in an h×w picture as the camera's own role turns it."""
        sight = self._left.pop(0)
        before = self._confidences.get(sight)
        self._confidences[sight] = self._confidence(pixels, sight)
        if before is not None:
            self._confirm(sight)
        elif self.finished:
            self._continue()

    def _continue(self) -> None:
        """Ask what else is needed: the likely sight again, or mirrored pictures."""
        likely = self._likely()
        if likely is not None:
            self._left = [likely]
        elif not self._mirrored_was_asked():
            self._left = [Sight(self._role, turned) for turned in _MIRRORED]

    def _confirm(self, sight: Sight) -> None:
        if sight == self._likely():
            self._confirmed.add(sight)

    def _likely(self) -> Sight | None:
        """Return the only sight that fits."""
        if not self._confidences:
            return None
        confidences = sorted(self._confidences.values(), reverse=True)
        rival = max(confidences[1:], default=0.0)
        best = max(self._confidences, key=lambda sight: self._confidences[sight])
        return best if confidences[0] >= SURE and rival < RULED_OUT else None

    def _mirrored_was_asked(self) -> bool:
        return any(sight.turned in _MIRRORED for sight in self._confidences)

    def _confidence(self, pixels: NDArray[np.uint8], sight: Sight) -> float:
        own, view = self._views[self._role], self._views[sight.role]
        turns = (own.orientation, view.orientation, sight.turned)
        try:
            aligner = self._aligner_of(view.outline)
            found = aligner.search(turned(pixels, *turns))
        except OutlineError:
            return 0.0
        return found.confidence if found.recognised else 0.0


def turned(pixels: NDArray[np.uint8], *orientations: Orientation) -> NDArray[np.uint8]:
    """Turn an h×w picture by one orientation after the other.

    Each undoes itself, so that what a rig file has done is undone by doing it again.
    """
    axes: set[int] = set()
    for orientation in orientations:
        axes ^= _AXES[orientation]
    return np.ascontiguousarray(np.flip(pixels, tuple(axes)))


def combined(first: Orientation, second: Orientation) -> Orientation:
    """Return the orientation that does what two do one after the other."""
    axes = _AXES[first] ^ _AXES[second]
    return next(each for each, its_axes in _AXES.items() if its_axes == axes)


#: The axes of the array that turn round.
_AXES: Mapping[Orientation, frozenset[int]] = {
    Orientation.UPRIGHT: frozenset(),
    Orientation.TURNED_180: frozenset((0, 1)),
    Orientation.MIRRORED_TOP_BOTTOM: frozenset((0,)),
    Orientation.MIRRORED_LEFT_RIGHT: frozenset((1,)),
}

_MIRRORED = (Orientation.MIRRORED_TOP_BOTTOM, Orientation.MIRRORED_LEFT_RIGHT)


def _suspects(role: str, roles: tuple[str, ...]) -> list[Sight]:
    """Return all that is looked for at first; most likely first."""
    others = [other for other in roles if other != role]
    return [
        Sight(role),
        *(Sight(other) for other in others),
        Sight(role, Orientation.TURNED_180),
        *(Sight(other, Orientation.TURNED_180) for other in others),
    ]
