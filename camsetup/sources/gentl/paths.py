"""Where GenTL producers are: the .cti files that this computer or a rig names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Where the GenTL standard has 64-bit producers register their folders.
VARIABLE: Final = "GENICAM_GENTL64_PATH"

#: What a path can be wrong about; RuntimeError is pathlib's for links in a circle and
#: for the home of a user who is not there.
_PATH_ERRORS = (OSError, RuntimeError, ValueError)


def registered() -> list[Path]:
    """Return the producers that the variable names, by folder or by file.

    A folder without any is passed over, one that is not there too: SDKs leave them
    behind. A file that is not there was meant, and is returned.
    """
    texts = os.environ.get(VARIABLE, "").split(os.pathsep)
    places = (Path(text.strip('" ')) for text in texts if text.strip('" '))
    found = (cti for place in places for cti in producers_at(place))
    return [cti for cti in found if cti.suffix == ".cti"]


def producers_at(place: Path) -> list[Path]:
    """Return the producers in a folder; what is no folder is meant as a producer."""
    if not os.path.isdir(place):  # noqa: PTH112 - pathlib's raises for long names
        return [place]
    try:
        return sorted(place.glob("*.cti"))
    except OSError:
        return []


def whole(place: Path) -> Path:
    """Return a path from the root, with links followed as far as they lead."""
    try:
        return place.expanduser().resolve()
    except _PATH_ERRORS:
        return place


def distinct(ctis: Iterable[Path]) -> list[Path]:
    """Return each producer once, however many paths lead to it."""
    return list(dict.fromkeys(whole(cti) for cti in ctis))


def trouble(cti: Path) -> str:
    """Return why a file cannot be a producer, without loading it; empty if it can."""
    name = str(cti).encode("utf-8", "replace").decode()
    if absence := _absence(cti, name):
        return absence
    if not cti.is_file():
        return f"{name} is a folder, not a GenTL producer."
    if not os.access(cti, os.R_OK):
        return f"The GenTL producer {name} may not be read."
    return ""


def _absence(cti: Path, name: str) -> str:
    try:
        str(cti).encode()
        cti.stat()
    except (FileNotFoundError, NotADirectoryError):
        return f"There is no GenTL producer {name}."
    except UnicodeEncodeError:  # genicam takes no other path
        return f"The path of the GenTL producer {name} is not in UTF-8."
    except (OSError, ValueError) as error:
        words = error.strerror if isinstance(error, OSError) else str(error)
        return f"The GenTL producer {name} cannot be looked at: {words}."
    return ""


#: What to do about such a file.
REMEDY: Final = f"Correct the path, or {VARIABLE}, or reinstall the camera's SDK."
