"""Writing files so that there is the old one or the new one, never half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from camsetup.domain.errors import InputError


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; its folder is made when missing.

    Raises
    ------
    InputError
        When the folder cannot be written to, or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _refusal(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _refusal(path, error) from error


def _refusal(path: Path, error: OSError) -> InputError:
    return InputError(
        f"{path} cannot be written: {error.strerror}.",
        remedy="Choose another folder, or make room on the disk.",
    )
