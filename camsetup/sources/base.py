"""What a driver and an opened camera are: the two contracts of this room."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import cv2
import numpy as np

from camsetup.domain.rig import Orientation

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from camsetup.domain.frame import Frame
    from camsetup.domain.rig import CameraRole
    from camsetup.domain.settings import CameraSettings, Range
    from camsetup.sources.address import Address
    from camsetup.sources.genicam.nodes import NodeMap


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


class Silence(Enum):
    """Why no frame comes from a camera that is open."""

    WAITS_FOR_TRIGGER = "waits for a trigger"
    UNPLUGGED = "unplugged"
    STALLED = "stalled"
    TAKEN = "in use elsewhere"
    #: Frames come, but none of them whole.
    INCOMPLETE = "incomplete"
    #: It takes a frame every few seconds only.
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why no frame comes, in words, and what to do."""

    silence: Silence
    message: str
    remedy: str


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


@runtime_checkable
class Practisable(Protocol):
    """A source whose rig can be moved by hand: the simulator."""

    def turn(self, knob: str, value: float) -> None:
        """Turn a knob of `CameraDescription.knobs`; clamped to its range.

        Raises
        ------
        UsageError
            When there is no such knob.
        """


@runtime_checkable
class Diagnosable(Protocol):
    """A source that can say why no frame comes: a real camera."""

    def diagnose(self) -> Diagnosis:
        """Read the camera's nodes and say why it is silent.

        Raises
        ------
        SourceClosedError
            After `close`.
        """


@runtime_checkable
class Examinable(Protocol):
    """A source that lets a doctor read its nodes: a real camera."""

    @property
    def nodes(self) -> NodeMap:
        """Return the camera's own nodes."""

    @property
    def transport(self) -> NodeMap:
        """Return the nodes of the link on the host's side."""


@runtime_checkable
class Keepable(Protocol):
    """A source whose camera can keep its settings without power: a real camera."""

    def keep_settings(self) -> str:
        """Save them in a user set, make it the power-up default, and return its name.

        The settings as found are then what was kept: closing no longer undoes them.

        Raises
        ------
        SettingRejectedError
            When the camera has no user set to write to.
        """


@runtime_checkable
class PutsBack(Protocol):
    """A driver whose cameras a killed program may have left as it had set them."""

    def put_back_left_behind(self, but: Collection[str]) -> tuple[str, ...]:
        """Put those back as they were found, but these; return the serial numbers.

        A camera that is not there, or in use, is left for later.
        """


@runtime_checkable
class TakesProducers(Protocol):
    """A driver that needs to be told where GenTL producers are."""

    def add_producers(self, paths: Sequence[Path]) -> None:
        """Look for cameras with these .cti files too; named twice is the same."""


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
