"""Outline files: finding, loading and saving them."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from camsetup import paths
from camsetup.domain.errors import InputError, OutlineError
from camsetup.profiles.closest import closest
from camsetup.profiles.files import write_atomically
from camsetup.profiles.known_drawings import with_known_regions
from camsetup.profiles.png_reading import LARGEST_FILE_BYTES, read_png
from camsetup.profiles.svg_reading import Drawing, read_svg
from camsetup.profiles.svg_writing import svg_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from camsetup.domain.frame import Size
    from camsetup.domain.outline import Outline, Region

_ENDINGS = (".svg", ".png")
_NAME = re.compile(r"[\w][\w .-]{0,79}")


def load_outline(source: str | Path, *, size: Size | None = None) -> Outline:
    """Load an outline by its name or from a file, scaled to a size if given.

    A name is looked up in the user's configuration folder first, then among the
    shipped outlines. Anything with a folder or ending in .svg or .png is a path.

    Raises
    ------
    OutlineError
        When there is none, the file is not usable, or its shape is not the size's.
    """
    file = _outline_file(source)
    outline = _loaded(file)
    return outline if size is None else outline.scaled(size)


def load_shapes(name: str | Path) -> tuple[Region, ...]:
    """Load the filled shapes that the simulator paints, from far to near.

    They stand in the outline's group "shapes", in pixels of the outline's size, and
    may reach beyond the frame. Empty for an outline without them.

    Raises
    ------
    OutlineError
        When there is no such outline or its file is not usable.
    """
    file = _outline_file(name)
    return _drawing(file).shapes if file.suffix.lower() == ".svg" else ()


def outline_names() -> tuple[str, ...]:
    """Return the names of all outlines, shipped and the user's, sorted."""
    files = (file for folder in _folders() for file in folder.glob("*.*"))
    return tuple(sorted({f.stem for f in files if f.suffix.lower() in _ENDINGS}))


def save_outline(outline: Outline, path: Path) -> None:
    """Write an outline as SVG; the file is there whole or not at all.

    Raises
    ------
    OutlineError
        When it cannot be written.
    """
    try:
        write_atomically(path, svg_text(outline).encode())
    except InputError as error:
        raise OutlineError(error.message, remedy=error.remedy) from error


def save_user_outline(outline: Outline) -> Path:
    """Save an outline under its name in the user's folder, and return where.

    Raises
    ------
    OutlineError
        When its name cannot be a file's name, or it cannot be written.
    """
    if not _NAME.fullmatch(outline.name):
        raise OutlineError(
            f"An outline cannot be named {outline.name!r}.",
            remedy="Use letters, digits, spaces, - and _.",
        )
    path = _folders()[0] / f"{outline.name}.svg"
    save_outline(outline, path)
    return path


def _folders() -> tuple[Path, Path]:
    return paths.user_config() / "outlines", paths.resources() / "outlines"


def _outline_file(source: str | Path) -> Path:
    given = Path(source)
    is_path = len(given.parts) > 1 or given.suffix.lower() in _ENDINGS
    if isinstance(source, Path) or is_path:
        return given
    for folder in _folders():
        for ending in _ENDINGS:
            file = folder / f"{source}{ending}"
            if file.is_file():
                return file
    names = outline_names()
    raise OutlineError(
        f"There is no outline {source!r}.",
        remedy=f"{closest(source, names)}Outlines are: {', '.join(names)}.",
    )


def _loaded(file: Path) -> Outline:
    ending = file.suffix.lower()
    if ending == ".svg":
        return _drawing(file).outline(file.stem)
    if ending == ".png":
        with _naming(file):
            drawing = read_png(_content(file), file.stem)
        return with_known_regions(drawing, load_outline)
    raise OutlineError(
        f"{file} is not an outline.", remedy="Outlines are .svg or .png files."
    )


def _drawing(file: Path) -> Drawing:
    with _naming(file):
        return read_svg(_content(file))


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    """Put the file's name before what is wrong with it."""
    try:
        yield
    except OutlineError as error:
        raise OutlineError(f"{file}: {error.message}", remedy=error.remedy) from error


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise OutlineError("There is no such file.") from error
    except (OSError, ValueError) as error:
        raise OutlineError(f"It cannot be read: {error}.") from error
