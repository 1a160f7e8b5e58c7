"""What is known of producers before they are loaded: each was looked at by a child."""

from __future__ import annotations

import atexit
import itertools
import json
import math
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from camsetup.sources.gentl import paths, probe

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

#: A producer that has not answered by then is called silent. Discovery on a network
#: takes a second for each interface.
PATIENCE_S: Final = 10.0

#: A producer that failed is looked at again after this time: what it needs may have
#: been started since. One that is silent is not; that would hold up all others.
_AGAIN_S: Final = 30.0

#: Looking costs a tenth of a second of computing; more of them would delay each other.
_AT_ONCE: Final = 8

#: In bytes; as much as a pipe holds.
_LONGEST_ANSWER: Final = 65536

#: A path and when the file there was changed.
_Version: TypeAlias = tuple[Path, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a producer did when it was looked at.

    Attributes
    ----------
    problem
        Why it cannot be used; empty when it can.
    remark
        What is odd about one that can be used: it shows no camera.
    """

    problem: str = ""
    remark: str = ""


@cache
def shared_probes() -> Probes:
    """Return the one memory of this process: each look costs 0.1 s."""
    probes = Probes()
    atexit.register(probes.close)
    return probes


class Probes:
    """Looks at each producer once, until its file changes. Not for two threads."""

    def __init__(self) -> None:
        self._running: dict[_Version, subprocess.Popen[bytes]] = {}
        self._give_up_s: dict[_Version, float] = {}
        self._verdicts: dict[_Version, Verdict] = {}
        self._again_s: dict[_Version, float] = {}

    def begin(self, ctis: Iterable[Path]) -> None:
        """Begin to look at the first few at once: those that hang do so together."""
        for cti in itertools.islice(ctis, _AT_ONCE):
            if not paths.trouble(cti):
                self._begin((cti, cti.stat().st_mtime_ns))

    def verdict(self, cti: Path, wait_s: float = PATIENCE_S) -> Verdict | None:
        """Return what is known of a producer; None when it takes longer than that."""
        trouble = paths.trouble(cti)
        if trouble:
            return Verdict(trouble)
        version = (cti, cti.stat().st_mtime_ns)
        if time.monotonic() > self._again_s.get(version, math.inf):
            del self._verdicts[version], self._again_s[version]
        self._begin(version)
        if version in self._running:
            self._wait(version, wait_s)
        return self._verdicts.get(version)

    def close(self) -> None:
        """End the children that still look."""
        for child in self._running.values():
            _end(child)
        self._running.clear()

    def _begin(self, version: _Version) -> None:
        if version not in self._verdicts and version not in self._running:
            self._running[version] = _start(version[0])
            self._give_up_s[version] = time.monotonic() + PATIENCE_S

    def _wait(self, version: _Version, wait_s: float) -> None:
        child, give_up_s = self._running[version], self._give_up_s[version]
        left_s = max(give_up_s - time.monotonic(), 0.0)
        try:
            child.wait(min(wait_s, left_s))
        except subprocess.TimeoutExpired:
            if wait_s < left_s:
                return
            verdict = Verdict(
                f"The GenTL producer {version[0]} does not answer: "
                f"not loaded after {PATIENCE_S:g} s."
            )
        else:
            verdict = _verdict(version[0], child)
            if verdict.problem:
                self._again_s[version] = time.monotonic() + _AGAIN_S
        _end(self._running.pop(version))
        self._verdicts[version] = verdict


def _start(cti: Path) -> subprocess.Popen[bytes]:
    script = Path(__file__).with_name("probe.py")
    return subprocess.Popen(
        [sys.executable, "-I", "-S", str(script), str(cti)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _verdict(cti: Path, child: subprocess.Popen[bytes]) -> Verdict:
    if child.returncode != probe.ANSWERED or child.stdout is None:
        ends = "crashes when it is loaded"
        if child.returncode == 0:
            ends = "ends the program that loads it"
        return Verdict(
            f"The GenTL producer {cti} {ends} (exit code {child.returncode})."
        )
    # Not to its end: what a producer has started may hold the other one open.
    answer = json.loads(os.read(child.stdout.fileno(), _LONGEST_ANSWER))
    if "problem" in answer:
        return Verdict(f"{cti} {answer['problem']}.")
    if not answer["interfaces"]:
        return Verdict(remark=f"The GenTL producer {cti} shows no interface.")
    if not answer["cameras"]:
        return Verdict(remark=f"The GenTL producer {cti} shows no camera.")
    return Verdict()


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    if child.stdout is not None:
        child.stdout.close()
