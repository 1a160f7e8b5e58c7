"""A node's value behind its pointers: the camera's own, or one on the host's side."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from genicam import genapi

if TYPE_CHECKING:
    from collections.abc import Callable


class Interface(Enum):
    """Kinds of nodes, numbered as GenApi's EInterfaceType."""

    INTEGER = 2
    BOOLEAN = 3
    COMMAND = 4
    FLOAT = 5
    STRING = 6
    CATEGORY = 8
    ENUMERATION = 9
    ENTRY = 10


_KINDS = (
    (genapi.IInteger, Interface.INTEGER),
    (genapi.IBoolean, Interface.BOOLEAN),
    (genapi.ICommand, Interface.COMMAND),
    (genapi.IFloat, Interface.FLOAT),
    (genapi.IString, Interface.STRING),
    (genapi.ICategory, Interface.CATEGORY),
    (genapi.IEnumEntry, Interface.ENTRY),
    (genapi.IEnumeration, Interface.ENUMERATION),
)


class CameraFeature:
    """A node of the camera, through GenApi."""

    def __init__(self, node: Any) -> None:
        self.node = node
        self.kind = next(kind for type_, kind in _KINDS if isinstance(node, type_))
        self.name = node.symbolic if self.kind is Interface.ENTRY else node.node.name

    def access(self) -> str:
        mode = self.node.get_access_mode()
        return {
            genapi.EAccessMode.NI: "NI",
            genapi.EAccessMode.NA: "NA",
            genapi.EAccessMode.WO: "WO",
            genapi.EAccessMode.RO: "RO",
            genapi.EAccessMode.RW: "RW",
        }[mode]

    def get(self, *, ignore_cache: bool) -> Any:
        # GenApi's own getter refuses to be asked for nothing special.
        return (
            self.node.get_value(ignore_cache=True) if ignore_cache else self.node.value
        )

    def set(self, value: Any) -> None:
        self.node.value = value

    def limits(self) -> tuple[float, float]:
        return self.node.min, self.node.max

    def step(self) -> float | None:
        stepped = self.kind is Interface.INTEGER or self.node.has_inc()
        return self.node.inc if stepped else None

    def entries(self) -> list[CameraFeature]:
        return [CameraFeature(entry) for entry in self.node.entries]

    def number(self) -> int:
        """Return the number of an enumeration's entry."""
        return int(self.node.value)

    def features(self) -> list[CameraFeature]:
        return [CameraFeature(feature) for feature in self.node.features]

    def execute(self) -> None:
        self.node.execute()

    def is_done(self) -> bool:
        return bool(self.node.is_done())


class HostFeature:
    """A node on the host's side: of the link, or of the stream."""

    def __init__(
        self,
        name: str,
        kind: Interface,
        value: Any,
        *,
        words: tuple[str, ...] = (),
        limits: tuple[int, int] = (0, 0),
        fixed: bool = False,
    ) -> None:
        self.name, self.kind = name, kind
        self._value: Any = value
        self._words, self._limits, self._fixed = words, limits, fixed

    def access(self) -> str:
        return "RO" if self._fixed else "RW"

    def get(self, *, ignore_cache: bool) -> Any:
        value: Callable[[], Any] | Any = self._value
        return value() if callable(value) else value

    def set(self, value: Any) -> None:
        low, high = self._limits
        if self._fixed:
            raise genapi.AccessException(f"{self.name} is not writable")
        if self.kind is Interface.INTEGER and not low <= value <= high:
            raise genapi.OutOfRangeException(f"{self.name}: {value}")
        self._value = value

    def limits(self) -> tuple[int, int]:
        return self._limits

    def step(self) -> int:
        return 1

    def entries(self) -> list[HostEntry]:
        return [HostEntry(word, i) for i, word in enumerate(self._words)]


class HostEntry:
    """One word of a choice on the host's side."""

    kind = Interface.ENTRY

    def __init__(self, word: str, number: int) -> None:
        self.name, self._number = word, number

    def access(self) -> str:
        return "RO"

    def number(self) -> int:
        return self._number
