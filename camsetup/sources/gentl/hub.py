"""The producers of this process and the cameras on them, shared by all threads."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from threading import Lock, RLock
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from camsetup.domain.errors import CameraInUseError
from camsetup.sources.genicam.serials import normal
from camsetup.sources.gentl import paths
from camsetup.sources.gentl.failures import SDK_ERRORS, reason
from camsetup.sources.gentl.opening import open_camera
from camsetup.sources.gentl.probing import PATIENCE_S, Verdict, shared_probes
from camsetup.sources.gentl.producer import Producer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from camsetup.sources.gentl.device import GentlDevice
    from camsetup.sources.gentl.producer import Sighting


def shared_hub() -> Hub:
    """Return the one hub of this process, as long as anybody holds it.

    A producer can be loaded only once in a process. When nobody holds the hub any
    more, or the process ends, its producers are unloaded.
    """
    with _making:
        hub = _made.get("hub")
        if hub is None:
            hub = _made["hub"] = Hub()
        return hub


@dataclass(frozen=True, slots=True)
class View:
    """What some producers show at one moment.

    Attributes
    ----------
    cameras
        Each once, however many producers show it.
    verdicts
        Of every producer that has a problem or a remark.
    """

    cameras: tuple[Sighting, ...]
    verdicts: tuple[Verdict, ...]


class Hub:
    """Loads producers, looks for cameras and opens them, one thread at a time."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._probes = shared_probes()
        self._loaded: dict[Path, Producer] = {}
        self._seen: dict[Path, Verdict] = {}
        self._open: set[tuple[Path, str]] = set()
        weakref.finalize(self, _unload, self._loaded, self._open)

    def look(self, ctis: Iterable[Path]) -> View:
        """Load what is not loaded yet and look for cameras. Never raises."""
        cameras: dict[str, Sighting] = {}
        verdicts = []
        with self._lock:
            distinct = paths.distinct(ctis)
            self._probes.begin(cti for cti in distinct if cti not in self._loaded)
            for cti in distinct:
                seen, verdict = self._look_at(cti)
                self._seen[cti] = verdict
                verdicts.append(verdict)
                for camera in seen:
                    cameras.setdefault(normal(camera.serial), camera)
        return View(tuple(cameras.values()), _remarkable(verdicts))

    def known(self, ctis: Iterable[Path], wait_s: float) -> tuple[Verdict, ...]:
        """Say what the last look showed; wait for each producer not seen yet."""
        if not self._lock.acquire(timeout=wait_s):
            return ()
        try:
            return _remarkable(
                self._seen.get(cti) or self._probes.verdict(cti, wait_s)
                for cti in paths.distinct(ctis)
            )
        finally:
            self._lock.release()

    def is_ours(self, camera: Sighting) -> bool:
        """Say whether this process has the camera open."""
        return _key(camera) in self._open

    def open(self, camera: Sighting) -> GentlDevice:
        """Open a camera.

        Raises
        ------
        CameraUnavailableError
            When it is in use, or went away since it was seen.
        """
        with self._lock:
            if self.is_ours(camera):
                raise CameraInUseError(
                    f"Camera {camera.serial} is already open in this program.",
                    remedy="Give each role a camera of its own.",
                )
            device = open_camera(camera, lambda: self._open.discard(_key(camera)))
            self._open.add(_key(camera))
        return device

    def _look_at(self, cti: Path) -> tuple[list[Sighting], Verdict]:
        try:
            if cti not in self._loaded:
                verdict = self._probes.verdict(cti, PATIENCE_S)
                if verdict is None or verdict.problem:
                    return [], verdict or Verdict()
                self._loaded[cti] = Producer(cti)
            cameras = self._loaded[cti].cameras()
        except SDK_ERRORS as error:
            return [], Verdict(f"The GenTL producer {cti} fails: {reason(error)}")
        if not cameras:
            return [], Verdict(remark=f"The GenTL producer {cti} shows no camera.")
        return cameras, Verdict()


#: The hub is a thing of the process, because a loaded producer is.
_made: WeakValueDictionary[str, Hub] = WeakValueDictionary()
_making = Lock()


def _unload(loaded: dict[Path, Producer], still_open: set[tuple[Path, str]]) -> None:
    if still_open:
        # The process ends while a thread uses a camera: leave that to the system.
        return
    for producer in loaded.values():
        producer.close()


def _remarkable(verdicts: Iterable[Verdict | None]) -> tuple[Verdict, ...]:
    return tuple(each for each in verdicts if each and each != Verdict())


def _key(camera: Sighting) -> tuple[Path, str]:
    return camera.producer.cti, camera.name
