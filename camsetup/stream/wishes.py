"""The way back to a camera: what the app wants of it, until its thread takes it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING

from camsetup.domain.settings import CameraSettings

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Wish:
    """Settings to apply, knobs to turn, the newest of each; and then to keep them."""

    settings: CameraSettings | None = None
    knobs: Mapping[str, float] = field(default_factory=dict)
    keep: bool = False


class Wishes:
    """Collects wishes from any thread; later ones win over earlier ones."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wish = Wish()

    def apply(self, settings: CameraSettings) -> None:
        """Wish for settings; those that are None leave earlier wishes alone."""
        with self._lock:
            merged = settings.over(self._wish.settings or CameraSettings())
            self._wish = replace(self._wish, settings=merged)

    def turn(self, knob: str, value: float) -> None:
        """Wish for a knob to stand at a value."""
        with self._lock:
            knobs = {**self._wish.knobs, knob: value}
            self._wish = replace(self._wish, knobs=knobs)

    def keep(self) -> None:
        """Wish for the camera to keep its settings without power."""
        with self._lock:
            self._wish = replace(self._wish, keep=True)

    @property
    def pending(self) -> bool:
        """Say whether anything is wished that has not been taken yet."""
        return self._wish != Wish()

    def take(self) -> Wish | None:
        """Take what was wished since the last time, or None."""
        with self._lock:
            wish, self._wish = self._wish, Wish()
        return None if wish == Wish() else wish
