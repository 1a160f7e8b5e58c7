"""YAML as settings files need it: plain values, each with the line it stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import yaml
from typing_extensions import override

from camsetup.domain.errors import ProfileError

if TYPE_CHECKING:
    from pathlib import Path

#: What a settings file can hold.
Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool | None"
#: Where a value stands in the file: keys and list positions from the top.
Place: TypeAlias = tuple["str | int", ...]

#: A rig file is 2 kB; one hundred times as much is not a rig file.
LARGEST_FILE_BYTES = 200_000
DEEPEST_NESTING = 20

_SCALARS = {
    "tag:yaml.org,2002:bool": r"true|false",
    "tag:yaml.org,2002:int": r"[-+]?[0-9]{1,15}",
    "tag:yaml.org,2002:float": (
        r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+"
    ),
    "tag:yaml.org,2002:null": r"null|~|",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file that has been read: its values, and the line of each place."""

    file: Path
    values: Plain
    lines: dict[Place, int] = field(repr=False)

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest thing that encloses it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_yaml(file: Path) -> Document:
    """Read a YAML file into plain values.

    Anchors, aliases, tags, duplicate keys and several documents are refused: no
    settings file needs them, and aliases can blow up a small file.

    Raises
    ------
    ProfileError
        When the file cannot be read or is not such a file; with file and line.
    """
    text = _text(file)
    try:
        node = yaml.compose(text, Loader=_PlainLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        problem = error.problem or "this is not YAML"
        raise ProfileError(f"{file}, line {line}: {problem}.") from error
    except yaml.YAMLError as error:
        raise ProfileError(f"{file}: this is not YAML: {error}.") from error
    if node is None:
        raise ProfileError(f"{file} is empty.")
    lines: dict[Place, int] = {}
    return Document(file, _plain(node, (), lines, file), lines)


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise ProfileError(f"There is no file {file}.") from error
    except OSError as error:
        raise ProfileError(f"{file} cannot be read: {error.strerror}.") from error
    if len(content) > LARGEST_FILE_BYTES:
        raise ProfileError(f"{file} is larger than {LARGEST_FILE_BYTES // 1000} kB.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ProfileError(
            f"{file}, line {line}: this is not UTF-8 text.",
            remedy="Save the file as UTF-8.",
        ) from error


class _PlainLoader(yaml.SafeLoader):
    """Composes nodes of the YAML 1.2 core kinds only: "off" and "no" stay words."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - declared so by yaml

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._depth = 0

    @override
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(
                problem="anchors (&) and aliases (*) are not allowed",
                problem_mark=event.start_mark,
            )
        if getattr(event, "tag", None):
            raise yaml.MarkedYAMLError(
                problem=f"tags ({event.tag}) are not allowed",
                problem_mark=event.start_mark,
            )
        self._depth += 1
        if self._depth > DEEPEST_NESTING:
            raise yaml.MarkedYAMLError(
                problem="nested too deeply", problem_mark=event.start_mark
            )
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


for _tag, _pattern in _SCALARS.items():
    _PlainLoader.add_implicit_resolver(_tag, re.compile(rf"^(?:{_pattern})$"), None)


def _plain(node: yaml.Node, place: Place, lines: dict[Place, int], file: Path) -> Plain:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, lines, file)
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(child, (*place, index), lines, file)
            for index, child in enumerate(node.value)
        ]
    return _scalar(node)


def _mapping(
    node: yaml.MappingNode, place: Place, lines: dict[Place, int], file: Path
) -> dict[str, Plain]:
    mapping: dict[str, Plain] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = key_node.value
        if not isinstance(key, str):
            raise ProfileError(f"{file}, line {line}: a key must be a word.")
        if key in mapping:
            first = lines[(*place, key)]
            raise ProfileError(
                f"{file}, line {line}: the key {key} is there twice "
                f"(first in line {first})."
            )
        lines[(*place, key)] = line
        mapping[key] = _plain(value_node, (*place, key), lines, file)
    return mapping


def _scalar(node: yaml.Node) -> Plain:
    text: str = node.value
    kind = node.tag.rpartition(":")[2]
    if kind == "bool":
        return text == "true"
    if kind == "int":
        return int(text)
    if kind == "float":
        return float(text)
    return None if kind == "null" else text
