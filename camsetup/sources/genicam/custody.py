"""Custody of a camera: it leaves our hands as it came into them, whatever happens.

Its state is written to disk before anything is touched, and put back on closing. Where
that fails, because the program was killed or the cable pulled, the record stays, and
its values are put back the next time the camera is opened: by `Custody.take`, or by
`put_back_orphans` for cameras that nobody opens. A state that we left ourselves is
never taken for one that was found.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from camsetup.domain.errors import CameraError, CameraLostError
from camsetup.sources.genicam.as_found import (
    AsFound,
    all_records,
    read_record,
    record_path,
    remove_record,
    write_record,
)
from camsetup.sources.genicam.nodes import NodeError
from camsetup.sources.genicam.owner import this_process
from camsetup.sources.genicam.serials import same_serial
from camsetup.sources.genicam.state import following, look, look_behind, put

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from camsetup.sources.genicam.device import Device
    from camsetup.sources.genicam.nodes import NodeMap

logger = logging.getLogger(__name__)


class Custody:
    """Keeps the state in which one camera was found.

    Parameters
    ----------
    serial
        In decimal or hex: both find the same record.
    model
        Written down for whoever reads the record.
    """

    def __init__(self, serial: str, model: str) -> None:
        self._serial = serial
        self._model = model
        self._record: AsFound | None = None

    def take(self, nodes: NodeMap) -> None:
        """Write down how the camera stands; call it before anything is touched.

        A record that was left behind is put back first and stays the state as found.
        One of another program that still runs is left to that program.

        Raises
        ------
        InputError
            When the record cannot be written; the camera has not been touched.
        CameraLostError
            When the camera is gone; what is on disk stays there.
        """
        left = read_record(self._serial)
        if left is None:
            self._take_down(nodes)
        elif left.owner.is_another() and left.owner.lives():
            logger.info("%s is in the care of pid %d", self._serial, left.owner.pid)
        else:
            self._adopt(left, nodes)

    def put_back(self, nodes: NodeMap) -> tuple[str, ...]:
        """Set the camera as it was found; return the nodes that did not take it.

        Call it when the stream has stopped. The record is removed when everything is
        as found; otherwise it stays, also when the camera is gone. Never raises.
        """
        if self._record is None:
            return ()
        try:
            lost = self._restore(nodes, self._record)
        except CameraLostError:
            logger.info("%s is gone; it is put back when it returns", self._serial)
            return ()
        except CameraError as error:
            logger.warning("%s was not put back as found: %s", self._serial, error)
            return ()
        if not lost:
            remove_record(self._serial)
            self._record = None
        return lost

    def replace(self, nodes: NodeMap) -> None:
        """Let what is set now be what is put back, after it was kept in a user set.

        Raises
        ------
        InputError, CameraLostError
            As `take`; what was found before is then still what is put back.
        """
        if self._record is None:
            return
        found = self._record.state
        state = following(look(nodes), found)
        self._write(replace(self._record, state=state, taken=_now()))

    def _take_down(self, nodes: NodeMap) -> None:
        """Write down what can be read at once, and only then look further."""
        state = look(nodes)
        found = AsFound(self._serial, self._model, _now(), this_process(), state)
        self._write(found)
        further = look_behind(nodes, state)
        if further != state:
            self._write(replace(found, state=further))
        _end_stream(nodes)

    def _adopt(self, left: AsFound, nodes: NodeMap) -> None:
        logger.info("%s is put back as found on %s", self._serial, left.taken)
        self._write(replace(left, owner=this_process()))
        _end_stream(nodes)
        self._restore(nodes, left)

    def _restore(self, nodes: NodeMap, record: AsFound) -> tuple[str, ...]:
        lost = put(nodes, record.state)
        if lost:
            logger.warning(
                "%s could not be put back as found: %s; what it was is kept in %s",
                self._serial,
                ", ".join(lost),
                record_path(self._serial),
            )
        return lost

    def _write(self, record: AsFound) -> None:
        write_record(record)
        self._record = record


def orphans() -> list[AsFound]:
    """Return the records whose program ended without putting its camera back.

    Raises
    ------
    InputError
        When a file that is no record cannot be moved aside.
    """
    return [record for record in all_records() if not record.owner.lives()]


def put_back_orphans(
    open_device: Callable[[str], Device], *, but: Collection[str] = ()
) -> tuple[str, ...]:
    """Put back the cameras that died in our hands; return their serial numbers.

    Parameters
    ----------
    open_device
        Opens a camera by its serial number, and raises `CameraError` when it is not
        there or in use: its record then waits.
    but
        Serial numbers of cameras that are opened anyway, which puts them back.

    Raises
    ------
    InputError
        When records cannot be read or written.
    """
    left = [
        record
        for record in orphans()
        if not any(same_serial(record.serial, serial) for serial in but)
    ]
    return tuple(record.serial for record in left if _put_back(record, open_device))


def _put_back(record: AsFound, open_device: Callable[[str], Device]) -> bool:
    try:
        device = open_device(record.serial)
    except CameraError as error:
        logger.info("%s waits to be put back as found: %s", record.serial, error)
        return False
    custody = Custody(record.serial, record.model)
    try:
        custody.take(device.nodes)
        return not custody.put_back(device.nodes)
    except CameraError as error:
        logger.info("%s waits to be put back as found: %s", record.serial, error)
        return False
    finally:
        device.close()


def _end_stream(nodes: NodeMap) -> None:
    """Stop a camera that a killed program left streaming, which locks its nodes."""
    try:
        if nodes.access("TLParamsLocked").readable and nodes.number("TLParamsLocked"):
            nodes.execute("AcquisitionStop")
            nodes.set_number("TLParamsLocked", 0)
    except NodeError as error:
        logger.info("The stream that was left running may go on: %s", error)


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
