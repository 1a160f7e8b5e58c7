"""The referee of a wave: who alone sees a hand, for long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Motion in so much of the picture is a wave: a hand reached 0.9 and more, an animal
#: on its wheel 0.01, a lamp switched on and off twice a second 0.6 in all cameras.
ENOUGH = 0.5

#: The others must see less than this share of what the winner sees.
CLEAR = 0.5

#: A clear winner must stay so for so long.
HOLD_S = 1.0

#: Who has just won has to be still for so long before it can win again: the hand that
#: waved takes its time to leave, and what a meter begins with is no motion.
REST_S = 2.0


class Referee:
    """Says which camera was waved at, from what all of them see.

    Parameters
    ----------
    resting
        The camera that has won just before. It would lose its role to the next one
        whose turn it is, by the same hand.
    """

    def __init__(self, resting: str = "") -> None:
        self._leader, self._since_s = "", 0.0
        self._resting, self._still_since_s = resting, -1.0

    @property
    def resting(self) -> str:
        """Return who cannot win yet; empty when everybody can."""
        return self._resting

    def winner(self, energies: Mapping[str, float], now_s: float) -> str:
        """Return who has led clearly for long enough; empty while nobody has."""
        self._let_rest(energies, now_s)
        leader = clear_leader(energies)
        if leader == self._resting:
            leader = ""
        if leader != self._leader:
            self._leader, self._since_s = leader, now_s
        return leader if leader and now_s - self._since_s >= HOLD_S else ""

    def _let_rest(self, energies: Mapping[str, float], now_s: float) -> None:
        moves = energies.get(self._resting, 0.0) >= ENOUGH
        if moves or self._still_since_s < 0:
            self._still_since_s = now_s
        elif now_s - self._still_since_s >= REST_S:
            self._resting = ""


def clear_leader(energies: Mapping[str, float]) -> str:
    """Return who alone sees a wave; empty when nobody does, or more than one."""
    first, *others = sorted(energies, key=lambda each: -energies[each]) or [""]
    most = energies.get(first, 0.0)
    rival = energies[others[0]] if others else 0.0
    return first if most >= ENOUGH and rival < CLEAR * most else ""
