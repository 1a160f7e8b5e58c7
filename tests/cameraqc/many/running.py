"""Runs ``qc --all`` with the pretended judge, in a process of its own.

python -m cameraqc.many.running ROOT JOBS [SCHEDULER]
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import psutil

from cameraqc.many import pretend
from camsetup.cameraqc.options import Options
from camsetup.cli.exit_codes import of_error
from camsetup.cli.qc_many import judge_all
from camsetup.domain.errors import CamsetupError
from waiting import wait_until

TESTS = Path(__file__).resolve().parents[2]
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS))),
}


class Run:
    """A run that a test may watch, interrupt and wait for."""

    def __init__(self, root: Path, *, jobs: int = 1, scheduler: str = "") -> None:
        self.root = root
        self._said = root / "said.txt"
        command = [sys.executable, "-m", "cameraqc.many.running", str(root), str(jobs)]
        with self._said.open("w") as said, (root / "table.txt").open("w") as table:
            self.process = subprocess.Popen(
                [*command, scheduler] if scheduler else command,
                env=ENVIRONMENT,
                stdout=table,
                stderr=said,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self._said.read_text()

    def workers(self) -> list[psutil.Process]:
        every = psutil.Process(self.process.pid).children(recursive=True)
        return [each for each in every if "spawn_main" in " ".join(each.cmdline())]

    def wait_for_words(self, words: str) -> None:
        wait_until(lambda: words in self.said, what=f"{words!r} in {self.said}")

    def interrupt(self) -> None:
        """Press Ctrl-C, which reaches every process that the terminal started."""
        os.killpg(self.process.pid, signal.SIGINT)

    def end(self) -> int:
        return self.process.wait(30)


def kept(root: Path) -> int:
    """Return how many answers are in the ledger."""
    path = root / "camsetup-qc.ledger.sqlite"
    if not path.exists():
        return 0
    file = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
    try:
        return file.execute("SELECT COUNT(*) FROM judged").fetchone()[0]
    except sqlite3.OperationalError:
        return 0
    finally:
        file.close()


def main(root: str, jobs: str, scheduler: str | None = None) -> int:
    try:
        return judge_all(
            Path(root),
            Options(),
            jobs=int(jobs),
            scheduler=scheduler,
            out=None,
            as_json=False,
            judge=pretend.judge,
        )
    except CamsetupError as error:
        sys.stderr.write(f"{error}\n")
        return of_error(error)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
