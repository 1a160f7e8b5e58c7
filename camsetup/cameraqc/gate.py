"""The gate: judges one camera's evidence, or a whole session folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.cameraqc.options import Mode, Options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from camsetup.cameraqc.evidence import Evidence
    from camsetup.cameraqc.reports import CameraReport, SessionReport

__all__ = ["Mode", "Options", "run_camera", "run_session"]


def run_session(
    session: Path,
    options: Options | None = None,
    on_camera: Callable[[str], None] | None = None,
) -> SessionReport:
    """Judge the cameras of a session folder."""
    raise NotImplementedError


def run_camera(evidence: Evidence, mode: Mode = Mode.AGREEMENT) -> CameraReport:
    """Judge one camera."""
    raise NotImplementedError
