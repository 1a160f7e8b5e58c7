"""NumPy's ``.npy`` files: what the header announces, read without trusting it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MAGIC = b"\x93NUMPY"
_KIND = re.compile(rb"'descr': *'([^']{1,20})'")
_SHAPE = re.compile(rb"'shape': *\(([0-9, ]{0,200})\)")
_BY_COLUMNS = re.compile(rb"'fortran_order': *True")


@dataclass(frozen=True, slots=True)
class NpyHeader:
    """What a file says of the array in it.

    Attributes
    ----------
    begin
        Where in the file its numbers begin.
    kind
        Their type as numpy writes it ("<f8"); empty where it is none of one word.
    shape
        None where the header is damaged.
    by_columns
        Whether the first axis is the one that runs fastest.
    """

    begin: int
    kind: str
    shape: tuple[int, ...] | None
    by_columns: bool


def npy_header(content: bytes) -> NpyHeader | None:
    """Return the header that a file begins with; None where it is no .npy file."""
    if not content.startswith(_MAGIC):
        return None
    # The header's length takes two bytes in version 1, and four later.
    start = 10 if content[6:7] == b"\1" else 12
    begin = start + int.from_bytes(content[8:start], "little")
    header = content[start:begin]
    kind, shape = _KIND.search(header), _SHAPE.search(header)
    return NpyHeader(
        begin,
        kind[1].decode("ascii", "replace") if kind else "",
        tuple(map(int, re.findall(rb"[0-9]+", shape[1]))) if shape else None,
        _BY_COLUMNS.search(header) is not None,
    )
