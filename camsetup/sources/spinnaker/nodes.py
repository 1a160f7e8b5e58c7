"""A camera's nodes through PySpin; no pointer to a node is ever kept."""

from __future__ import annotations

import time
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeVar

from typing_extensions import override

from camsetup.domain.settings import Range
from camsetup.sources.genicam.nodes import Access, NodeError, NodeMap, integer
from camsetup.sources.spinnaker import sdk
from camsetup.sources.spinnaker.failures import asked, node_failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from camsetup.sources.spinnaker.sdk import Sdk

#: How long a command may take: user sets are written to flash memory.
COMMAND_S: Final = 2.0

_Answer = TypeVar("_Answer")


class _Kind(Enum):
    """How PySpin numbers a kind of node, which pointer it needs, what we call it."""

    INTEGER = ("intfIInteger", "CIntegerPtr", "an integer")
    FLOAT = ("intfIFloat", "CFloatPtr", "a float")
    BOOLEAN = ("intfIBoolean", "CBooleanPtr", "a boolean")
    ENUMERATION = ("intfIEnumeration", "CEnumerationPtr", "an enumeration")
    STRING = ("intfIString", "CStringPtr", "a string")
    COMMAND = ("intfICommand", "CCommandPtr", "a command")


class PySpinNodes(NodeMap):
    """The nodes of one camera, or of its link on the host's side.

    Values are read past the SDK's cache: what was written is not yet what the camera
    has.

    Parameters
    ----------
    node_map
        Fetches PySpin's node map; raises `CameraLostError` after closing.
    camera
        Named in errors.
    valid
        Says whether the SDK still believes in the camera.
    """

    def __init__(
        self, node_map: Callable[[], Sdk], camera: str, valid: Callable[[], bool]
    ) -> None:
        self._map = node_map
        self._camera = camera
        self._valid = valid

    @override
    def access(self, name: str) -> Access:
        """Say what may be done with a node now; ABSENT when there is none."""
        return self._asked(name, lambda: _access(self._map().GetNode(name)))

    @override
    def number(self, name: str) -> float:
        """Return the value of an integer or a float; integers come whole."""
        return self._asked(name, lambda: self._get_number(name))

    @override
    def limits(self, name: str) -> Range:
        """Return what an integer or float may be now; step 0 where it has none."""
        return self._asked(name, lambda: self._limits(name))

    @override
    def set_number(self, name: str, value: float) -> None:
        """Write an integer or a float."""
        self._asked(name, lambda: self._set_number(name, value))

    @override
    def word(self, name: str) -> str:
        """Return the entry of an enumeration, or the text of a string."""
        return self._asked(name, lambda: self._word(name))

    @override
    def words(self, name: str) -> tuple[str, ...]:
        """Return the entries that an enumeration may take now."""
        return self._asked(name, lambda: _entries(self._node(name, _Kind.ENUMERATION)))

    @override
    def set_word(self, name: str, value: str) -> None:
        """Choose an entry of an enumeration, or write a string."""
        self._asked(name, lambda: self._set_word(name, value))

    @override
    def flag(self, name: str) -> bool:
        """Return the value of a boolean."""
        return self._asked(
            name, lambda: bool(_fresh(self._node(name, _Kind.BOOLEAN).GetValue))
        )

    @override
    def set_flag(self, name: str, *, value: bool) -> None:
        """Write a boolean."""
        self._asked(name, lambda: self._node(name, _Kind.BOOLEAN).SetValue(value))

    @override
    def execute(self, name: str) -> None:
        """Execute a command and wait until it is done, at most `COMMAND_S`."""
        self._asked(name, lambda: self._execute(name))

    @override
    def names(self) -> tuple[str, ...]:
        """Return the names of all features, as the camera lists them."""
        return self._asked(
            "Root", lambda: tuple(dict.fromkeys(_features(self._map().GetNode("Root"))))
        )

    def _asked(self, name: str, question: Callable[[], _Answer]) -> _Answer:
        return asked(
            question,
            lambda error: node_failure(self._camera, name, error, valid=self._valid()),
        )

    def _node(self, name: str, kind: _Kind) -> Sdk:
        return self._either(name, kind)[1]

    def _either(self, name: str, *kinds: _Kind) -> tuple[_Kind, Sdk]:
        """Return which kind a node is, and a pointer for the caller's own use."""
        node = self._map().GetNode(name)
        if not _implemented(node):
            raise NodeError(f"Camera {self._camera} has no node {name}.")
        pyspin = sdk.load()
        for kind in kinds:
            number, pointer, _ = kind.value
            if node.GetPrincipalInterfaceType() == getattr(pyspin, number):
                return kind, getattr(pyspin, pointer)(node)
        wanted = " or ".join(kind.value[2] for kind in kinds)
        raise NodeError(f"Camera {self._camera}, {name}: is not {wanted}.")

    def _number(self, name: str) -> tuple[_Kind, Sdk]:
        return self._either(name, _Kind.INTEGER, _Kind.FLOAT)

    def _get_number(self, name: str) -> float:
        _, pointer = self._number(name)
        value: float = _fresh(pointer.GetValue)
        return value

    def _limits(self, name: str) -> Range:
        kind, pointer = self._number(name)
        stepped = kind is _Kind.INTEGER or pointer.HasInc()
        step = pointer.GetInc() if stepped else 0.0
        return Range(pointer.GetMin(), pointer.GetMax(), step)

    def _set_number(self, name: str, value: float) -> None:
        kind, pointer = self._number(name)
        if kind is _Kind.FLOAT:
            pointer.SetValue(float(value))
        else:
            pointer.SetValue(integer(self._camera, name, value))

    def _word(self, name: str) -> str:
        kind, pointer = self._either(name, _Kind.ENUMERATION, _Kind.STRING)
        if kind is _Kind.STRING:
            return str(_fresh(pointer.GetValue))
        return str(_entry(_fresh(pointer.GetCurrentEntry)).GetSymbolic())

    def _set_word(self, name: str, value: str) -> None:
        kind, pointer = self._either(name, _Kind.ENUMERATION, _Kind.STRING)
        if kind is _Kind.STRING:
            pointer.SetValue(value)
            return
        allowed = _entries(pointer)
        if value not in allowed:
            raise NodeError(
                f"Camera {self._camera}, {name}: cannot be {value}, only "
                f"{', '.join(allowed)}."
            )
        pointer.SetIntValue(_entry(pointer.GetEntryByName(value)).GetValue())

    def _execute(self, name: str) -> None:
        pointer = self._node(name, _Kind.COMMAND)
        pointer.Execute()
        give_up_s = time.monotonic() + COMMAND_S
        while not pointer.IsDone():
            if time.monotonic() > give_up_s:
                raise NodeError(
                    f"Camera {self._camera}, {name}: not done in {COMMAND_S:g} s."
                )
            time.sleep(0.001)


