"""How sessions are judged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


#: ibllib samples so many frames of a video.
SAMPLES = 100


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
    profile_references
        The folder that the rig's profile names, looked into after ``references``.
    readers
        Threads that decode a video; None for one on each core.
    """

    cameras: tuple[str, ...] = ()
    references: Path | None = None
    n_samples: int = SAMPLES
    mode: Mode = Mode.AGREEMENT
    profile_references: Path | None = None
    readers: int | None = None
