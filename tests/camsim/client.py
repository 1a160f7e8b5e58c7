"""A client of the virtual camera: harvesters, used as GENICAM.md section 2 says."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from harvesters.core import ImageAcquirer
    from numpy.typing import NDArray


class Taken(NamedTuple):
    """A frame: its bytes, and what came with them."""

    data: NDArray[np.uint8]
    frame_id: int
    time_ns: int
    width: int
    height: int

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """Return the picture of a Mono8 frame."""
        return self.data[: self.width * self.height].reshape(self.height, self.width)


class Client:
    """One harvester on one producer."""

    def __init__(self, producer: Path) -> None:
        from harvesters.core import Harvester, ParameterKey, ParameterSet  # noqa: PLC0415

        self._patient = ParameterSet(
            {ParameterKey.TIMEOUT_PERIOD_ON_UPDATE_EVENT_DATA_CALL: 0}
        )
        self.harvester = Harvester()
        self.harvester.add_file(str(producer))
        self._opened: list[ImageAcquirer] = []

    def serials(self) -> list[str]:
        self.harvester.update()
        return [found.serial_number for found in self.harvester.device_info_list]

    def open(self, serial: str) -> ImageAcquirer:
        """Open a camera; closes whatever else was open."""
        self.harvester.update()
        return self.open_too(serial)

    def open_too(self, serial: str) -> ImageAcquirer:
        """Open a camera that was found before."""
        acquirer = self.harvester.create(
            {"serial_number": serial}, config=self._patient
        )
        acquirer.num_buffers = 8
        self._opened.append(acquirer)
        return acquirer

    def close(self) -> None:
        """Close everything: the library of a client that fails here stays initialised.

        Destroying the acquirer of a camera that is gone raises, and works when it is
        done again.
        """
        from genicam.gentl import GenericException  # noqa: PLC0415

        for acquirer in self._opened:
            with contextlib.suppress(GenericException):
                acquirer.destroy()
            acquirer.destroy()
        self.harvester.reset()


def destroy_for_good(acquirer: ImageAcquirer) -> None:
    """Destroy an acquirer and let its memory go.

    harvesters 1.4.3 and genicam 1.6.0 hand ``weakref.finalize`` a bound method: the
    acquirer, its chunk adapter and the camera's whole node map (0.6 MB) would stay
    until the process ends, with every producer.
    """
    chunk_adapter = acquirer._chunk_adapter
    acquirer.destroy()
    acquirer._finalizer.detach()
    chunk_adapter._finalizer()


def take(acquirer: ImageAcquirer, *, timeout_s: float = 20.0) -> Taken:
    """Return the next complete frame, copied.

    Raw: harvesters takes Mono10Packed for 10 bits a pixel (it is 12) and fails.
    """
    module = wait_until(
        lambda: acquirer.try_fetch(timeout=1e-6, is_raw=True),
        timeout_s=timeout_s,
        what="a frame",
    )
    taken = Taken(
        np.frombuffer(module.raw_buffer, np.uint8).copy(),
        module.frame_id,
        module.timestamp_ns,
        module.width,
        module.height,
    )
    module.parent.queue_buffer(module)
    return taken


def take_several(acquirer: ImageAcquirer, count: int) -> list[Taken]:
    return [take(acquirer) for _ in range(count)]


def set_by_hand(acquirer: ImageAcquirer, **wanted: float | str | bool) -> None:
    """Turn the automatics off, take 60 a second, then write nodes in this order."""
    nodes = acquirer.remote_device.node_map
    for name, value in {**_BY_HAND, **wanted}.items():
        getattr(nodes, name).value = value


_BY_HAND = {
    "AcquisitionFrameRateAuto": "Off",
    "AcquisitionFrameRate": 60.0,
    "ExposureAuto": "Off",
    "GainAuto": "Off",
}
