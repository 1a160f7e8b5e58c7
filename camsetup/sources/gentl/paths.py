"""Where GenTL producers are: the .cti files that this computer or a rig names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

#: Where the GenTL standard has 64-bit producers register their folders.
VARIABLE: Final = "GENICAM_GENTL64_PATH"


def registered() -> list[Path]:
    """Return the producers that the variable names, by folder or by file.

    A folder without any is passed over, one that is not there too: SDKs leave them
    behind. A file that is not there was meant, and is returned.
    """
    found: list[Path] = []
    for text in os.environ.get(VARIABLE, "").split(os.pathsep):
        place = Path(text.strip('" '))
        if place.suffix == ".cti" and not place.is_dir():
            found.append(place)
        elif text.strip() and place.is_dir():
            found.extend(sorted(place.glob("*.cti")))
    return found


def trouble(cti: Path) -> str:
    """Return why a file cannot be a producer, without loading it; empty if it can."""
    if not cti.exists():
        return f"There is no GenTL producer {cti}."
    if not cti.is_file():
        return f"{cti} is a folder, not a GenTL producer."
    if not os.access(cti, os.R_OK):
        return f"The GenTL producer {cti} may not be read."
    return ""


#: What to do about such a file.
REMEDY: Final = f"Correct the path, or {VARIABLE}, or reinstall the camera's SDK."
