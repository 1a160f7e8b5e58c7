"""Waiting for filled buffers while the other threads run."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

#: GenTL's error code for "nothing came in time".
_TIMEOUT: Final = -1011


class StreamError(Exception):
    """The producer cannot say whether a buffer came; the text holds its error code."""


@dataclass(frozen=True, slots=True, eq=False)
class Announced:
    """A buffer that the producer fills again and again.

    Attributes
    ----------
    raw
        genicam's ``Buffer``: what the producer says of it.
    memory
        All its bytes, which are there as long as the stream.
    """

    raw: Any  # genicam is not typed
    memory: NDArray[np.uint8]


class _NewBuffer(ctypes.Structure):
    """GenTL's EVENT_NEW_BUFFER_DATA: which buffer came, and our word for it."""

    _pack_ = 1
    _fields_ = (("buffer", ctypes.c_void_p), ("user", ctypes.c_void_p))


class FilledBuffers:
    """The queue of filled buffers of one data stream.

    Neither harvesters' ``fetch`` nor genicam's ``update_event_data`` is used to wait:
    both hold the interpreter until a buffer comes, or have to be asked a thousand
    times a second; and ``fetch`` hides incomplete frames. GenTL's own EventGetData,
    called by ctypes, sleeps in the producer while all other threads run.
    (tests/benchmarks/gil.py compares them.)

    Parameters
    ----------
    library
        The producer.
    event
        genicam's ``EventManagerNewBuffer.handle``.
    announced
        genicam's ``Buffer`` objects.
    """

    def __init__(
        self,
        library: ctypes.CDLL,
        event: Any,  # noqa: ANN401 - genicam is not typed
        announced: Iterable[Any],  # genicam is not typed
    ) -> None:
        self._get_data = library.EventGetData
        self._event = ctypes.c_void_p(int(event))
        # genicam has no public name for the handle that the producer knows it by.
        self._buffers = {int(raw._handle): _announced(raw) for raw in announced}  # noqa: SLF001
        self._came = _NewBuffer()
        self._size = ctypes.c_size_t()

    def wait(self, timeout_s: float) -> Announced | None:
        """Return the buffer that came first, or None when none came in time.

        Raises
        ------
        StreamError
            When the producer says that it cannot wait.
        """
        self._size.value = ctypes.sizeof(self._came)
        code = self._get_data(
            self._event,
            ctypes.byref(self._came),
            ctypes.byref(self._size),
            ctypes.c_uint64(math.ceil(max(timeout_s, 0.0) * 1e3)),
        )
        if code == _TIMEOUT:
            return None
        if code:
            raise StreamError(f"GenTL error {code}")
        return self._buffers[self._came.buffer]


def _announced(raw: Any) -> Announced:  # noqa: ANN401 - genicam is not typed
    """See the memory itself: genicam's ``raw_buffer`` is a copy of it, each time."""
    address = int(raw._base)  # noqa: SLF001 - as above
    memory = (ctypes.c_uint8 * raw.size).from_address(address)
    view = np.frombuffer(memory, np.uint8)
    view.flags.writeable = False
    return Announced(raw, view)
