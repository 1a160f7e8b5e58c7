"""What no loader should be given, and will be: damaged bytes, and what is no file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from cameraqc.raw.written import doubles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Every example writes its file anew, into the same folder.
one_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)

_DOUBLES = st.lists(
    st.floats(width=64) | st.sampled_from([float("nan"), float("inf"), 1e300, 0.5]),
    max_size=12,
)


def truncated(content: bytes) -> st.SearchStrategy[bytes]:
    """Return the beginning of a file."""
    return st.integers(0, len(content)).map(lambda end: content[:end])


def altered(content: bytes) -> st.SearchStrategy[bytes]:
    """Return a file of which a few bytes are something else."""
    places = st.lists(
        st.tuples(st.integers(0, len(content) - 1), st.binary(min_size=1, max_size=9)),
        min_size=1,
        max_size=4,
    )
    return places.map(lambda places: _put(content, places))


def shuffled(content: bytes) -> st.SearchStrategy[bytes]:
    """Return a file whose lines stand in another order, some of them twice."""
    lines = content.splitlines(keepends=True)
    return st.lists(st.sampled_from(lines), max_size=2 * len(lines)).map(b"".join)


def damaged(content: bytes) -> st.SearchStrategy[bytes]:
    """Return anything that may become of a file, or may stand in its place."""
    return st.one_of(
        truncated(content),
        altered(content),
        shuffled(content),
        st.binary(max_size=400),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
        _DOUBLES.map(lambda values: doubles(*values)),
        st.just(content * 3),
    )


def _put(content: bytes, places: list[tuple[int, bytes]]) -> bytes:
    altered_content = bytearray(content)
    for start, piece in places:
        altered_content[start : start + len(piece)] = piece
    return bytes(altered_content)


def _folder(path: Path) -> None:
    path.mkdir()


def _empty_file(path: Path) -> None:
    path.touch()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def _link_to_nothing(path: Path) -> None:
    path.symlink_to(path.with_name("nothing"))


def _link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _terabyte(path: Path) -> None:
    """A file with a hole: it takes no room on the disk."""
    with path.open("wb") as stream:
        stream.truncate(2**40)


def _nothing(path: Path) -> None:
    """Leave nothing there."""


#: What may stand where a file should be; each puts it there.
NO_FILES: dict[str, Callable[[Path], None]] = {
    "nothing": _nothing,
    "an empty file": _empty_file,
    "a folder": _folder,
    "a pipe that nobody writes to": _pipe,
    "a link to itself": _link_to_itself,
    "a link to nothing": _link_to_nothing,
    "a link to a device": _link_to_a_device,
    "a terabyte of zeros": _terabyte,
}
