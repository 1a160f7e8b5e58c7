"""YAML of other programs: any plain YAML, but no bombs and no bottomless nesting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from typing_extensions import override

from camsetup.cameraqc.raw.reading import read_text
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

#: A description is 2 kB; ten times as much takes a third of a second to read.
LARGEST_FILE_BYTES = 40_000
DEEPEST_NESTING = 30
#: Merge keys (<<) copy: a few lines of them can ask for more than the memory holds.
MOST_ENTRIES = 300

_REMEDY = "Copy the file from the rig again, or correct it."

#: What yaml raises over values that do not fit the tag they carry.
_BAD_VALUES = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError
)  # fmt: skip


def load_yaml(path: Path) -> object:
    """Load a YAML file that is not ours, aliases included.

    Raises
    ------
    InputError
        When it cannot be read or is not plain YAML; with file and line.
    """
    text = read_text(path, LARGEST_FILE_BYTES)
    try:
        return yaml.load(text, Loader=_GuardedLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        problem = error.problem or "this is not YAML"
        raise InputError(f"{path}, line {line}: {problem}.", remedy=_REMEDY) from error
    except (yaml.YAMLError, *_BAD_VALUES) as error:
        raise InputError(
            f"{path} is not plain YAML: {error}.", remedy=_REMEDY
        ) from error


class _GuardedLoader(yaml.SafeLoader):
    """A safe loader that stops where a file gets out of hand."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._depth = 0

    @override
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self._depth += 1
        if self._depth > DEEPEST_NESTING:
            raise yaml.MarkedYAMLError(
                problem="nested too deeply",
                problem_mark=self.peek_event().start_mark,  # type: ignore[no-untyped-call]
            )
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    @override
    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        super().flatten_mapping(node)
        if len(node.value) > MOST_ENTRIES:
            raise yaml.MarkedYAMLError(
                problem=f"more than {MOST_ENTRIES} entries in one place",
                problem_mark=node.start_mark,
            )
