"""A real camera as a source, whichever SDK talks to it."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from typing_extensions import override

from camsetup.domain.errors import (
    CameraError,
    CameraLostError,
    ReadTimeoutError,
    SourceClosedError,
    UsageError,
)
from camsetup.domain.frame import Frame
from camsetup.domain.settings import CameraSettings
from camsetup.sources.base import (
    CameraDescription,
    Diagnosable,
    Keepable,
    Source,
    upright,
)
from camsetup.sources.genicam.grey import grey8
from camsetup.sources.genicam.keeping import keep_in_user_set
from camsetup.sources.genicam.limits import limits_now
from camsetup.sources.genicam.link import link_notes, link_remarks
from camsetup.sources.genicam.names import Feature, Features
from camsetup.sources.genicam.reading import read_back
from camsetup.sources.genicam.settings import Setter
from camsetup.sources.genicam.stamps import StampClock

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from camsetup.domain.frame import Stamp
    from camsetup.domain.rig import CameraRole
    from camsetup.sources.base import Diagnosis
    from camsetup.sources.genicam.device import Buffer, Device

#: What the SDK may fill while this computer is busy: 0.4 s of frames at least.
BUFFERS, BUFFERS_WHEN_FAST = 32, 64
FAST_HZ = 100.0

logger = logging.getLogger(__name__)


class GenicamCamera(Source, Diagnosable, Keepable):
    """One opened camera, from taking it into custody to giving it back.

    Parameters
    ----------
    device
        Opened, not streaming; closed by this source, also when this constructor fails.
    role
        What the camera is for: how it is mounted.

    Raises
    ------
    CameraLostError
        When the camera goes meanwhile.
    SettingRejectedError
        When it sends nothing but colours.
    """

    def __init__(self, device: Device, role: CameraRole) -> None:
        self._device = device
        self._orientation = role.orientation
        self._label = f"Camera {device.serial} ({device.model})"
        self._features = Features(device.nodes)
        self._transport = Features(device.transport)
        self._setter = Setter(self._features, self._label)
        self._clock = StampClock()
        self._got = CameraSettings()
        self._open, self._streaming = True, False
        try:
            self._setter.send_grey()
        except CameraError:
            self.close()
            raise

    @override
    def describe(self) -> CameraDescription:
        """Return the limits as they are now, and what there is to say of the camera."""
        self._require_open()
        got = self._got if self._got.asked() else read_back(self._features)
        link = self._features, self._transport, got
        return CameraDescription(
            serial=self._device.serial,
            model=self._device.model,
            limits=limits_now(self._features, got),
            remarks=self._setter.remarks() + link_remarks(*link),
            notes=self._setter.notes() + link_notes(*link),
        )

    @override
    def apply(self, settings: CameraSettings) -> CameraSettings:
        """Set what is not None and return all settings as read back.

        What is locked while frames come (sizes, binning, pixel format) stops the
        stream for a moment when it really is to change. Asked nothing, it writes
        nothing.

        Raises
        ------
        SettingRejectedError
            When a value cannot be taken; nothing has then been changed.
        CameraLostError
            When the camera is gone.
        """
        self._require_open()
        if self._streaming and self._setter.needs_pause(settings):
            self._paused(lambda: self._setter.apply(settings))
        else:
            self._setter.apply(settings)
        self._got = read_back(self._features)
        return self._got

    @override
    def start(self) -> None:
        """Begin to take frames, without end.

        Raises
        ------
        CameraLostError
            When the camera is gone.
        """
        self._require_open()
        if self._features.access(Feature.ACQUISITION_MODE).writable:
            self._features.nodes.set_word(
                Feature.ACQUISITION_MODE.value[0], "Continuous"
            )
        self._stream()

    @override
    def read(self, timeout_s: float) -> Frame:
        """Wait for the next frame, incomplete ones too.

        Raises
        ------
        ReadTimeoutError
            When none came in time, and the camera still answers.
        CameraLostError
            When it does not.
        """
        self._require_open()
        if not self._streaming:
            raise UsageError(f"{self._label} has not been started.")
        buffer = self._device.wait(timeout_s)
        if buffer is None:
            self._require_answer()
            raise ReadTimeoutError(f"{self._label} sent no frame in time.")
        try:
            return Frame.seal(self._pixels(buffer), self._stamp(buffer))
        finally:
            self._device.give_back(buffer)

    @override
    def diagnose(self) -> Diagnosis:
        """Read the camera's nodes and say why it is silent."""
        self._require_open()
        raise NotImplementedError

    @override
    def keep_settings(self) -> str:
        """Save the settings in a user set and start with it from now on.

        Raises
        ------
        SettingRejectedError
            When the camera has no user set to write to.
        """
        self._require_open()
        return keep_in_user_set(self._features, self._label)

    @override
    def close(self) -> None:
        """Stop, put the camera back as it was found, and let go; twice is quiet."""
        if not self._open:
            return
        self._open = self._streaming = False
        for step in (self._device.stop, self._device.close):
            _in_any_case(step)

    def _stream(self) -> None:
        rate_hz = self._features.number(Feature.RATE) or FAST_HZ
        self._device.start(BUFFERS_WHEN_FAST if rate_hz >= FAST_HZ else BUFFERS)
        self._streaming = True

    def _paused(self, change: Callable[[], None]) -> None:
        """Change what is locked while frames come; they come again in any case."""
        self._device.stop()
        self._streaming = False
        try:
            change()
        finally:
            self._stream()

    def _pixels(self, buffer: Buffer) -> NDArray[np.uint8]:
        return upright(grey8(buffer), self._orientation)

    def _stamp(self, buffer: Buffer) -> Stamp:
        return self._clock.stamp(
            buffer.frame_id,
            buffer.device_time,
            buffer.ticks_per_second,
            time.monotonic_ns(),
            complete=buffer.complete,
        )

    def _require_answer(self) -> None:
        """Read one cheap node: an unplugged camera times out as a waiting one does."""
        self._features.number(Feature.WIDTH)

    def _require_open(self) -> None:
        if not self._open:
            raise SourceClosedError(f"{self._label} is closed.")


def _in_any_case(step: Callable[[], None]) -> None:
    """Go on closing whatever a step says; a camera that is gone is no news."""
    try:
        step()
    except CameraLostError as error:
        logger.info("Closing a camera that is gone: %s", error)
    except CameraError as error:
        logger.warning("Closing a camera: %s", error)
