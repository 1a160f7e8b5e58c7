"""Where resources, the user's files and logs lie."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


@cache
def resources() -> Path:
    """Return the shipped resources: the installed package first, then a checkout."""
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def user_config() -> Path:
    """Return the folder of the user's rigs and outlines; it may not exist yet."""
    return platformdirs.user_config_path("camsetup", appauthor=False)


def user_data() -> Path:
    """Return the folder of records and pictures; it may not exist yet."""
    return platformdirs.user_data_path("camsetup", appauthor=False)


def user_log() -> Path:
    """Return the folder of logs; it may not exist yet."""
    return platformdirs.user_log_path("camsetup", appauthor=False)
