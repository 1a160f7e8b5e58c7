"""Load a producer in a process of its own and say what it shows: ``probe.py X.cti``.

A producer that is broken takes its process down (genicam calls functions that the
file does not have), one that waits for hardware hangs. Here neither matters. Without
imports of ours, so that it takes no longer than Python's start.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys

#: What GenTL 1.0 demands and genicam calls without asking whether it is there.
FUNCTIONS = """
GCInitLib GCCloseLib GCGetInfo GCGetLastError GCReadPort GCWritePort GCGetPortInfo
GCRegisterEvent GCUnregisterEvent EventGetData EventGetInfo EventFlush EventKill
TLOpen TLClose TLGetInfo TLGetNumInterfaces TLGetInterfaceID TLGetInterfaceInfo
TLOpenInterface TLUpdateInterfaceList IFClose IFGetInfo IFGetNumDevices IFGetDeviceID
IFUpdateDeviceList IFGetDeviceInfo IFOpenDevice DevGetPort DevGetNumDataStreams
DevGetDataStreamID DevOpenDataStream DevGetInfo DevClose DSAnnounceBuffer DSFlushQueue
DSStartAcquisition DSStopAcquisition DSGetInfo DSClose DSRevokeBuffer DSQueueBuffer
DSGetBufferInfo
"""

#: How long a producer may look for interfaces and for cameras, each.
_LOOK_MS = 1000

#: How this program ends when it has answered: not as a producer would end it.
ANSWERED = 42

#: Windows: look for a producer's own libraries beside it, then on the PATH.
_ALTERED_SEARCH_PATH = 0x8


class ProbeError(Exception):
    """The producer cannot be used; the text says why."""


def look(path: str) -> dict[str, int]:
    """Return how many interfaces and cameras a producer shows.

    Raises
    ------
    ProbeError
        When it does not load or a call fails.
    """
    library = _load(path)
    system = ctypes.c_void_p()
    interfaces = ctypes.c_uint32()
    _call(library, "GCInitLib")
    _call(library, "TLOpen", ctypes.byref(system))
    _call(library, "TLUpdateInterfaceList", system, None, ctypes.c_uint64(_LOOK_MS))
    _call(library, "TLGetNumInterfaces", system, ctypes.byref(interfaces))
    cameras = sum(_cameras(library, system, i) for i in range(interfaces.value))
    return {"interfaces": interfaces.value, "cameras": cameras}


def _load(path: str) -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(path, winmode=_ALTERED_SEARCH_PATH)
    except OSError as error:
        words = str(error).removeprefix(f"{path}: ")
        raise ProbeError(f"cannot be loaded as a library ({words})") from error
    absent = [name for name in FUNCTIONS.split() if not hasattr(library, name)]
    if absent:
        raise ProbeError(f"is not a GenTL producer (it has no {absent[0]})")
    return library


def _cameras(library: ctypes.CDLL, system: ctypes.c_void_p, index: int) -> int:
    name = ctypes.create_string_buffer(1024)
    size = ctypes.c_size_t(len(name))
    interface = ctypes.c_void_p()
    count = ctypes.c_uint32()
    where = (system, ctypes.c_uint32(index))
    _call(library, "TLGetInterfaceID", *where, name, ctypes.byref(size))
    _call(library, "TLOpenInterface", system, name, ctypes.byref(interface))
    _call(library, "IFUpdateDeviceList", interface, None, ctypes.c_uint64(_LOOK_MS))
    _call(library, "IFGetNumDevices", interface, ctypes.byref(count))
    return count.value


def _call(library: ctypes.CDLL, name: str, *arguments: object) -> None:
    code = getattr(library, name)(*arguments)
    if code:
        raise ProbeError(f"fails at {name} with GenTL error {code}")


def _main(path: str) -> None:
    mouth = _only_mouth()
    try:
        answer: dict[str, object] = {**look(path)}
    except ProbeError as error:
        answer = {"problem": str(error)}
    os.write(mouth, json.dumps(answer).encode())
    # The answer is out: a producer that hangs or crashes when it is closed can wait.
    os._exit(ANSWERED)


def _only_mouth() -> int:
    """Return where to answer; what a producer prints fills no pipe."""
    mouth = os.dup(sys.stdout.fileno())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return mouth


if __name__ == "__main__":
    _main(sys.argv[1])
