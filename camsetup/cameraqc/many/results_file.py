"""The results file: all answers as one table, CSV or Parquet, replaced at once."""

from __future__ import annotations

import csv
import os
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from camsetup import __version__
from camsetup.cameraqc.many.rows import COLUMNS, OVERALL, spelled_out
from camsetup.domain.errors import InputError, UsageError
from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from camsetup.cameraqc.many.judging import Judgement
    from camsetup.cameraqc.many.rows import Row
    from camsetup.cameraqc.options import Options

_NAME = "camsetup-qc"


def results_path(root: Path, out: Path | None) -> Path:
    """Return where the results go: as asked, else into the root, else beside you.

    Raises
    ------
    UsageError
        When the suffix is neither .csv nor .parquet, or Parquet cannot be written.
    InputError
        When the folder is missing.
    """
    if out is None:
        if os.access(root, os.W_OK):
            return root / f"{_NAME}.csv"
        return Path.cwd() / f"{_NAME}-{root.resolve().name}.csv"
    if out.suffix not in _WRITERS:
        raise UsageError(
            f"--out {out} is neither .csv nor .parquet.",
            remedy="Let its name end in one of them.",
        )
    if out.suffix == ".parquet" and find_spec("pyarrow") is None:
        raise UsageError(
            f"--out {out} needs pyarrow, which is not installed.",
            remedy='Install it: pip install "camsetup[parquet]". Or write a .csv.',
        )
    if not out.parent.is_dir():
        raise InputError(
            f"There is no folder {out.parent} to write {out.name} into.",
            remedy="Create it, or give another --out.",
        )
    return out


def ledger_path(results: Path) -> Path:
    """Return where the ledger of a results file lies: beside it."""
    return results.with_suffix(".ledger.sqlite")


def write_results(
    path: Path, judgements: Mapping[str, Judgement], options: Options
) -> None:
    """Write one row for each check; sessions by their names below the root.

    The file is complete at any moment: the old one, or the new one.

    Raises
    ------
    InputError
        When it cannot be written.
    """
    rows = [
        {
            column: spelled_out(value) if isinstance(value, str) else value
            for column, value in row.items()
        }
        for session, judgement in judgements.items()
        for row in _rows(session, judgement, options)
    ]
    try:
        _replace(path, rows, _WRITERS[path.suffix])
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror or error}.",
            remedy="Close it where it is open, make room, and run the same command "
            "again: nothing is judged twice.",
        ) from error


def _rows(session: str, judgement: Judgement, options: Options) -> Iterable[Row]:
    """Yield the rows of a session with what they have in common."""
    common: Row = {
        "session": session,
        "mode": options.mode.value,
        "n_samples": options.n_samples,
        "camsetup": __version__,
    }
    if judgement.report is None:
        outcome = Outcome.NOT_SET.name
        error = judgement.error
        yield {**common, "check": OVERALL, "outcome": outcome, "error": error}
    for row in judgement.rows:
        yield {**common, **row}


def _replace(
    path: Path, rows: list[Row], write: Callable[[Path, list[Row]], None]
) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    draft = Path(name)
    try:
        write(draft, rows)
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _umask() -> int:
    """Return which rights new files do not get; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _write_csv(path: Path, rows: list[Row]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def _write_parquet(path: Path, rows: list[Row]) -> None:
    import pyarrow  # noqa: PLC0415 - an extra, and costs 0.2 s
    from pyarrow import parquet  # noqa: PLC0415 - as above

    types = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), path)


_WRITERS = {".csv": _write_csv, ".parquet": _write_parquet}
