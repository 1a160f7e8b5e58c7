"""Opening a camera by harvesters, without its traces in the rest of the process."""

from __future__ import annotations

import signal
from contextlib import contextmanager, suppress
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

from genicam import gentl
from harvesters import core as harvesters

from camsetup.domain.errors import CameraInUseError, CameraUnavailableError
from camsetup.sources.gentl.device import GentlDevice
from camsetup.sources.gentl.failures import SDK_ERRORS, reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from camsetup.sources.gentl.producer import Sighting

_IN_USE = (gentl.ResourceInUseException, gentl.AccessDeniedException)


def open_camera(camera: Sighting, on_closed: Callable[[], None]) -> GentlDevice:
    """Open a camera that was seen; ``on_closed`` is called when it has been closed.

    Raises
    ------
    CameraUnavailableError
        When it is in use, or went away since it was seen.
    """
    try:
        acquirer = _acquirer(camera)
    except _IN_USE as error:
        raise CameraInUseError(
            f"Camera {camera.serial} is in use by another program.",
            remedy="Close what shows it: SpinView, Bonsai, another camsetup.",
        ) from error
    except SDK_ERRORS as error:
        raise CameraUnavailableError(
            f"Camera {camera.serial} cannot be opened: {reason(error)}",
            remedy="Check its cable, or unplug it and plug it in again.",
        ) from error
    return GentlDevice(camera, acquirer, on_closed)


def _acquirer(camera: Sighting) -> harvesters.ImageAcquirer:
    device = camera.entry.create_device()
    device.open(gentl.DEVICE_ACCESS_FLAGS_LIST.DEVICE_ACCESS_EXCLUSIVE)
    try:
        proxy = harvesters.Device(module=device, parent=camera.interface)
        with _handler_of_ctrl_c_kept():
            return harvesters.ImageAcquirer(parent=None, device_proxy=proxy)
    except BaseException:
        with suppress(*SDK_ERRORS):
            device.close()
        raise


@contextmanager
def _handler_of_ctrl_c_kept() -> Iterator[None]:
    """Keep the SIGINT handler, which harvesters replaces in the main thread."""
    if current_thread() is not main_thread():
        yield
        return
    kept = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, kept)
