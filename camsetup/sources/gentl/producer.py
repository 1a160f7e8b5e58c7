"""A loaded GenTL producer and the cameras that it shows."""

from __future__ import annotations

import ctypes
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from genicam import gentl
from harvesters import core as harvesters

from camsetup.sources.gentl.failures import SDK_ERRORS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: How long a producer may look for what was plugged in, each time it is asked.
_LOOK_MS: Final = 100

_STATUS = gentl.DEVICE_ACCESS_STATUS_LIST

#: What stands in the way of opening a camera.
_OBSTACLES = {
    _STATUS.DEVICE_ACCESS_STATUS_NOACCESS: "It cannot be reached.",
    _STATUS.DEVICE_ACCESS_STATUS_READONLY: "It is in use by another program.",
    _STATUS.DEVICE_ACCESS_STATUS_BUSY: "It is in use by another program.",
    _STATUS.DEVICE_ACCESS_STATUS_OPEN_READWRITE: "It is in use by another program.",
    _STATUS.DEVICE_ACCESS_STATUS_OPEN_READONLY: "It is in use by another program.",
}


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """A camera that a producer shows at this moment.

    Attributes
    ----------
    name
        The producer's own name for it, one for each camera.
    problem
        What stands in the way of opening it.
    interface
        harvesters' `Interface` that it hangs on.
    entry
        genicam's `DeviceInfo`.
    """

    producer: Producer
    name: str
    serial: str
    model: str
    problem: str
    interface: Any  # harvesters is not typed
    entry: Any  # genicam is not typed


class Producer:
    """A producer, loaded once in this process until the process ends.

    `harvesters.core.Harvester` is not used for this: its `update` destroys every
    camera that is open, and it hides why a producer shows nothing.

    Parameters
    ----------
    cti
        The file; tried in another process before, because loading can crash.

    Raises
    ------
    genicam.gentl.GenericException
        When it cannot be loaded or shows no system.
    """

    def __init__(self, cti: Path) -> None:
        self.cti = cti
        self._raw = gentl.GenTLProducer.create_producer()
        with _silent_stderr():
            self._raw.open(str(cti))
        self._system = self._open_system()
        self._interfaces: dict[str, Any] = {}  # harvesters is not typed
        # The same library once more, for calls that let other threads run meanwhile.
        self.library = ctypes.CDLL(str(cti))

    def cameras(self) -> list[Sighting]:
        """Look for cameras; those that are open go on undisturbed.

        Raises
        ------
        genicam.gentl.GenericException
            When the producer fails.
        """
        self._look_for_interfaces()
        found: list[Sighting] = []
        for interface in self._interfaces.values():
            interface.module.update_device_info_list(_LOOK_MS)
            entries = interface.module.device_info_list
            found.extend(self._sighting(interface, entry) for entry in entries)
        return found

    def close(self) -> None:
        """Unload the producer; quiet when it fails."""
        for module in (*self._interfaces.values(), self._system):
            with suppress(*SDK_ERRORS):
                module.module.close()
        with suppress(*SDK_ERRORS):
            self._raw.close()

    def _open_system(self) -> Any:  # noqa: ANN401 - harvesters is not typed
        try:
            system = self._raw.create_system()
            system.open()
            return harvesters.System(
                module=system, parent=harvesters.Producer(module=self._raw)
            )
        except SDK_ERRORS:
            self._raw.close()
            raise

    def _look_for_interfaces(self) -> None:
        self._system.module.update_interface_info_list(_LOOK_MS)
        for entry in self._system.module.interface_info_list:
            if entry.id_ in self._interfaces:
                continue
            interface = entry.create_interface()
            interface.open()
            self._interfaces[entry.id_] = harvesters.Interface(
                module=interface, parent=self._system
            )

    def _sighting(self, interface: Any, entry: Any) -> Sighting:  # noqa: ANN401 - not typed
        name = entry.id_
        return Sighting(
            self,
            name,
            _said(entry, "serial_number") or name,
            _said(entry, "model") or _said(entry, "display_name"),
            _OBSTACLES.get(_said(entry, "access_status"), ""),
            interface,
            entry,
        )


def _said(entry: Any, what: str) -> Any:  # noqa: ANN401 - genicam is not typed
    """Return what a producer says of a camera; it need not say anything."""
    try:
        return getattr(entry, what)
    except SDK_ERRORS:
        return ""


@contextmanager
def _silent_stderr() -> Iterator[None]:
    """Drop what genicam writes past Python: a line for each optional function."""
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
