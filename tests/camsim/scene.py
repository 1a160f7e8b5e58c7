"""Scenes with a known truth: the simulator's rig, as a mounted sensor sees it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from camsetup.domain.pose import Pose
from camsetup.sources.address import Address
from camsetup.sources.base import upright
from camsetup.sources.simulator import SimulatorDriver
from camsim.control import POWER_UP_BLACK_PERCENT, SENSOR_SHAPE
from hand_clock import HandClock

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    from camsetup.domain.rig import CameraRole
    from camsetup.sources.base import Source
    from camsim.control import VirtualCamera

    Grey = NDArray[np.uint8]


class RigPicture(NamedTuple):
    """What a role's camera sees.

    Attributes
    ----------
    scene
        1024×1280 uint8 for `VirtualCamera.show`, turned as the camera is mounted.
    upright
        The picture that a driver has to deliver, in the role's size, pixel by pixel.
    pose
        Where the rig stands against the role's outline: the truth of an alignment.
    """

    scene: Grey
    upright: Grey
    pose: Pose


def rig_picture(role: CameraRole, **knobs: float) -> RigPicture:
    """Draw the simulator's rig for a role.

    Parameters
    ----------
    role
        1280×1024 or 640×512.
    knobs
        As in a simulator's address: dx, dy, roll, zoom, defocus, aperture, light,
        mouse, seed (see `camsetup.sources.simulator.knobs`).
    """
    picture = next(rig_film(role, **knobs))
    pose = Pose(
        knobs.get("dx", 0.0),
        knobs.get("dy", 0.0),
        knobs.get("roll", 0.0),
        knobs.get("zoom", 1.0),
    )
    return RigPicture(as_mounted(picture, role), picture, pose)


def show_rig(camera: VirtualCamera, role: CameraRole, **knobs: float) -> RigPicture:
    """Put the rig before a camera, lit so that the role's settings expose it well.

    The camera's black level is taken to stay as it powers up, unless the role sets it.
    """
    picture = rig_picture(role, **knobs)
    expose_for(camera, role)
    camera.show(picture.scene)
    return picture


def expose_for(camera: VirtualCamera, role: CameraRole) -> None:
    """Light a camera's scenes so that the role's settings send them as given."""
    black = role.settings.black_level_percent
    camera.expose_for(
        exposure_us=role.settings.exposure_us or 5000.0,
        gain_db=role.settings.gain_db or 0.0,
        black_percent=POWER_UP_BLACK_PERCENT if black is None else black,
    )


def rig_film(
    role: CameraRole, *, rate_hz: float = 10.0, **knobs: float
) -> Generator[Grey, None, None]:
    """Draw the rig again and again, this often a second: a mouse runs in its wheel.

    Yields upright pictures in the role's size; `as_mounted` makes scenes of them.
    """
    source = _opened(role, knobs, rate_hz)
    try:
        while True:
            yield source.read(timeout_s=2.0).pixels
    finally:
        source.close()


def as_mounted(picture: Grey, role: CameraRole) -> Grey:
    """Turn an upright picture into the scene of a camera that is mounted so.

    Every orientation undoes itself. A 640×512 picture is doubled, so that binning
    2×2 gives exactly it; for a camera that cannot bin see `framed`.
    """
    turned = upright(picture, role.orientation)
    if turned.shape == SENSOR_SHAPE:
        return turned
    return doubled(turned)


def doubled(picture: Grey) -> Grey:
    """Return the scene of which binning 2×2 makes exactly this 512×640 picture."""
    scene = np.repeat(np.repeat(picture, 2, axis=0), 2, axis=1)
    if scene.shape != SENSOR_SHAPE:
        raise ValueError(f"a binned picture is 512×640, not {picture.shape}")
    return scene


def framed(picture: Grey, x: int, y: int) -> Grey:
    """Return a black scene with a picture in it, for a region of interest there."""
    scene = np.zeros(SENSOR_SHAPE, np.uint8)
    height, width = picture.shape
    scene[y : y + height, x : x + width] = picture
    return scene


def waved(scene: Grey, progress: float) -> Grey:
    """Return a scene with a hand waved before it: a bright bar that moves across.

    Parameters
    ----------
    progress
        0 at the left, 1 at the right; further on it begins again.
    """
    width = scene.shape[1]
    left = round(progress % 1.0 * width)
    hand = scene.copy()
    hand[:, left : left + width // 5] = 230
    return hand


def _opened(role: CameraRole, knobs: dict[str, float], rate_hz: float) -> Source:
    options = {name: repr(value) for name, value in knobs.items()}
    source = SimulatorDriver(HandClock()).open(
        Address("simulator", options=options), role
    )
    # Gain and exposure as in the rig file: the virtual camera has its own.
    source.apply(replace(role.settings, rate_hz=rate_hz))
    source.start()
    return source
