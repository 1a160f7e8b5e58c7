"""The driver of simulated cameras: one for each role that a rig knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from camsetup.sources.base import CameraFound, Driver, Readiness
from camsetup.sources.clock import Clock, SystemClock
from camsetup.sources.simulator.camera import MODEL, SimulatedCamera
from camsetup.sources.simulator.faults import FAULT_NAMES, FaultPlan, Hub, Plug
from camsetup.sources.simulator.knobs import KNOB_NAMES, from_address
from camsetup.sources.simulator.studio import view_of

if TYPE_CHECKING:
    from camsetup.domain.rig import CameraRole
    from camsetup.sources.address import Address
    from camsetup.sources.base import Source


class SimulatorDriver(Driver):
    """Opens cameras that look at a drawn rig.

    Parameters
    ----------
    clock
        What the cameras keep time with; a test drives its own.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._hub = Hub()

    @property
    @override
    def name(self) -> str:
        """Return the word that begins the addresses."""
        return "simulator"

    @override
    def readiness(self) -> Readiness:
        """Say that it is always ready."""
        return Readiness(ready=True)

    @override
    def find(self) -> list[CameraFound]:
        """List a camera for each side of the animal."""
        now = self._clock.monotonic_ns()
        return [
            CameraFound(
                f"simulator:{serial}",
                serial,
                MODEL,
                problem="It is unplugged." if self._hub.away(serial, now) else "",
            )
            for serial in ("SIM-LEFT", "SIM-RIGHT", "SIM-BODY")
        ]

    @override
    def open(self, address: Address, role: CameraRole) -> Source:
        """Open a simulated camera: any role's outline is drawn as it is needed.

        Raises
        ------
        CameraUnavailableError
            When the camera is unplugged, or nobody knows what this role would see.
        UsageError
            When the address has an unknown option or a value out of range.
        """
        numbers = address.numbers({*KNOB_NAMES, *FAULT_NAMES})
        faults = {name: numbers.pop(name) for name in FAULT_NAMES if name in numbers}
        practice = from_address(numbers, role.size.width)
        serial = address.place or role.serial or f"SIM-{role.name.upper()}"
        plug = Plug(serial, self._hub, self._clock)
        plug.require()
        return SimulatedCamera(role, view_of(role), practice, FaultPlan(**faults), plug)
