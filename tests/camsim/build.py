"""Building the producer with the C compiler, once for each state of its sources."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from camsim.nodes import header

HERE = Path(__file__).parent
NATIVE = HERE / "native"

#: Ignored by git, and kept from run to run.
CACHE = HERE.parents[1] / "build" / "camsim"

_FLAGS = (
    *("-std=c11", "-D_GNU_SOURCE", "-O3", "-Wall", "-Wextra"),
    *("-fvisibility=hidden", "-fPIC", "-shared"),
)
_LIBRARIES = ("-lpthread", "-lm")


class NoCompilerError(RuntimeError):
    """There is no C compiler for Linux; the virtual camera cannot be built."""


def producer(folder: Path = CACHE) -> Path:
    """Return the producer of the present sources, built where it is missing.

    Two processes may build at once: each builds aside and moves into place. More for
    the compiler stands in ``CAMSIM_CFLAGS``, such as ``-fsanitize=address -g``.

    Parameters
    ----------
    folder
        Where built producers are kept.

    Raises
    ------
    NoCompilerError
        When there is no C compiler.
    """
    flags = os.environ.get("CAMSIM_CFLAGS", "").split()
    cti = folder / _fingerprint(flags) / "camsim.cti"
    if not cti.exists():
        _build(cti, flags)
    return cti


def _build(cti: Path, flags: list[str]) -> None:
    compiler = shutil.which(os.environ.get("CC", "cc")) or shutil.which("gcc")
    if sys.platform != "linux":
        raise NoCompilerError("the virtual camera lives in Linux's shared memory")
    if compiler is None:
        raise NoCompilerError(
            "the virtual camera needs a C compiler (Debian: gcc and libc6-dev)"
        )
    cti.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cti.parent) as name:
        work = Path(name)
        shutil.copytree(NATIVE, work, dirs_exist_ok=True)
        header.write(work)
        sources = sorted(path.name for path in work.glob("*.c"))
        command = [compiler, *_FLAGS, *flags, "-o", cti.name, *sources, *_LIBRARIES]
        subprocess.run(command, cwd=work, check=True)
        (work / cti.name).replace(cti)


def _fingerprint(flags: list[str]) -> str:
    sources = [*NATIVE.glob("*.[ch]"), *(HERE / "nodes").glob("*.py"), Path(__file__)]
    content = b"".join(
        path.name.encode() + path.read_bytes() for path in sorted(sources)
    )
    return hashlib.sha256(content + " ".join(flags).encode()).hexdigest()[:16]
