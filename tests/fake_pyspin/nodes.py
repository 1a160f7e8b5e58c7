"""Node maps, nodes and the pointers to them, counted while they live."""

# ruff: noqa: N802 (names are PySpin's)
from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from fake_pyspin.errors import SpinnakerException, spoken
from fake_pyspin.features import Interface
from fake_pyspin.manner import manner

if TYPE_CHECKING:
    from collections.abc import Callable


class Watch:
    """Knows which pointers to one camera's nodes are alive, and whether it answers."""

    def __init__(self, check: Callable[[], None]) -> None:
        self.pointers: WeakSet[INode] = WeakSet()
        self.check = check


class INodeMap:
    """Finds nodes by name; ``find`` returns a feature or None."""

    def __init__(self, find: Callable[[str], Any], watch: Watch) -> None:
        self._find, self._watch = find, watch

    @spoken
    def GetNode(self, name: str) -> INode | None:
        self._watch.check()
        feature = self._find(name)
        return None if feature is None else INode(feature, self._watch)


class INode:
    """A node without its kind."""

    def __init__(self, feature: Any, watch: Watch) -> None:
        self._feature, self._watch = feature, watch
        watch.pointers.add(self)

    def GetName(self) -> str:
        prefix = "EnumEntry_" if self._feature.kind is Interface.ENTRY else ""
        return prefix + self._feature.name

    def GetPrincipalInterfaceType(self) -> int:
        return self._feature.kind.value


class _Pointer(INode):
    """A node of a kind; null when the node is of another one."""

    kinds: tuple[Interface, ...] = tuple(Interface)

    def __init__(self, node: INode | None) -> None:
        self._feature = self._watch = None
        if node is None or node._feature.kind not in self.kinds:
            return
        super().__init__(node._feature, node._watch)

    def _open(self) -> Any:
        if self._feature is None:
            raise SpinnakerException("NULL pointer dereferenced", -2005)
        self._watch.check()
        return self._feature

    def _made(self, feature: Any) -> INode:
        return INode(feature, self._watch)

    def _read(self, arguments: tuple[bool, ...]) -> Any:
        return self._open().get(ignore_cache=_ignores_cache(arguments))


def _ignores_cache(arguments: tuple[bool, ...]) -> bool:
    if arguments and not manner.passes_cache_arguments:
        raise TypeError("Wrong number or type of arguments for overloaded function")
    return arguments[1:] == (True,)


class CValuePtr(_Pointer):
    pass


class CIntegerPtr(_Pointer):
    kinds = (Interface.INTEGER,)

    @spoken
    def GetValue(self, *arguments: bool) -> int:
        return int(self._read(arguments))

    @spoken
    def SetValue(self, value: int) -> None:
        if type(value) is not int:
            raise TypeError(
                "in method 'IInteger_SetValue', argument 2 of type 'int64_t'"
            )
        self._open().set(value)

    @spoken
    def GetMin(self) -> int:
        return self._open().limits()[0]

    @spoken
    def GetMax(self) -> int:
        return self._open().limits()[1]

    @spoken
    def GetInc(self) -> int:
        return self._open().step()


class CFloatPtr(_Pointer):
    kinds = (Interface.FLOAT,)

    @spoken
    def GetValue(self, *arguments: bool) -> float:
        return float(self._read(arguments))

    @spoken
    def SetValue(self, value: float) -> None:
        self._open().set(float(value))

    @spoken
    def GetMin(self) -> float:
        return self._open().limits()[0]

    @spoken
    def GetMax(self) -> float:
        return self._open().limits()[1]

    @spoken
    def HasInc(self) -> bool:
        return self._open().step() is not None

    @spoken
    def GetInc(self) -> float:
        return self._open().step()


class CBooleanPtr(_Pointer):
    kinds = (Interface.BOOLEAN,)

    @spoken
    def GetValue(self, *arguments: bool) -> bool:
        return bool(self._read(arguments))

    @spoken
    def SetValue(self, value: bool) -> None:
        self._open().set(bool(value))


class CStringPtr(_Pointer):
    kinds = (Interface.STRING,)

    @spoken
    def GetValue(self, *arguments: bool) -> str:
        return str(self._read(arguments))

    @spoken
    def SetValue(self, value: str) -> None:
        self._open().set(value)


class CCommandPtr(_Pointer):
    kinds = (Interface.COMMAND,)

    @spoken
    def Execute(self) -> None:
        self._open().execute()

    @spoken
    def IsDone(self) -> bool:
        return self._open().is_done()


class CCategoryPtr(_Pointer):
    kinds = (Interface.CATEGORY,)

    @spoken
    def GetFeatures(self) -> list[INode]:
        return [self._made(feature) for feature in self._open().features()]


class CEnumEntryPtr(_Pointer):
    kinds = (Interface.ENTRY,)

    @spoken
    def GetSymbolic(self) -> str:
        return self._open().name

    @spoken
    def GetValue(self) -> int:
        return self._open().number()


class CEnumerationPtr(_Pointer):
    kinds = (Interface.ENUMERATION,)

    @spoken
    def GetCurrentEntry(self, *arguments: bool) -> INode | None:
        return self.GetEntryByName(str(self._read(arguments)))

    @spoken
    def GetEntryByName(self, word: str) -> INode | None:
        found = (entry for entry in self._open().entries() if entry.name == word)
        entry = next(found, None)
        return None if entry is None else self._made(entry)

    @spoken
    def GetEntries(self) -> list[INode]:
        return [self._made(entry) for entry in self._open().entries()]

    @spoken
    def SetIntValue(self, number: int) -> None:
        feature = self._open()
        words = [entry.name for entry in feature.entries() if entry.number() == number]
        if not words:
            raise SpinnakerException(f"{feature.name}: no entry {number}", -2001)
        feature.set(words[0])


def IsImplemented(node: INode | None) -> bool:
    return _access(node) != "NI"


def IsAvailable(node: INode | None) -> bool:
    return _access(node) not in ("NI", "NA")


def IsReadable(node: INode | None) -> bool:
    return _access(node) in ("RO", "RW")


def IsWritable(node: INode | None) -> bool:
    return _access(node) in ("WO", "RW")


@spoken
def _access(node: INode | None) -> str:
    if node is None or node._feature is None:
        return "NI"
    node._watch.check()
    return node._feature.access()
