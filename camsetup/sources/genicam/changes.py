"""Writing to a camera so that it can be taken back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeAlias

from camsetup.sources.genicam.nodes import NodeError

if TYPE_CHECKING:
    from camsetup.sources.genicam.names import Feature, Features

NodeValue: TypeAlias = float | str | bool

logger = logging.getLogger(__name__)


class Changes:
    """Writes only what differs, and remembers what it was.

    Every method but `take_back` raises `NodeError` where a node refuses.
    """

    def __init__(self, features: Features) -> None:
        self._features = features
        self._before: list[tuple[Feature, NodeValue]] = []

    def number(self, feature: Feature, value: float) -> None:
        """Write a number."""
        self._write(feature, self._features.number(feature), value)

    def word(self, feature: Feature, value: str) -> None:
        """Choose an entry."""
        self._write(feature, self._features.word(feature), value)

    def flag(self, feature: Feature, *, value: bool) -> None:
        """Switch on or off."""
        self._write(feature, self._features.flag(feature), value)

    def __len__(self) -> int:
        """Return how many there are to be taken back."""
        return len(self._before)

    def take_back(self, *, down_to: int = 0) -> None:
        """Write all but the first so many as it was, the last change first.

        What refuses is left and logged: the rest is still to be taken back.
        """
        while len(self._before) > down_to:
            feature, value = self._before.pop()
            try:
                self._set(feature, value)
            except NodeError as error:
                logger.warning("A setting could not be taken back: %s", error)

    def _write(
        self, feature: Feature, present: NodeValue | None, value: NodeValue
    ) -> None:
        if present == value:
            return
        self._set(feature, value)
        if present is not None:
            self._before.append((feature, present))

    def _set(self, feature: Feature, value: NodeValue) -> None:
        name, nodes = self._features.name(feature), self._features.nodes
        if name is None:
            raise NodeError(f"The camera has no {feature.value[0]}.")
        if isinstance(value, bool):
            nodes.set_flag(name, value=value)
        elif isinstance(value, str):
            nodes.set_word(name, value)
        else:
            nodes.set_number(name, value)
