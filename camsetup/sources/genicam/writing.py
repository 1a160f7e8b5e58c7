"""One round of writing: each value checked against what the camera takes now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.sources.genicam.changes import Changes
from camsetup.sources.genicam.limits import fitted, same
from camsetup.sources.genicam.reading import NUMBERS
from camsetup.sources.genicam.refusals import (
    locked,
    not_offered,
    out_of_range,
    refusing,
)

if TYPE_CHECKING:
    from camsetup.domain.settings import SettingValue
    from camsetup.sources.genicam.names import Feature, Features


class Writing:
    """Writes values by the names that a rig file has for them.

    Parameters
    ----------
    camera
        Named in refusals.

    Attributes
    ----------
    missing
        Settings asked for that this camera has nothing for.
    unlocked
        How many of the changes came first, to unlock the others.
    """

    def __init__(self, features: Features, camera: str) -> None:
        self.features = features
        self.camera = camera
        self.changes = Changes(features)
        self.missing: list[str] = []
        self.unlocked = 0

    def number(self, name: str, value: float | None) -> None:
        """Write a numeric setting; nothing where it is None.

        Raises
        ------
        SettingRejectedError
            When it is out of range now, or locked.
        """
        node = NUMBERS[name]
        if value is None or not self.has(name, node):
            return
        target, present = self.checked(name, value), self.features.number(node)
        if present is not None and same(present, target):
            return
        if not self.features.access(node).writable:
            raise locked(self.camera, name, value)
        with refusing(self.camera, name, value):
            self.changes.number(node, target)

    def checked(self, name: str, value: float) -> float:
        """Return the value on the camera's steps.

        Raises
        ------
        SettingRejectedError
            When it is out of range now.
        """
        limits = self.features.limits(NUMBERS[name])
        if limits is None:
            raise locked(self.camera, name, value)
        target = fitted(name, value, limits)
        if target is None:
            raise out_of_range(self.camera, name, value, limits)
        return target

    def word(self, name: str, asked: SettingValue, node: Feature, word: str) -> None:
        """Choose an entry on behalf of a setting.

        Raises
        ------
        SettingRejectedError
            When the camera does not offer it, or has locked it.
        """
        if self.features.word(node) == word:
            return
        offers = self.features.words(node)
        if word not in offers:
            raise not_offered(self.camera, name, asked, offers)
        if not self.features.access(node).writable:
            raise locked(self.camera, name, asked)
        with refusing(self.camera, name, asked):
            self.changes.word(node, word)

    def has(self, name: str, node: Feature) -> bool:
        """Say whether the camera has a node for a setting; remember if it has not."""
        if self.features.name(node) is not None:
            return True
        if name not in self.missing:
            self.missing.append(name)
        return False
