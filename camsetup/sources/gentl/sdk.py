"""Whether harvesters and genicam can be imported here, and how to get them if not."""

from __future__ import annotations

import importlib
import logging
import platform
import sys
import warnings
from functools import cache

#: The CPythons that genicam 1.6 has wheels for.
_PYTHONS = ((3, 10), (3, 14))

#: The computers that it has wheels for, as `platform` names them.
_COMPUTERS = {("Linux", "x86_64"), ("Windows", "AMD64"), ("Darwin", "arm64")}


@cache
def missing() -> str:
    """Return why harvesters cannot be used; empty when it can.

    harvesters changes the process's warnings and writes to its standard error; neither
    is left so. What it logs says again, with a traceback, what is raised anyway.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            importlib.import_module("harvesters.core")
        except (ImportError, OSError) as error:
            return f"harvesters cannot be imported: {error}."
    logging.getLogger("harvesters.core").setLevel(logging.CRITICAL + 1)
    return ""


def remedy() -> str:
    """Return how to get harvesters, for this Python on this computer."""
    computer = (platform.system(), platform.machine())
    version = sys.version_info[:2]
    if "libpython" in missing():
        package = f"libpython{version[0]}.{version[1]}"
        return f"genicam wants Python as a library: install {package} (Debian's name)."
    if computer in _COMPUTERS and _PYTHONS[0] <= version <= _PYTHONS[1]:
        return 'Run: pip install "camsetup[gentl]"'
    low, high = (f"{major}.{minor}" for major, minor in _PYTHONS)
    return (
        f"There is no genicam for Python {version[0]}.{version[1]} on "
        f"{computer[0]} {computer[1]}: use Python {low} to {high} on Linux x86_64, "
        "64-bit Windows or a Mac with an M chip."
    )
