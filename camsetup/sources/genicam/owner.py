"""Which process has a camera, and whether it is still there: pid and time of start."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Owner:
    """A process, told from a later one that happens to have its pid.

    Attributes
    ----------
    host
        The computer's name: a home may be shared by several.
    started
        When it started, as the system writes it; only compared.
    """

    host: str
    pid: int
    started: str

    def lives(self) -> bool:
        """Say whether the process runs on this computer now."""
        return self.host == platform.node() and self.started == _started(self.pid)

    def is_another(self) -> bool:
        """Say whether it is not this process."""
        return self != this_process()


def this_process() -> Owner:
    """Return the process that asks."""
    return process(os.getpid())


def process(pid: int) -> Owner:
    """Return a process of this computer; one that has ended does not live."""
    return Owner(platform.node(), pid, _started(pid) or "")


if sys.platform == "win32":  # not run by the tests, which run on Linux
    import ctypes
    from ctypes import wintypes

    _KERNEL = ctypes.WinDLL("kernel32")
    _KERNEL.OpenProcess.restype = wintypes.HANDLE
    _QUERY_AND_WAIT = 0x1000 | 0x100000
    _STILL_RUNS = 0x102

    def _started(pid: int) -> str | None:
        """Return the time of creation, in units of 100 ns; None when it has ended."""
        handle = wintypes.HANDLE(_KERNEL.OpenProcess(_QUERY_AND_WAIT, False, pid))
        if not handle:
            return None
        times = (wintypes.LARGE_INTEGER * 4)()
        places = [ctypes.byref(times, i * 8) for i in range(4)]
        try:
            runs = _KERNEL.WaitForSingleObject(handle, 0) == _STILL_RUNS
            known = _KERNEL.GetProcessTimes(handle, *places)
            return str(times[0]) if runs and known else None
        finally:
            _KERNEL.CloseHandle(handle)

elif sys.platform == "linux":

    def _started(pid: int) -> str | None:
        """Return boot and ticks since (proc(5)); None when it has ended."""
        try:
            status = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
            boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii")
        except OSError:
            return None
        state, *fields = status.rpartition(")")[2].split()
        return None if state in "ZX" else f"{boot.strip()} {fields[18]}"

else:

    def _started(pid: int) -> str | None:
        """Return the time of start as ``ps`` says it; None when it has ended."""
        asked = ["ps", "-o", "lstart=", "-p", str(pid)]
        said = subprocess.run(asked, capture_output=True, text=True, check=False)
        return said.stdout.strip() or None
