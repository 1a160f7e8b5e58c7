"""A simulated camera on the bench: small, fast, its clock in the test's hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole
from camsetup.domain.settings import CameraSettings
from camsetup.sources.address import Address
from camsetup.sources.simulator import SimulatorDriver
from hand_clock import HandClock

LEFT = CameraRole(
    "left",
    Size(320, 256),
    50.0,
    "training-left",
    settings=CameraSettings(exposure_us=5000.0, gain_db=0.0),
)


@dataclass
class Bench:
    """One driver and its clock; `camera` opens and starts a camera."""

    clock: HandClock = field(default_factory=HandClock)
    role: CameraRole = LEFT

    def __post_init__(self):
        self.driver = SimulatorDriver(self.clock)

    def open(self, **options):
        texts = {name: str(value) for name, value in options.items()}
        return self.driver.open(Address("simulator", options=texts), self.role)

    def camera(self, settings=None, **options):
        source = self.open(**options)
        source.apply(replace(self.role.settings, rate_hz=self.role.rate_hz))
        source.apply(settings or CameraSettings())
        source.start()
        return source


def ids(source, count):
    return [source.read(1.0).stamp.frame_id for _ in range(count)]
