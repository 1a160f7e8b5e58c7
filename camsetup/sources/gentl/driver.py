"""The driver of cameras behind GenTL producers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from typing_extensions import override

from camsetup.domain.errors import CameraUnavailableError, UsageError
from camsetup.sources.abilities import PutsBack, TakesProducers
from camsetup.sources.address import Address
from camsetup.sources.base import CameraFound, Driver, Readiness
from camsetup.sources.gentl import paths, sdk
from camsetup.sources.gentl.choosing import chosen

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from camsetup.domain.rig import CameraRole
    from camsetup.sources.base import Source
    from camsetup.sources.gentl.device import GentlDevice
    from camsetup.sources.gentl.hub import Hub

#: How long `GenTLDriver.readiness` waits for a producer that nobody has seen yet.
_GLANCE_S = 0.5

_NO_PRODUCER = f"No GenTL producer is registered: {paths.VARIABLE} names none."
_HOW_TO_NAME_ONE = (
    "Install the SDK of the camera's maker, or name its .cti file: in "
    f"{paths.VARIABLE}, in the rig file, or as gentl:SERIAL?producer=FILE.cti."
)

_HOW_TO_SEE_ONE = "Check the camera's cable and its power."


class GenTLDriver(Driver, TakesProducers, PutsBack):
    """Opens cameras by any GenTL producer.

    Producers come from GENICAM_GENTL64_PATH, from `add_producers` and from an address
    (``gentl:SERIAL?producer=FILE.cti``, then only from there).
    """

    def __init__(self) -> None:
        self._added: tuple[Path, ...] = ()
        self._held: Hub | None = None

    @property
    @override
    def name(self) -> str:
        """Return the word that begins the addresses."""
        return "gentl"

    @override
    def add_producers(self, paths: Sequence[Path]) -> None:
        """Look for cameras with these .cti files or folders too; twice is the same."""
        self._added = tuple(dict.fromkeys((*self._added, *paths)))

    @override
    def readiness(self) -> Readiness:
        """Say what of harvesters and producers is missing. Never raises, never slow."""
        reason = sdk.missing()
        if reason:
            return Readiness(ready=False, reason=reason, remedy=sdk.remedy())
        producers = self._producers()
        if not producers:
            return Readiness(ready=False, reason=_NO_PRODUCER, remedy=_HOW_TO_NAME_ONE)
        verdicts = self._hub().known(producers, _GLANCE_S)
        problems = [verdict.problem for verdict in verdicts if verdict.problem]
        if problems:
            usable = len(problems) < len(set(producers))
            return Readiness(usable, " ".join(problems), paths.REMEDY)
        remarks = " ".join(verdict.remark for verdict in verdicts)
        return Readiness(True, remarks, _HOW_TO_SEE_ONE if remarks else "")

    @override
    def find(self) -> list[CameraFound]:
        """List the cameras of all producers, those in use too. Never raises."""
        if sdk.missing():
            return []
        view = self._hub().look(self._producers())
        return [
            CameraFound(
                f"{self.name}:{camera.serial}",
                camera.serial,
                camera.model,
                "" if self._hub().is_ours(camera) else camera.problem,
            )
            for camera in view.cameras
        ]

    @override
    def open(self, address: Address, role: CameraRole) -> Source:
        """Open the camera of this address, or else of this role's serial number.

        Raises
        ------
        CameraUnavailableError
            When it is not there or in use, or harvesters or its producer is missing.
        UsageError
            When the address has an unknown option, or does not say which of several.
        """
        # It loads what only an opened camera needs.
        from camsetup.sources.genicam.camera import GenicamCamera  # noqa: PLC0415

        return GenicamCamera(self.open_device(address, role.serial), role)

    def open_device(self, address: Address, serial: str = "") -> GentlDevice:
        """Open the camera of this address, or else of this serial number, untouched.

        Raises
        ------
        CameraUnavailableError, UsageError
            As `open`.
        """
        producers = self._producers_for(address)
        reason = sdk.missing()
        if reason:
            raise CameraUnavailableError(reason, remedy=sdk.remedy())
        view = self._hub().look(producers)
        camera = chosen(view, address.place or serial)
        return self._hub().open(camera)

    @override
    def put_back_left_behind(self, but: Collection[str]) -> tuple[str, ...]:
        """Put back as found the cameras that died in our hands, but these."""
        # It loads what only an opened camera needs.
        from camsetup.sources.genicam.custody import (  # noqa: PLC0415
            put_back_orphans,
        )

        return put_back_orphans(
            lambda serial: self.open_device(Address(self.name, serial)), but=but
        )

    def _producers_for(self, address: Address) -> list[Path]:
        unknown = sorted(set(address.options) - {"producer"})
        if unknown:
            raise UsageError(
                f"The address of a {self.name} has no option {unknown[0]}.",
                remedy="It has: producer.",
            )
        if "producer" in address.options:
            return paths.producers_at(paths.whole(Path(address.options["producer"])))
        producers = self._producers()
        if not producers:
            raise CameraUnavailableError(_NO_PRODUCER, remedy=_HOW_TO_NAME_ONE)
        return producers

    def _hub(self) -> Hub:
        """Return the hub, which needs harvesters, and hold it from now on."""
        from camsetup.sources.gentl.hub import shared_hub  # noqa: PLC0415 - optional

        self._held = self._held or shared_hub()
        return self._held

    def _producers(self) -> list[Path]:
        added = (cti for place in self._added for cti in paths.producers_at(place))
        return list(dict.fromkeys((*paths.registered(), *added)))
