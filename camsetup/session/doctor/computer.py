"""Facts of the computer: versions, what GenICam finds it by, what hangs on its USB."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from camsetup import __version__

#: Of these, the version says something about how cameras behave.
PACKAGES = (
    "harvesters",
    "genicam",
    "spinnaker-python",
    "numpy",
    "opencv-python-headless",
    "PyQt6",
    "pyqtgraph",
)

#: Where Linux lists what hangs on USB.
USB_DEVICES = Path("/sys/bus/usb/devices")

_USB_FACTS = ("product", "manufacturer", "serial", "idVendor", "idProduct", "speed")

Plain = dict[str, Any]  # Any: JSON's own values


def computer() -> Plain:
    """Return versions and surroundings, ready for JSON; nothing personal."""
    return {
        "camsetup": __version__,
        "python": sys.version,
        "platform": platform.platform(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "packages": {name: _version(name) for name in PACKAGES},
        "environment": _environment(),
        "usb": usb_devices(),
    }


def usb_devices(folder: Path = USB_DEVICES) -> list[Plain]:
    """Return what Linux says of each USB device; speed in Mbit/s, 5000 is USB 3."""
    devices = sorted(folder.glob("*")) if folder.is_dir() else []
    facts = [{"port": device.name, **_usb_facts(device)} for device in devices]
    return [device for device in facts if "speed" in device]


def _usb_facts(device: Path) -> Plain:
    facts = {name: _text(device / name) for name in _USB_FACTS}
    return {name: text for name, text in facts.items() if text}


def _text(file: Path) -> str:
    try:
        return file.read_text(errors="replace").strip()
    except OSError:
        return ""


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _environment() -> dict[str, str]:
    """Return what tells GenICam where its producers are."""
    names = sorted(name for name in os.environ if name.startswith(_TELLING))
    return {name: os.environ[name] for name in names}


_TELLING = ("GENICAM_", "SPINNAKER_", "FLIR_")
