"""Reference photos of a lab's own rigs, one for each camera and role."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup import paths
from camsetup.domain.errors import InputError
from camsetup.profiles.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def load_reference(role: str, serial: str) -> NDArray[np.uint8] | None:
    """Return the photo (h×w) kept for this camera in this role, or None."""
    path = _path(role, serial)
    return read_photo(path) if path.exists() else None


def save_reference(role: str, serial: str, photo: NDArray[np.uint8]) -> Path:
    """Keep an h×w photo and return where."""
    path = _path(role, serial)
    write_photo(path, photo)
    return path


def drop_reference(role: str, serial: str) -> None:
    """Forget the photo, if there is one."""
    _path(role, serial).unlink(missing_ok=True)


def read_photo(path: Path) -> NDArray[np.uint8]:
    """Read a picture as h×w grey levels.

    Raises
    ------
    InputError
        When it is missing or no picture.
    """
    try:
        content = np.frombuffer(path.read_bytes(), np.uint8)
    except OSError as error:
        raise InputError(
            f"The picture {path} cannot be read: {error.strerror}.",
            remedy="Give the path of a PNG, TIFF or JPEG picture.",
        ) from error
    picture = cv2.imdecode(content, cv2.IMREAD_GRAYSCALE) if content.size else None
    if picture is None:
        raise InputError(
            f"{path} is no picture, or a damaged one.",
            remedy="Give the path of a PNG, TIFF or JPEG picture.",
        )
    return np.asarray(picture, dtype=np.uint8)


def write_photo(path: Path, photo: NDArray[np.uint8]) -> None:
    """Write an h×w or h×w×3 (BGR) picture as PNG, whole or not at all."""
    done, content = cv2.imencode(".png", photo)
    if not done:
        raise InputError(f"The picture {path} cannot be written as PNG.")
    write_atomically(path, content.tobytes())


def _path(role: str, serial: str) -> Path:
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", f"{role}-{serial}")
    return paths.user_data() / "references" / f"{plain}.png"
