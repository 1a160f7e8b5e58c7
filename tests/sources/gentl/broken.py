"""Producers with a fault, written in C and compiled for one test."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from camsetup.sources.gentl.probe import FUNCTIONS

if TYPE_CHECKING:
    from pathlib import Path

CRASHES = "*(volatile int *)0 = 1;"
HANGS = "for (;;) pause();"
FAILS = "return -1001;"
ENDS = "_exit(0);"
CHATTERS = 'for (int i = 0; i < 100000; i++) write(1, "looking ...\\n", 12);'
#: The child leaves a file in the end; it is formatted with that file.
LEAVES_A_CHILD = 'if (!fork()) {{ sleep(20); close(creat("{}", 0600)); _exit(0); }}'


def producer(folder: Path, *, lacks: str = "", **bodies: str) -> Path:
    """Return a producer whose functions do nothing and return 0, but for these."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("a broken producer needs a C compiler (Debian: gcc and libc6-dev)")
    lines = [
        f"int {name}(void) {{ {bodies.get(name, '')} return 0; }}"
        for name in FUNCTIONS.split()
        if name != lacks
    ]
    source = folder / "broken.c"
    source.write_text("\n".join(["#include <fcntl.h>", "#include <unistd.h>", *lines]))
    cti = folder / "broken.cti"
    command = [compiler, "-shared", "-fPIC", "-o", str(cti), str(source)]
    subprocess.run(command, check=True)
    return cti
