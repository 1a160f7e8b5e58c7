"""Building the producer with the C compiler, once for each state of its sources."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCES = Path(__file__).parent / "seed"

#: Ignored by git, and kept from run to run.
CACHE = Path(__file__).resolve().parents[2] / "build" / "camsim"


class NoCompilerError(RuntimeError):
    """There is no C compiler; the virtual camera cannot be built."""


def producer(folder: Path | None = None) -> Path:
    """Return the producer of the present sources, built where it is missing.

    Two processes may build at once: each builds aside and moves into place.

    Raises
    ------
    NoCompilerError
        When there is no C compiler.
    """
    cti = (folder or CACHE) / _fingerprint() / "camsim.cti"
    if not cti.exists():
        _build(cti)
    return cti


def _build(cti: Path) -> None:
    compiler = shutil.which(os.environ.get("CC", "cc")) or shutil.which("gcc")
    if compiler is None:
        raise NoCompilerError("no C compiler (Debian: apt-get install gcc libc6-dev)")
    cti.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cti.parent) as name:
        work = Path(name)
        shutil.copytree(SOURCES, work, dirs_exist_ok=True)
        subprocess.run([sys.executable, "gen_xml.py"], cwd=work, check=True, stdout=-3)
        command = [compiler, "-O2", "-fvisibility=hidden", "-shared", "-fPIC"]
        command += ["-o", "camsim.cti", "camsim.c", "-lpthread", "-lm", "-lrt"]
        subprocess.run(command, cwd=work, check=True)
        (work / "camsim.cti").replace(cti)


def _fingerprint() -> str:
    sources = sorted(path for path in SOURCES.iterdir() if path.is_file())
    content = b"".join(path.name.encode() + path.read_bytes() for path in sources)
    return hashlib.sha256(content).hexdigest()[:16]
