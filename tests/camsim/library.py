"""The producer's own functions for the hand from outside, called through ctypes."""

from __future__ import annotations

import ctypes
from functools import cache

from camsim.build import producer

_TEXT, _NUMBER, _HANDLE, _BYTES = (
    ctypes.c_char_p,
    ctypes.c_uint,
    ctypes.c_void_p,
    ctypes.c_char_p,
)
_FUNCTIONS = {
    "camsim_make": (ctypes.c_int, [_TEXT, _TEXT, _NUMBER, _NUMBER]),
    "camsim_attach": (_HANDLE, [_TEXT, _TEXT]),
    "camsim_detach": (None, [_HANDLE]),
    "camsim_read": (ctypes.c_int, [_HANDLE, _NUMBER, _BYTES, _NUMBER]),
    "camsim_write": (ctypes.c_int, [_HANDLE, _NUMBER, _BYTES, _NUMBER]),
    "camsim_show": (None, [_HANDLE, ctypes.c_void_p]),
    "camsim_pulse": (None, [_HANDLE, _NUMBER]),
    "camsim_plug": (None, [_HANDLE, ctypes.c_int]),
    "camsim_power_up": (None, [_HANDLE]),
    "camsim_is_open": (ctypes.c_int, [_HANDLE]),
}


@cache
def library() -> ctypes.CDLL:
    """Return the built producer; built and loaded once in a process.

    Raises
    ------
    camsim.build.NoCompilerError
        When it cannot be built here.
    """
    loaded = ctypes.CDLL(str(producer()))
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(loaded, name)
        function.restype = result
        function.argtypes = arguments
    return loaded
