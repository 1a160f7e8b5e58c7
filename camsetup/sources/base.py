"""What a driver and an opened camera are: the two contracts of this room."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import cv2
import numpy as np

from camsetup.domain.rig import Orientation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from camsetup.domain.frame import Frame
    from camsetup.domain.rig import CameraRole
    from camsetup.domain.settings import CameraSettings, Range
    from camsetup.sources.address import Address


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a driver can be used here; if not, why, and what to do."""

    ready: bool
    reason: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class CameraFound:
    """A camera that a driver sees. ``address`` opens it."""

    address: str
    serial: str
    model: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Knob:
    """Something that a simulated technician can turn.

    Attributes
    ----------
    name
        As in the source's address ("dx").
    title, unit
        As shown ("Pan", "px").
    range
        What it may be; a step of 1 and a range of 0 to 1 makes it a switch.
    value
        Where it stands now.
    """

    name: str
    title: str
    unit: str
    range: Range
    value: float


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about an opened camera that will hurt later, said before it does."""

    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class CameraDescription:
    """What a source says of the camera that it has opened.

    Attributes
    ----------
    limits
        What each numeric setting may be, by its name in `CameraSettings`.
    remarks
        What will hurt: a link that is too slow, an exposure longer than a period,
        a size that is cut out where binning was asked.
    notes
        Facts worth knowing: how the binning is done, the speed of the link.
    knobs
        What can be turned by hand in a simulation; empty for anything real.
    paced
        False when frames come as fast as they can be read.
    live
        False for recordings: rate, dropped frames and settings prove nothing about
        a camera.
    """

    serial: str
    model: str
    limits: Mapping[str, Range] = field(default_factory=dict)
    knobs: tuple[Knob, ...] = ()
    paced: bool = True
    live: bool = True
    remarks: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()


class Source(Protocol):
    """One opened camera. Only the thread that opened it may use it.

    Every method but `close` raises `SourceClosedError` after `close`.
    """

    def describe(self) -> CameraDescription:
        """Return serial number, limits and knobs as they are now."""

    def apply(self, settings: CameraSettings) -> CameraSettings:
        """Set what is not None and return all settings as read back.

        Raises
        ------
        SettingRejectedError
            When a value cannot be taken; nothing has then been changed.
        """

    def start(self) -> None:
        """Begin to take frames. Called once, after the first `apply`."""

    def read(self, timeout_s: float) -> Frame:
        """Wait for the next frame; incomplete frames come too, and say so.

        Raises
        ------
        ReadTimeoutError
            When no frame came in time; reading may go on.
        CameraLostError
            When the camera is gone; the source can only be closed.
        EndOfRecordingError
            When a recording that plays once is over.
        InputError
            When a recording breaks off or holds a damaged picture.
        """

    def close(self) -> None:
        """Stop, restore the camera's state and let go of it. May be called twice."""


class Driver(Protocol):
    """Finds and opens the cameras of one kind."""

    @property
    def name(self) -> str:
        """Return the word that begins its addresses."""

    def readiness(self) -> Readiness:
        """Say whether the driver can be used here. Never raises, never slow."""

    def find(self) -> list[CameraFound]:
        """List the cameras; empty when not ready. Never raises."""

    def open(self, address: Address, role: CameraRole) -> Source:
        """Open a camera for this role.

        The address names the camera; where it does not, the role's serial does. The
        source returns frames turned as ``role.orientation`` says (recordings are
        stored turned, and are left alone).

        Raises
        ------
        CameraUnavailableError, InputError, UsageError
            When it is not there, cannot be read, or the address is wrong.
        """


def upright(pixels: NDArray[np.uint8], orientation: Orientation) -> NDArray[np.uint8]:
    """Copy a driver's h×w buffer once, turned as the rig says, and own it."""
    code = _FLIP_CODES[orientation]
    if code is None:
        return np.array(pixels, order="C")
    return np.asarray(cv2.flip(pixels, code), dtype=np.uint8)


_FLIP_CODES: dict[Orientation, int | None] = {
    Orientation.UPRIGHT: None,
    Orientation.TURNED_180: -1,
    Orientation.MIRRORED_TOP_BOTTOM: 0,
    Orientation.MIRRORED_LEFT_RIGHT: 1,
}
