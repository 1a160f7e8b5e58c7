"""The ledger: one file that keeps every answer from the moment it is given."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from camsetup.cameraqc.many.judging import Judgement
from camsetup.cameraqc.many.rows import spelled_out
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from typing_extensions import Self

#: Says in the file's header that it is ours ("csqc").
_APPLICATION = 0x63737163
_FORMAT = 1

#: Another run holds the file for milliseconds; a network share may be slow.
_PATIENCE_S = 30.0

_TABLE = """
CREATE TABLE IF NOT EXISTS judged (
    session TEXT NOT NULL,
    question TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    judgement TEXT NOT NULL,
    judged_at TEXT NOT NULL,
    PRIMARY KEY (session, question)
)
"""


class Ledger:
    """Answers by session and question; several runs may use the file at a time.

    SQLite with its rollback journal, not with WAL: results often lie on a network
    share, where WAL is unsafe, and there is one row to write in seconds. What is not
    in it was not finished, however the program ended.

    Raises
    ------
    InputError
        From every method, when the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._refusals():
            self._file = sqlite3.connect(
                path, timeout=_PATIENCE_S, isolation_level=None
            )
        try:
            with self._refusals():
                self._prepare()
        except InputError:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def find(self, session: Path, question: str, fingerprint: str) -> Judgement | None:
        """Return what was answered about just these files; None for nothing."""
        with self._refusals():
            row = self._file.execute(
                "SELECT judgement FROM judged"
                " WHERE session = ? AND question = ? AND fingerprint = ?",
                (spelled_out(str(session)), question, fingerprint),
            ).fetchone()
            return None if row is None else Judgement.from_json(row[0])

    def record(
        self, session: Path, question: str, fingerprint: str, judgement: Judgement
    ) -> None:
        """Keep an answer; it is on the disk when this returns."""
        now = datetime.now(timezone.utc).isoformat(timespec="seconds")
        name = spelled_out(str(session))
        row = (name, question, fingerprint, judgement.to_json(), now)
        with self._refusals():
            self._file.execute(
                "INSERT OR REPLACE INTO judged VALUES (?, ?, ?, ?, ?)", row
            )

    def _prepare(self) -> None:
        """Check that the file is ours and whole; lay it out where it is new."""
        self._file.execute("BEGIN IMMEDIATE")
        application, version = (
            self._number("application_id"),
            self._number("user_version"),
        )
        if self._number("schema_version") == 0:
            self._file.execute(_TABLE)
            self._file.execute(f"PRAGMA application_id = {_APPLICATION}")
            self._file.execute(f"PRAGMA user_version = {_FORMAT}")
        elif application != _APPLICATION:
            raise sqlite3.DatabaseError("another program wrote it")
        elif version > _FORMAT:
            raise InputError(
                f"{self.path} was written by a newer camsetup.",
                remedy="Update camsetup, or give another --out.",
            )
        else:
            (found,) = self._file.execute("PRAGMA quick_check(1)").fetchone()
            if found != "ok":
                raise sqlite3.DatabaseError(found)
        self._file.execute("COMMIT")

    def _number(self, pragma: str) -> int:
        return int(self._file.execute(f"PRAGMA {pragma}").fetchone()[0])

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Translate what SQLite, and text in it that is not ours, complain about."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise InputError(
                f"The ledger {self.path} cannot be used: {error}.",
                remedy="Check that its folder can be written and has room, or give "
                "another --out.",
            ) from error
        except (sqlite3.DatabaseError, ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{self.path} is damaged or is no ledger of camsetup: {error}.",
                remedy="Nothing in it was changed. Move it away, or give another "
                "--out; the sessions are then judged again.",
            ) from error
