"""Sessions: finds every session folder below a root."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DESCRIPTION = "_ibl_experiment.description*.yaml"
_TIMES = "*Camera.times*"


@dataclass(frozen=True, slots=True)
class Found:
    """The session folders below a root, sorted, and the folders that hid theirs."""

    root: Path
    sessions: tuple[Path, ...]
    unreadable: tuple[Path, ...] = ()


def find_sessions(root: Path) -> Found:
    """Return every folder that holds raw video, camera times or a description.

    Links are followed, each folder is visited once, and its own path wins over a
    link's. Hidden folders (snapshots, waste bins) are passed over.

    Raises
    ------
    InputError
        When the root is no folder, or there is no session below it.
    """
    if not root.is_dir():
        raise InputError(
            f"There is no folder {root}.", remedy="Give the folder that holds sessions."
        )
    walk = _Walk()
    sessions = [folder.path for folder in walk.folders_below(root) if folder.is_session]
    if not sessions:
        raise InputError(
            f"There is no session below {root}.",
            remedy="A session is a folder with raw_video_data, alf/*Camera.times* or "
            f"{_DESCRIPTION} in it.",
        )
    return Found(root, tuple(sorted(sessions)), tuple(walk.unreadable))


@dataclass(frozen=True, slots=True)
class _Folder:
    """What one folder holds: the names of its folders and files."""

    path: Path
    folders: tuple[str, ...]
    links: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def is_session(self) -> bool:
        """Tell whether a recording lies in it; what costs least is asked first."""
        folders = (*self.folders, *self.links)
        return (
            "raw_video_data" in folders
            or any(fnmatch(name, _DESCRIPTION) for name in self.files)
            or ("alf" in folders and _holds_times(self.path / "alf"))
        )

    def leads_on(self, name: str) -> bool:
        """Tell whether a folder in it may hold sessions."""
        return not name.startswith((".", "raw_")) and name != "alf"


@dataclass(slots=True)
class _Walk:
    """A walk that visits every folder once, whatever links there are."""

    unreadable: list[Path] = field(default_factory=list)
    _seen: set[tuple[int, int]] = field(default_factory=set)
    _links: deque[Path] = field(default_factory=deque)

    def folders_below(self, root: Path) -> Iterator[_Folder]:
        """Yield the root and all below: what lies there first, then what is linked."""
        self._links.append(root)
        while self._links:
            yield from self._without_links(self._links.popleft())

    def _without_links(self, top: Path) -> Iterator[_Folder]:
        waiting = [top]
        while waiting:
            folder = self._read(waiting.pop())
            if folder is None:
                continue
            yield folder
            here = folder.path
            waiting += [here / name for name in folder.folders if folder.leads_on(name)]
            self._links += [
                here / name for name in folder.links if folder.leads_on(name)
            ]

    def _read(self, path: Path) -> _Folder | None:
        """List a folder; None where it was listed before or may not be."""
        try:
            status = path.stat()
            identity = (status.st_dev, status.st_ino)
            if identity in self._seen:
                return None
            self._seen.add(identity)
            return _listed(path)
        except OSError:
            self.unreadable.append(path)
            return None


def _listed(path: Path) -> _Folder:
    folders, links, files = [], [], []
    with os.scandir(path) as entries:
        for entry in entries:
            if not entry.is_dir():
                files.append(entry.name)
            elif entry.is_symlink():
                links.append(entry.name)
            else:
                folders.append(entry.name)
    # Sorted, so that of two links to one folder the same one wins every time.
    return _Folder(path, tuple(folders), tuple(sorted(links)), tuple(files))


def _holds_times(alf: Path) -> bool:
    return any(fnmatch(name, _TIMES) for _, _, names in os.walk(alf) for name in names)
