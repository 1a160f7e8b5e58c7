"""The window's front door: joins session and window, and ends both cleanly."""

from __future__ import annotations

import logging
import os
import sys
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from camsetup import paths
from camsetup.domain.errors import CameraUnavailableError
from camsetup.session.process import prepare_process
from camsetup.session.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from camsetup.domain.frame import Size
    from camsetup.session.plan import Plan
    from camsetup.session.steps import Step

_LOG_BYTES, _LOG_FILES = 1_000_000, 3


@dataclass(frozen=True, slots=True)
class Opening:
    """How the program is opened.

    Attributes
    ----------
    theme
        "dark" or "light".
    screenshot, after_s
        When given, the window is grabbed into this file after so long, and the
        program ends.
    size
        Size of the window; by default as large as the screen allows.
    """

    plan: Plan
    step: Step | None = None
    theme: str = "dark"
    screenshot: Path | None = None
    after_s: float = 3.0
    size: Size | None = None


def open_window(opening: Opening) -> int:
    """Open the window, stay until it is closed, and return the exit code.

    The cameras open while Qt is still being loaded: that is why it is loaded here.

    Raises
    ------
    CameraUnavailableError
        When there is no display and no screenshot is wanted.
    InputError
        When the screenshot cannot be written.
    """
    _find_display(opening)
    _keep_log()
    prepare_process()
    plan = opening.plan
    session = Session(plan.rig, plan.addresses, plan.outlines)
    session.start()
    try:
        from camsetup.app.window import run_window  # noqa: PLC0415 - see above

        return run_window(session, opening)
    finally:
        session.close()


def _find_display(opening: Opening) -> None:
    """Look for a display first: without one Qt does not raise, it aborts."""
    if not sys.platform.startswith("linux") or "QT_QPA_PLATFORM" in os.environ:
        return
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return
    if opening.screenshot is None:
        raise CameraUnavailableError(
            "There is no display for the window.",
            remedy="Use --screenshot FILE, or camsetup check, or set DISPLAY.",
        )
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _keep_log() -> None:
    """Log to a file; where none can be written, warnings still reach stderr."""
    handlers: list[logging.Handler] = [logging.StreamHandler()]
    handlers[0].setLevel(logging.WARNING)
    try:
        paths.user_log().mkdir(parents=True, exist_ok=True)
        file = paths.user_log() / "camsetup.log"
        handlers.append(
            RotatingFileHandler(
                file, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, delay=True
            )
        )
    except OSError as error:
        print(f"camsetup: no log is kept: {error}", file=sys.stderr)  # noqa: T201
    form = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"
    logging.basicConfig(level=logging.INFO, format=form, handlers=handlers)
