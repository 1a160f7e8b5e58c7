"""Our gate beside ibllib's: the same frames, the same session, the same answers.

    python -m benchmarks.cameraqc --ibllib PYTHON [--session FOLDER] [--minutes 10]

PYTHON is the interpreter of an environment that holds ibllib 4.1.0. Each side runs
in a process of its own; times are the best of several runs, memory is the peak.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.cameraqc_sides import compare_frames, compare_session
from benchmarks.long_session import write_long_session


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ibllib", type=Path, required=True)
    parser.add_argument("--session", type=Path, help="folder to keep the session in")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--samples", type=int, default=100)
    arguments = parser.parse_args()
    table = Table("what", "ibllib", "ours", "ratio", "wanted", "same answer")
    with tempfile.TemporaryDirectory() as scratch:
        for camera in ("left", "right", "body"):
            compare_frames(table, arguments.ibllib, camera, Path(scratch))
        folder = arguments.session or Path(scratch)
        session = write_long_session(folder, arguments.minutes)
        compare_session(table, arguments.ibllib, session, arguments.samples)
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
