"""The last sampled frames of a camera, judged against IBL's reference frames."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from camsetup.cameraqc.references import (
    find_references,
    load_references,
    no_references,
)
from camsetup.cameraqc.results import Focus, Position
from camsetup.domain.errors import InputError
from camsetup.session.live_gate import SAMPLED_FRAMES, LiveGate

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from camsetup.cameraqc.results import Result
    from camsetup.session.turns import Turns

OnReferences = TypeVar("OnReferences", Position, Focus)


def live_gate(camera: str, turns: Turns, references: str | None) -> LiveGate:
    """Return the gate of a camera; ``references`` is the folder that the rig names."""
    folder = None if references is None else Path(references)
    return LiveGate(lambda: turns.take(camera), lambda: GateSamples(camera, folder))


class GateSamples:
    """Reads the reference frames when it is made, and judges without them if need be.

    Parameters
    ----------
    folder
        Of ``frames_<camera>.npy``; None to look where they usually are.
    """

    def __init__(self, camera: str, folder: Path | None) -> None:
        # The first picture need not wait for these imports.
        from camsetup.cameraqc.rolling import RollingGate  # noqa: PLC0415

        self._lack: InputError | None = None
        references = self._references(camera, folder)
        self._gate = RollingGate(camera, references, SAMPLED_FRAMES)

    def add(self, pixels: NDArray[np.uint8]) -> None:
        """Take another h×w frame in, and let the oldest go."""
        self._gate.add(pixels)

    def clear(self) -> None:
        """Let all frames go."""
        self._gate.clear()

    def results(self) -> Mapping[str, Result]:
        """Return the results by the name of the check."""
        results = self._gate.results()
        return {
            "position": self._explained(results.position),
            "focus": self._explained(results.focus),
            "brightness": results.brightness,
        }

    def _references(self, camera: str, folder: Path | None) -> NDArray[np.uint8] | None:
        try:
            path = find_references(camera, profile_folder=folder)
            if path is None:
                raise _missing(camera, folder)
            return load_references(path)
        except InputError as lack:
            self._lack = lack
            return None

    def _explained(self, result: OnReferences) -> OnReferences:
        """Return the result, and what to do when there is none for want of a file."""
        if self._lack is None:
            return result
        return replace(result, message=self._lack.message, remedy=self._lack.remedy)


def _missing(camera: str, folder: Path | None) -> InputError:
    return no_references(
        f" in {folder}" if folder else "",
        f"Put IBL's frames_{camera}.npy (from ibllib's qc/reference) into a "
        "folder, and name it in the rig file as gate_references.",
    )
