"""What a filled buffer says of itself; where it is silent, what the camera said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from harvesters.util import pfnc

from camsetup.sources.genicam.device import Buffer
from camsetup.sources.genicam.nodes import NodeError
from camsetup.sources.gentl.failures import SDK_ERRORS

if TYPE_CHECKING:
    from camsetup.sources.genicam.nodes import NodeMap
    from camsetup.sources.gentl.stream import Announced

_NS: Final = 1_000_000_000

#: Viky has none.
_NO_CLOCK: Final = 0, 0


class BufferReading:
    """Reads the buffers of one stream.

    Parameters
    ----------
    nodes
        Of the camera, read once: nothing of this changes while it streams.
    device
        genicam's ``Device``, which may know how fast the camera's clock ticks.

    Attributes
    ----------
    width
        In pixels; 0 where the camera cannot say, which GenICam's SFNC rules out.

    Raises
    ------
    CameraLostError
        When the camera is gone.
    """

    def __init__(self, nodes: NodeMap, device: Any) -> None:  # noqa: ANN401 - not typed
        self.width = _number(nodes, "Width")
        self._height = _number(nodes, "Height")
        self._pixel_format = _word(nodes, "PixelFormat")
        self._ticks_per_second = _said(device, "timestamp_frequency", 0) or _NS

    def buffer(self, announced: Announced) -> Buffer:
        """Return what came. Its data are valid until it is given back."""
        raw = announced.raw
        start = _said(raw, "image_offset", 0)
        filled = _said(raw, "size_filled", announced.memory.size)
        device_time, ticks_per_second = self._time(raw)
        return Buffer(
            data=announced.memory[start:filled],
            width=_said(raw, "width", 0) or self.width,
            height=_said(raw, "height", 0) or self._height,
            pixel_format=pfnc.dict_by_ints.get(
                _said(raw, "pixel_format", 0), self._pixel_format
            ),
            frame_id=_said(raw, "frame_id", 0),
            device_time=device_time,
            ticks_per_second=ticks_per_second,
            complete=bool(raw.is_complete()),
            handle=announced,
        )

    def _time(self, raw: Any) -> tuple[int, int]:  # noqa: ANN401 - genicam is not typed
        nanoseconds = _said(raw, "timestamp_ns", None)
        if nanoseconds is not None:
            return nanoseconds, _NS
        ticks = _said(raw, "timestamp", None)
        if ticks is not None:
            return ticks, self._ticks_per_second
        return _NO_CLOCK


def _said(module: Any, what: str, otherwise: Any) -> Any:  # noqa: ANN401 - not typed
    try:
        return getattr(module, what)
    except SDK_ERRORS:
        return otherwise


def _number(nodes: NodeMap, name: str) -> int:
    try:
        return int(nodes.number(name))
    except NodeError:
        return 0


def _word(nodes: NodeMap, name: str) -> str:
    try:
        return nodes.word(name)
    except NodeError:
        return ""
