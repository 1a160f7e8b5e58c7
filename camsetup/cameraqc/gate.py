"""The gate: judges one camera's evidence, or a whole session folder."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from camsetup.cameraqc.evidence import Evidence
    from camsetup.cameraqc.reports import CameraReport, SessionReport


class Mode(Enum):
    """Whether to judge as ibllib does, quirks included, or as it says it does."""

    AGREEMENT = "agreement"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Options:
    """How sessions are judged.

    Attributes
    ----------
    cameras
        Which; empty for all that the session has.
    references
        Folder of ``frames_<camera>.npy``; None to look where they usually are.
    """

    cameras: tuple[str, ...] = ()
    references: Path | None = None
    n_samples: int = 100
    mode: Mode = Mode.AGREEMENT


def run_camera(evidence: Evidence, mode: Mode = Mode.AGREEMENT) -> CameraReport:
    """Judge one camera."""
    raise NotImplementedError


def run_session(session: Path, options: Options = Options()) -> SessionReport:
    """Judge the cameras of a session folder.

    Raises
    ------
    InputError
        When the folder is missing or holds no camera.
    """
    raise NotImplementedError