def _access(node: Sdk) -> Access:
    if not _implemented(node):
        return Access.ABSENT
    pyspin = sdk.load()
    pointer = pyspin.CValuePtr(node)
    if not pyspin.IsAvailable(pointer):
        return Access.UNAVAILABLE
    return _ACCESS[bool(pyspin.IsReadable(pointer)), bool(pyspin.IsWritable(pointer))]


_ACCESS = {
    (True, True): Access.READ_WRITE,
    (True, False): Access.READ_ONLY,
    (False, True): Access.WRITE_ONLY,
    (False, False): Access.UNAVAILABLE,
}


def _implemented(node: Sdk) -> bool:
    return node is not None and bool(sdk.load().IsImplemented(node))


def _entries(pointer: Sdk) -> tuple[str, ...]:
    is_available = sdk.load().IsAvailable
    entries = (_entry(node) for node in pointer.GetEntries())
    return tuple(str(entry.GetSymbolic()) for entry in entries if is_available(entry))


def _entry(node: Sdk) -> Sdk:
    """Return the pointer without which some versions show no entry's value."""
    return sdk.load().CEnumEntryPtr(node)


def _fresh(read: Callable[..., _Answer]) -> _Answer:
    """Read past the cache; a wrapper that does not know how reads as it can.

    GenApi's C++ has ``(Verify, IgnoreCache)`` here; that PySpin passes them on is not
    documented. Wrong arguments are a `TypeError` from SWIG 4 and a
    `NotImplementedError` from older ones.
    """
    try:
        return read(False, True)
    except (TypeError, NotImplementedError):
        return read()


def _features(node: Sdk) -> Iterator[str]:
    pyspin = sdk.load()
    for feature in pyspin.CCategoryPtr(node).GetFeatures():
        if feature.GetPrincipalInterfaceType() == pyspin.intfICategory:
            yield from _features(feature)
        else:
            yield str(feature.GetName())
