"""The window in its process: Qt's loop, errors in slots, the screenshot."""

from __future__ import annotations

import gc
import logging
import signal
import sys
import threading
from typing import TYPE_CHECKING

from PyQt6 import sip
from PyQt6.QtCore import (
    QBuffer,
    QIODevice,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PyQt6.QtWidgets import QApplication

from camsetup.domain.errors import InputError
from camsetup.profiles.files import write_atomically
from camsetup.session.end_requests import end_requests
from camsetup.ui.look.theme import Theme
from camsetup.ui.main_window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from camsetup.app.opening import Opening
    from camsetup.session.session import Session

#: Python looks for Ctrl-C this often while Qt waits.
_INTERRUPT_POLL_MS = 200

logger = logging.getLogger(__name__)


def run_window(session: Session, opening: Opening) -> int:
    """Show a session until its window is closed; return the exit code."""
    qInstallMessageHandler(_on_qt_message)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("camsetup")
    window = MainWindow(session, theme=Theme(opening.theme), step=opening.step)
    failures: list[BaseException] = []
    _survive_errors(window, failures)
    _show(window, opening)
    gc.freeze()  # what lives as long as the window need not be walked through again
    interrupts = _listen_for_interrupts(application)
    if opening.screenshot is not None:
        path = opening.screenshot
        QTimer.singleShot(
            int(opening.after_s * 1000), lambda: _grab(window, path, failures)
        )
    code = application.exec()
    interrupts.stop()
    _take_down(window)
    if failures and opening.screenshot is not None:
        raise failures[0]
    return code


def _take_down(window: MainWindow) -> None:
    """Delete the window while there still is an application.

    The hooks for errors keep it until the process ends; a plot's scene that is
    deleted then, after the application, crashes in Qt.
    """
    sys.excepthook = sys.__excepthook__
    threading.excepthook = threading.__excepthook__
    sip.delete(window)


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
    """Let Ctrl-C, or another request to end, close the window."""
    for asked in (signal.SIGINT, *end_requests()):
        signal.signal(asked, lambda *_: application.quit())
    timer = QTimer()
    timer.timeout.connect(lambda: None)
    timer.start(_INTERRUPT_POLL_MS)
    return timer
