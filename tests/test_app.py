"""The window is opened by a real process, grabbed, and ends cleanly."""

import os
import subprocess
import sys

import cv2
import pytest


def _camsetup(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "camsetup", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=55,
        check=False,
    )


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_screenshot_is_taken_without_a_display(tmp_path, theme):
    picture = tmp_path / "window.png"
    size = ("--size", "1280x800", "--after", "1", "--theme", theme)
    ended = _camsetup("--screenshot", str(picture), *size, XDG_STATE_HOME=str(tmp_path))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert cv2.imread(str(picture)).shape == (800, 1280, 3)


def test_a_screenshot_that_cannot_be_written_is_an_error(tmp_path):
    place = tmp_path / "file"
    place.write_text("in the way")
    ended = _camsetup("--screenshot", str(place / "window.png"), "--after", "0")
    assert ended.returncode == 66
    assert "cannot be written" in ended.stderr


_IS_WINDOW_DELETED = """
import sys
from PyQt6 import sip
from camsetup.cli.main import run
from camsetup.ui.main_window import MainWindow
kept = []
begin = MainWindow.__init__
MainWindow.__init__ = lambda self, *given, **how: (
    kept.append(self), begin(self, *given, **how))[-1]
run(sys.argv[1:])
print(*map(sip.isdeleted, kept))
"""


def test_the_window_goes_before_the_application(tmp_path):
    """Else Qt crashes at the end of the process, once in a while."""
    picture = str(tmp_path / "window.png")
    ended = subprocess.run(
        [sys.executable, "-c", _IS_WINDOW_DELETED, "--screenshot", picture],
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=55,
        check=False,
    )
    assert (ended.stdout.strip(), ended.returncode) == ("True", 0)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is a display")
def test_without_a_display_the_window_is_refused_with_the_remedy():
    bare = {"DISPLAY": "", "WAYLAND_DISPLAY": ""}
    environment = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
    ended = subprocess.run(
        [sys.executable, "-m", "camsetup"],
        env={**environment, **bare},
        capture_output=True,
        text=True,
        timeout=55,
        check=False,
    )
    assert ended.returncode == 69
    assert "--screenshot" in ended.stderr
