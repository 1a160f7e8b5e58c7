"""The window's front door: joins session and window, and ends both cleanly."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from PyQt6.QtCore import (
    QBuffer,
    QIODevice,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PyQt6.QtWidgets import QApplication

from camsetup import paths
from camsetup.domain.errors import CameraUnavailableError, InputError
from camsetup.profiles.files import write_atomically
from camsetup.session.process import prepare_process
from camsetup.session.session import Session
from camsetup.ui.main_window import MainWindow
from camsetup.ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from camsetup.domain.frame import Size
    from camsetup.session.plan import Plan
    from camsetup.session.steps import Step

#: Python looks for Ctrl-C this often while Qt waits.
_INTERRUPT_POLL_MS = 200

_LOG_BYTES, _LOG_FILES = 1_000_000, 3

logger = logging.getLogger(__name__)


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


def run(opening: Opening) -> int:
    """Open the window, stay until it is closed, and return the exit code.

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
        return _run_window(session, opening)
    finally:
        session.close()


def _run_window(session: Session, opening: Opening) -> int:
    qInstallMessageHandler(_on_qt_message)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("camsetup")
    window = MainWindow(session, theme=Theme(opening.theme), step=opening.step)
    failures: list[BaseException] = []
    _survive_errors(window, failures)
    _show(window, opening)
    interrupts = _listen_for_interrupts(application)
    if opening.screenshot is not None:
        path = opening.screenshot
        QTimer.singleShot(
            int(opening.after_s * 1000), lambda: _grab(window, path, failures)
        )
    code = application.exec()
    interrupts.stop()
    if failures and opening.screenshot is not None:
        raise failures[0]
    return code


def _show(window: MainWindow, opening: Opening) -> None:
    if opening.size is not None:
        window.resize(opening.size.width, opening.size.height)
        window.show()
    elif opening.screenshot is not None:
        window.resize(1280, 800)
        window.show()
    else:
        window.showMaximized()


def _grab(window: MainWindow, path: Path, failures: list[BaseException]) -> None:
    """Write the window's picture, then close it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    try:
        write_atomically(path, bytes(buffer.data().data()))
    except InputError as error:
        failures.append(error)
    window.close()


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


def _survive_errors(window: MainWindow, failures: list[BaseException]) -> None:
    """Log and show what goes wrong in a slot; PyQt6 would abort the process."""

    def on_error(
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        logger.critical("Unexpected error", exc_info=(kind, error, trace))
        failures.append(error)
        window.notify(f"Something went wrong: {error}. See the log.")

    sys.excepthook = on_error
    threading.excepthook = lambda arguments: logger.critical(
        "Unexpected error in %s", arguments.thread, exc_info=arguments.exc_value
    )


def _on_qt_message(kind: QtMsgType, _: QMessageLogContext, text: str | None) -> None:
    """Bring what Qt says into the log; off screen it mentions what it cannot do."""
    loud = kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
    expected = "does not support propagateSizeHints" in (text or "")
    level = logging.WARNING if loud and not expected else logging.DEBUG
    logger.log(level, "Qt: %s", text)


def _listen_for_interrupts(application: QApplication) -> QTimer:
    """Let Ctrl-C close the window."""
    signal.signal(signal.SIGINT, lambda *_: application.quit())
    timer = QTimer()
    timer.timeout.connect(lambda: None)
    timer.start(_INTERRUPT_POLL_MS)
    return timer
