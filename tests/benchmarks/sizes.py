"""How long modules and functions are: the table, and the numbers under it.

    cd tests && ../.venv/bin/python -m benchmarks.sizes [--longest 10]

A function's length is its lines from ``def`` to its end without the docstring.
"""

from __future__ import annotations

import argparse
import ast
import statistics
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGE = CHECKOUT / "camsetup"


@dataclass(frozen=True)
class Length:
    """A module or function and its lines."""

    place: str
    lines: int


@dataclass(frozen=True)
class Sizes:
    """All modules and functions of a folder."""

    modules: list[Length]
    functions: list[Length]


def measure(folder: Path = PACKAGE) -> Sizes:
    """Measure every Python file below a folder."""
    modules: list[Length] = []
    functions: list[Length] = []
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        place = path.relative_to(folder.parent).as_posix()
        modules.append(Length(place, len(text.splitlines())))
        functions += _functions(ast.parse(text), place)
    return Sizes(modules, functions)


def _functions(tree: ast.Module, place: str) -> list[Length]:
    return [
        Length(f"{place}:{node.lineno} {node.name}", _lines(node))
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if ast.get_docstring(node, clean=False) is None:
        return lines
    docstring = node.body[0]
    return lines - ((docstring.end_lineno or 0) - docstring.lineno + 1)


def _by_room(sizes: Sizes) -> dict[str, Sizes]:
    rooms: dict[str, Sizes] = defaultdict(lambda: Sizes([], []))
    for length in sizes.modules:
        rooms[_room(length)].modules.append(length)
    for length in sizes.functions:
        rooms[_room(length)].functions.append(length)
    return dict(sorted(rooms.items()))


def _room(length: Length) -> str:
    parts = length.place.partition(":")[0].split("/")
    return parts[1] if len(parts) > 2 else "(top)"


def _row(name: str, sizes: Sizes) -> str:
    modules = [length.lines for length in sizes.modules]
    functions = sorted(length.lines for length in sizes.functions) or [0]
    most = functions[int(0.9 * (len(functions) - 1))]
    return (
        f"{name:10}{len(modules):8}{sum(modules):8}{statistics.median(modules):8g}"
        f"{max(modules):8}  |{len(sizes.functions):10}{statistics.median(functions):8g}"
        f"{most:10}{functions[-1]:8}"
    )


def _show(title: str, sizes: Sizes, longest: int) -> None:
    print(f"\n{title}, in lines")
    print(
        f"{'room':10}{'modules':>8}{'lines':>8}{'median':>8}{'longest':>8}  |"
        f"{'functions':>10}{'median':>8}{'9 in 10 ≤':>10}{'longest':>8}"
    )
    for room, part in _by_room(sizes).items():
        print(_row(room, part))
    print(_row("all", sizes))
    for kind in (sizes.modules, sizes.functions):
        for length in sorted(kind, key=lambda one: -one.lines)[:longest]:
            print(f"{length.lines:6} {length.place}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--longest", type=int, default=5)
    longest = parser.parse_args().longest
    _show("product", measure(PACKAGE), longest)
    _show("tests", measure(CHECKOUT / "tests"), longest)


if __name__ == "__main__":
    main()
