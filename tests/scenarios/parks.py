"""Where the cameras of a scenario are, and the way by which the program comes to them.

The cameras are virtual ones in both parks (`camsim`), and so is the hand on them; what
lies between them and the program is what is compared.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from camsim.nodes.models import Binning

if TYPE_CHECKING:
    from camsim.control import VirtualCamera
    from camsim.fixtures import Bus


class Park(Protocol):
    """A bus full of cameras behind one driver.

    Attributes
    ----------
    driver
        The word that begins its addresses.
    folders
        Of modules that another process needs, beside the tests' own.
    """

    driver: str
    folders: tuple[str, ...]

    def plug(
        self, serial: str | None = None, *, binning: Binning = Binning.VERTICAL
    ) -> VirtualCamera:
        """Plug in a Chameleon3 as it comes from the factory."""

    def plug_in_hex(self, serial: str) -> None:
        """Plug in a camera that gives this serial number in hex."""

    def bare(self) -> str:
        """Plug in a camera without ExposureTime and Gain; return its address."""


class VirtualPark:
    """Cameras behind a GenTL producer: real harvesters and GenApi."""

    driver = "gentl"
    folders: tuple[str, ...] = ()

    def __init__(self, request: pytest.FixtureRequest) -> None:
        pytest.importorskip("harvesters.core", exc_type=ImportError)
        self._bus: Bus = request.getfixturevalue("camsim")

    def plug(
        self, serial: str | None = None, *, binning: Binning = Binning.VERTICAL
    ) -> VirtualCamera:
        return self._bus(serial, binning=binning)

    def plug_in_hex(self, serial: str) -> None:
        self._bus(f"{int(serial):08X}")

    def bare(self) -> str:
        return f"gentl:1?producer={viky()}"


class PySpinPark:
    """Cameras behind the stand-in for PySpin (`fake_pyspin`)."""

    driver = "spinnaker"

    def __init__(self, request: pytest.FixtureRequest) -> None:
        request.getfixturevalue("pyspin")
        self._bus: Bus = request.getfixturevalue("camsim")
        from fake_pyspin.fixtures import FOLDER  # noqa: PLC0415 - needs genicam

        self.folders = (str(FOLDER),)

    def plug(
        self, serial: str | None = None, *, binning: Binning = Binning.VERTICAL
    ) -> VirtualCamera:
        return self._bus(serial, binning=binning)

    def plug_in_hex(self, serial: str) -> None:
        from fake_pyspin.manner import manner  # noqa: PLC0415 - needs genicam

        manner.hex_serials = True
        self._bus(serial)

    def bare(self) -> str:
        from fake_pyspin.manner import manner  # noqa: PLC0415 - needs genicam

        manner.lacks = frozenset({"ExposureTime", "ExposureAuto", "Gain", "GainAuto"})
        return f"spinnaker:{self.plug().serial}"


PARKS = {"virtual": VirtualPark, "PySpin": PySpinPark}


def viky() -> Path:
    """Return the producer that comes with genicam: nobody here wrote it."""
    return Path(pytest.importorskip("genicam").__file__).parent / "viky.cti"
