"""A real camera as a source, whichever SDK talks to it."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from typing import TYPE_CHECKING

from typing_extensions import override

from camsetup.domain.errors import (
    CameraError,
    CameraLostError,
    ReadTimeoutError,
    SourceClosedError,
    UsageError,
)
from camsetup.domain.settings import CameraSettings
from camsetup.sources.abilities import Diagnosable, Keepable
from camsetup.sources.base import CameraDescription, Source
from camsetup.sources.genicam.custody import Custody
from camsetup.sources.genicam.diagnosis import diagnose
from camsetup.sources.genicam.keeping import keep_in_user_set
from camsetup.sources.genicam.limits import limits_now
from camsetup.sources.genicam.link import link_notes, link_remarks
from camsetup.sources.genicam.names import Feature, Features
from camsetup.sources.genicam.nodes import Examinable
from camsetup.sources.genicam.reading import read_back
from camsetup.sources.genicam.refusals import SettingLockedError
from camsetup.sources.genicam.settings import Setter
from camsetup.sources.genicam.streaming import Streaming

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.domain.frame import Frame
    from camsetup.domain.rig import CameraRole
    from camsetup.sources.abilities import Diagnosis
    from camsetup.sources.genicam.device import Device
    from camsetup.sources.genicam.nodes import NodeMap

_ENDLESS = "Continuous"

logger = logging.getLogger(__name__)


class GenicamCamera(Source, Diagnosable, Keepable, Examinable):
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
        self._label = f"Camera {device.serial} ({device.model})"
        self._features = Features(device.nodes)
        self._transport = Features(device.transport)
        self._setter = Setter(self._features, self._transport, self._label)
        self._streaming = Streaming(device, role.orientation)
        self._custody = Custody(device.serial, device.model)
        self._got = CameraSettings()
        self._open = True
        with ExitStack() as undo:
            undo.callback(self.close)
            self._custody.take(device.nodes)
            self._setter.prepare()
            undo.pop_all()

    @property
    @override
    def nodes(self) -> NodeMap:
        """Return the camera's own nodes."""
        self._require_open()
        return self._device.nodes

    @property
    @override
    def transport(self) -> NodeMap:
        """Return the nodes of the link on the host's side."""
        self._require_open()
        return self._device.transport

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
        stream for a moment, if it really is to change. Asked nothing, it only reads.

        Raises
        ------
        SettingRejectedError, CameraLostError
            When a value cannot be taken; nothing has then been changed.
        """
        self._require_open()
        if settings.asked():
            self._set(settings)
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
        if self._features.word(Feature.ACQUISITION_MODE) not in (None, _ENDLESS):
            self._device.nodes.set_word(Feature.ACQUISITION_MODE.value[0], _ENDLESS)
        self._streaming.start(self._features.number(Feature.RATE))

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
        if not self._streaming.running:
            raise UsageError(f"{self._label} has not been started.")
        frame = self._streaming.read(timeout_s)
        if frame is None:
            self._require_answer()
            raise ReadTimeoutError(f"{self._label} sent no frame in time.")
        return frame

    @override
    def diagnose(self) -> Diagnosis:
        """Read the camera's nodes and say why it is silent."""
        self._require_open()
        return diagnose(
            self._device.nodes,
            streaming=self._streaming.running,
            incomplete=self._streaming.incomplete,
            silent_s=self._streaming.silent_s,
        )

    @override
    def keep_settings(self) -> str:
        """Save the settings in a user set and start with it from now on.

        Raises
        ------
        SettingRejectedError
            When the camera has no user set to write to.
        """
        self._require_open()
        with self._streaming.idle():
            kept = keep_in_user_set(self._features, self._label)
        self._custody.replace(self._device.nodes)
        return kept

    @override
    def close(self) -> None:
        """Stop, put the camera back as it was found, and let go; twice is quiet."""
        if not self._open:
            return
        self._open = False
        _in_any_case(self._streaming.stop)
        _in_any_case(lambda: self._custody.put_back(self._device.nodes))
        _in_any_case(self._device.close)

    def _set(self, settings: CameraSettings) -> None:
        self._setter.check(settings)
        if not self._setter.needs_pause(settings):
            try:
                self._setter.apply(settings)
            except SettingLockedError:
                if not self._streaming.running:
                    raise
            else:
                return
        with self._streaming.idle():
            self._setter.apply(settings)

    def _require_answer(self) -> None:
        """Read one cheap node: an unplugged camera times out as a waiting one does."""
        self._features.number(Feature.WIDTH)

    def _require_open(self) -> None:
        if not self._open:
            raise SourceClosedError(f"{self._label} is closed.")


def _in_any_case(step: Callable[[], object]) -> None:
    """Go on closing whatever a step says; a camera that is gone is no news."""
    try:
        step()
    except CameraLostError as error:
        logger.info("Closing a camera that is gone: %s", error)
    except CameraError as error:
        logger.warning("Closing a camera: %s", error)
