"""Gaps: loads what can be loaded, and notes what cannot and why."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

from camsetup.cameraqc.evidence import Gap
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_Loaded = TypeVar("_Loaded")


class GapList:
    """What could not be loaded, in the order in which it was tried."""

    def __init__(self) -> None:
        self._gaps: list[Gap] = []

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Return what has been noted."""
        return tuple(self._gaps)

    def note(self, *fields: str, message: str, remedy: str = "") -> None:
        """Note why some fields of the evidence are empty."""
        self._gaps.extend(Gap(field, message, remedy) for field in fields)

    def attempt(self, load: Callable[[], _Loaded], *fields: str) -> _Loaded | None:
        """Load something; None, and a gap for each field, when it is refused."""
        try:
            return load()
        except InputError as error:
            self.note(*fields, message=error.message, remedy=error.remedy)
            return None


def present(path: Path | None, name: str, folder: Path) -> Path:
    """Return the path of a file that was found.

    Raises
    ------
    InputError
        When there is none.
    """
    if path is None:
        if os.access(folder, os.F_OK) and not os.access(folder, os.R_OK | os.X_OK):
            raise InputError(
                f"{folder} cannot be read.", remedy="Check the folder's permissions."
            )
        raise InputError(
            f"There is no {name} in {folder}.",
            remedy="Copy it from the rig, or extract the session.",
        )
    return path
