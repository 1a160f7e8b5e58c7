"""A camera's nodes through GenApi."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from genicam import genapi
from typing_extensions import override

from camsetup.domain.errors import CameraLostError
from camsetup.domain.settings import Range
from camsetup.sources.genicam.nodes import Access, NodeError, NodeMap, integer
from camsetup.sources.gentl.failures import in_our_words

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How long a command may take: user sets are written to flash memory.
COMMAND_S: Final = 2.0

_ACCESS = {
    genapi.EAccessMode.NI: Access.ABSENT,
    genapi.EAccessMode.NA: Access.UNAVAILABLE,
    genapi.EAccessMode.WO: Access.WRITE_ONLY,
    genapi.EAccessMode.RO: Access.READ_ONLY,
    genapi.EAccessMode.RW: Access.READ_WRITE,
}


class GenapiNodes(NodeMap):
    """The nodes of one camera, or of one module on the host's side.

    Values are read past GenApi's cache: what was written is not yet what the camera
    has, and another program may have changed it.

    Parameters
    ----------
    node_map
        Of `genicam.genapi`; loaded and connected.
    camera
        Named in errors.
    """

    def __init__(
        self,
        node_map: Any,  # noqa: ANN401 - genicam is not typed
        camera: str,
    ) -> None:
        self._node_map = node_map
        self._camera = camera

    def forget(self) -> None:
        """Let go of the camera: used later, GenApi brings the process down."""
        self._node_map = None

    @override
    def access(self, name: str) -> Access:
        """Say what may be done with a node now; ABSENT when there is none."""
        with in_our_words(self._camera, name):
            if not self._map.has_node(name):
                return Access.ABSENT
            return _ACCESS[self._map.get_node(name).get_access_mode()]

    @override
    def number(self, name: str) -> float:
        """Return the value of an integer or a float; integers come whole."""
        node = self._node(name, genapi.IInteger, genapi.IFloat)
        with in_our_words(self._camera, name):
            return node.get_value(ignore_cache=True)  # type: ignore[no-any-return]

    @override
    def limits(self, name: str) -> Range:
        """Return what an integer or float may be now; step 0 where it has none."""
        node = self._node(name, genapi.IInteger, genapi.IFloat)
        with in_our_words(self._camera, name):
            stepped = isinstance(node, genapi.IInteger) or node.has_inc()
            return Range(node.min, node.max, node.inc if stepped else 0.0)

    @override
    def set_number(self, name: str, value: float) -> None:
        """Write an integer or a float."""
        node = self._node(name, genapi.IInteger, genapi.IFloat)
        with in_our_words(self._camera, name):
            if isinstance(node, genapi.IInteger):
                node.value = integer(self._camera, name, value)
            else:
                node.value = float(value)

    @override
    def word(self, name: str) -> str:
        """Return the entry of an enumeration, or the text of a string."""
        node = self._node(name, genapi.IEnumeration, genapi.IString)
        with in_our_words(self._camera, name):
            return str(node.get_value(ignore_cache=True))

    @override
    def words(self, name: str) -> tuple[str, ...]:
        """Return the entries that an enumeration may take now."""
        node = self._node(name, genapi.IEnumeration)
        with in_our_words(self._camera, name):
            return tuple(
                entry.symbolic
                for entry in node.entries
                if genapi.is_available(entry.get_access_mode())
            )

    @override
    def set_word(self, name: str, value: str) -> None:
        """Choose an entry of an enumeration, or write a string."""
        node = self._node(name, genapi.IEnumeration, genapi.IString)
        with in_our_words(self._camera, name):
            node.value = value

    @override
    def flag(self, name: str) -> bool:
        """Return the value of a boolean."""
        node = self._node(name, genapi.IBoolean)
        with in_our_words(self._camera, name):
            return bool(node.get_value(ignore_cache=True))

    @override
    def set_flag(self, name: str, *, value: bool) -> None:
        """Write a boolean."""
        node = self._node(name, genapi.IBoolean)
        with in_our_words(self._camera, name):
            node.value = value

    @override
    def execute(self, name: str) -> None:
        """Execute a command and wait until it is done, at most `COMMAND_S`."""
        node = self._node(name, genapi.ICommand)
        give_up_s = time.monotonic() + COMMAND_S
        with in_our_words(self._camera, name):
            node.execute()
            while not node.is_done():
                if time.monotonic() > give_up_s:
                    raise NodeError(
                        f"Camera {self._camera}, {name}: not done in {COMMAND_S:g} s."
                    )
                time.sleep(0.001)

    @override
    def names(self) -> tuple[str, ...]:
        """Return the names of all features, as the camera lists them."""
        with in_our_words(self._camera, "Root"):
            return tuple(dict.fromkeys(_features(self._map.get_node("Root"))))

    @property
    def _map(self) -> Any:  # noqa: ANN401 - genicam is not typed
        if self._node_map is None:
            raise CameraLostError(f"Camera {self._camera} has been closed.")
        return self._node_map

    def _node(self, name: str, *kinds: type) -> Any:  # noqa: ANN401 - genicam is not typed
        with in_our_words(self._camera, name):
            node = self._map.get_node(name) if self._map.has_node(name) else None
        if node is None:
            raise NodeError(f"Camera {self._camera} has no node {name}.")
        if not isinstance(node, kinds):
            asked = " or ".join(_kind(kind) for kind in kinds)
            raise NodeError(
                f"Camera {self._camera}, {name}: is {_kind(type(node))}, not {asked}."
            )
        return node


def _kind(kind: type) -> str:
    word = kind.__name__.removeprefix("I").lower()
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _features(category: Any) -> Iterator[str]:  # noqa: ANN401 - genicam is not typed
    for feature in category.features:
        if isinstance(feature, genapi.ICategory):
            yield from _features(feature)
        else:
            yield feature.node.name
