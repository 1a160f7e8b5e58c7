"""Three cameras for tests of roles: simulated rigs seen as by real cameras.

A camera has a place of its own in the rig and a way of being mounted, whatever role
it is opened for; a hand can be held before it, it can be unplugged, and who has it
open keeps others out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from camsetup.domain.errors import CameraLostError, CameraUnavailableError
from camsetup.domain.frame import Frame
from camsetup.domain.rig import Orientation
from camsetup.profiles.rigs import load_rig
from camsetup.sources import registry
from camsetup.sources.address import Address
from camsetup.sources.base import CameraFound, Readiness, upright
from camsetup.sources.simulator import SimulatorDriver

SERIALS = {"left": "18012441", "right": "18012442", "body": "18012443"}

#: A hand is waved so fast, and it is this wide.
HAND_HZ, HAND_OF_WIDTH = 2.0, 0.5


@dataclass
class ParkedCamera:
    """What is true of a camera whoever opens it."""

    serial: str
    sees: str
    options: dict[str, str] = field(default_factory=dict)
    upside_down: bool = False
    hand: bool = False
    plugged: bool = True
    opened_as: str = ""
    settings: list = field(default_factory=list)


class Park:
    """The driver; reached in a test by the fixture ``park``."""

    name = "gentl"

    def __init__(self):
        self.cameras = {
            serial: ParkedCamera(serial, role) for role, serial in SERIALS.items()
        }
        self.producers = []
        self.searches = 0

    def readiness(self):
        return Readiness(ready=True)

    def add_producers(self, paths):
        self.producers += paths

    def find(self):
        self.searches += 1
        return [
            CameraFound(f"{self.name}:{serial}", serial, "Parked Chameleon3")
            for serial, camera in self.cameras.items()
            if camera.plugged
        ]

    def open(self, address: Address, role):
        camera = self.cameras.get(address.place or role.serial)
        if camera is None or not camera.plugged:
            raise CameraUnavailableError(
                f"Camera {address.place} is not there.", remedy="Plug it in."
            )
        if camera.opened_as:
            raise CameraUnavailableError(f"Camera {camera.serial} is in use.")
        camera.opened_as = role.name
        return ParkedSource(camera, role)


class ParkedSource:
    def __init__(self, camera, role):
        self._camera, self._role = camera, role
        seen = load_rig("recording").camera(camera.sees)
        self._mounted = seen.orientation
        as_seen = replace(role, name=seen.name, outline=seen.outline, serial="")
        address = Address("simulator", f"SIM-{camera.serial}", camera.options)
        self._source = SimulatorDriver().open(address, as_seen)

    def describe(self):
        found = self._source.describe()
        return replace(found, serial=self._camera.serial, knobs=())

    def apply(self, settings):
        self._camera.settings.append(settings)
        return self._source.apply(settings)

    def start(self):
        self._source.start()

    def read(self, timeout_s):
        if not self._camera.plugged:
            raise CameraLostError(f"Camera {self._camera.serial} is unplugged.")
        frame = self._source.read(timeout_s)
        return Frame.seal(self._turned(frame), frame.stamp)

    def close(self):
        if self._camera.opened_as:
            self._source.close()
            self._camera.opened_as = ""

    def _turned(self, frame):
        """Turn the picture back as the sensor has it, and then as the role wants."""
        pixels = upright(frame.pixels, self._mounted)
        pixels = upright(pixels, self._role.orientation)
        if self._camera.upside_down:
            pixels = upright(pixels, Orientation.TURNED_180)
        if self._camera.hand:
            draw_hand(pixels, frame.stamp.device_time_ns / 1e9)
        return pixels


def draw_hand(pixels, seconds):
    """Draw a hand that is waved close before the lens, with its arm from below."""
    height, width = pixels.shape
    across = width * (0.5 + 0.4 * np.sin(2 * np.pi * HAND_HZ * seconds))
    centre = (int(across), int(0.45 * height))
    axes = (int(HAND_OF_WIDTH * width / 2), int(0.4 * height))
    cv2.ellipse(pixels, centre, axes, 0, 0, 360, 190, -1)
    cv2.line(pixels, centre, (int(across), height), 170, int(0.15 * width))


def open_park(monkeypatch) -> Park:
    """Put the park in the place of real drivers."""
    monkeypatch.delitem(registry.BUILT_IN, "spinnaker", raising=False)
    monkeypatch.setitem(registry.BUILT_IN, "gentl", "camera_park:Park")
    registry.drivers.cache_clear()
    return registry.drivers()["gentl"]
