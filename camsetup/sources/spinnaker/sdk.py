"""Loading PySpin, and what to do where it cannot be loaded."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from typing import Any, TypeAlias

from camsetup.domain.errors import CameraUnavailableError

#: PySpin itself and everything that it hands out: it has no types.
Sdk: TypeAlias = Any

#: Python versions that Spinnaker brings wheels for (GENICAM.md section 4), of those
#: that camsetup runs on.
WHEELS = {"win32": ((3, 10), (3, 12)), "linux": ((3, 10), (3, 12))}

_SYSTEMS = {"win32": "Windows", "linux": "Ubuntu"}
_OTHER_WAY = "The gentl driver needs no PySpin and opens these cameras, too."
_SPINNER = "The package pyspin from PyPI is another program, a terminal spinner"


def load() -> Sdk:
    """Import PySpin.

    Raises
    ------
    CameraUnavailableError
        When it is missing, is another program of that name, or cannot be loaded.
    """
    try:
        module = importlib.import_module("PySpin")
    except ModuleNotFoundError as error:
        if error.name == "PySpin":
            raise _missing() from None
        raise _unloadable(error) from error
    except Exception as error:  # an SDK's door: whatever its start may raise
        raise _unloadable(error) from error
    if not hasattr(module, "System"):
        raise CameraUnavailableError(
            f"{_SPINNER}; it is installed where Spinnaker's PySpin should be.",
            remedy=f"Remove it ({_pip()} uninstall pyspin). {how_to_install()}",
        )
    return module


def how_to_install() -> str:
    """Say where PySpin comes from, for this Python and platform."""
    here = sys.version_info[:2]
    versions = WHEELS.get(sys.platform)
    if versions is None:
        return f"Spinnaker brings no PySpin for this system. {_OTHER_WAY}"
    listed = " and ".join(f"{major}.{minor}" for major, minor in versions)
    if here not in versions:
        return (
            f"Spinnaker brings PySpin for Python {listed} on {_SYSTEMS[sys.platform]}, "
            f"and this is Python {here[0]}.{here[1]}: install camsetup with one of "
            f"those, then Spinnaker's SDK and its wheel. {_OTHER_WAY}"
        )
    return (
        "Install Spinnaker's SDK from Teledyne, then the wheel of the same version "
        f"that comes with it: {_pip()} install spinnaker_python-…-"
        f"cp{here[0]}{here[1]}-….whl. {_OTHER_WAY}"
    )


def _missing() -> CameraUnavailableError:
    namesake = importlib.util.find_spec("pyspin")
    also = f" {_SPINNER}." if namesake else ""
    return CameraUnavailableError(
        f"PySpin, the Python part of Spinnaker's SDK, is not installed.{also}",
        remedy=how_to_install(),
    )


def _unloadable(error: Exception) -> CameraUnavailableError:
    return CameraUnavailableError(
        f"PySpin is installed but cannot be loaded: {type(error).__name__}: {error}.",
        remedy=_mend(error),
    )


def _mend(error: Exception) -> str:
    text = str(error).lower()
    if "numpy" in text or "multiarray" in text:
        return (
            "This PySpin was built for NumPy 1, and camsetup needs NumPy 2: "
            f"install a newer Spinnaker SDK with its wheel. {_OTHER_WAY}"
        )
    if isinstance(error, ModuleNotFoundError):
        return f"The wheel was made for another Python. {how_to_install()}"
    return (
        "A library of Spinnaker's SDK is missing, or is of another version than "
        f"PySpin: install the SDK and the wheel of one version. {_OTHER_WAY}"
    )


def _pip() -> str:
    return "python -m pip"
