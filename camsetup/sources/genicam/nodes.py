"""A camera's nodes, as every GenICam SDK shows them: one contract, no SDK."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from camsetup.domain.errors import CameraError

if TYPE_CHECKING:
    from camsetup.domain.settings import Range


class Access(Enum):
    """What may be done with a node now; it changes with other nodes."""

    ABSENT = "absent"
    UNAVAILABLE = "unavailable"
    READ_ONLY = "read-only"
    WRITE_ONLY = "write-only"
    READ_WRITE = "read-write"

    @property
    def readable(self) -> bool:
        """Say whether the node can be read."""
        return self in (Access.READ_ONLY, Access.READ_WRITE)

    @property
    def writable(self) -> bool:
        """Say whether the node can be written to, or executed."""
        return self in (Access.WRITE_ONLY, Access.READ_WRITE)


class NodeError(CameraError):
    """A node is not there, is locked, or refused a value."""


def integer(camera: str, name: str, value: float) -> int:
    """Return what an integer node may be asked to take: GenICam's have 64 bits.

    Raises
    ------
    NodeError
        When it is not whole, or larger.
    """
    if abs(value) < 2**63 and value == int(value):
        return int(value)
    raise NodeError(f"Camera {camera}, {name}: takes whole numbers, not {value:g}.")


class NodeMap(Protocol):
    """Reads and writes nodes by their names.

    Every method but `access` raises `NodeError` when the node is absent, locked or of
    another kind, or refuses the value; and every method raises `CameraLostError` when
    the camera does not answer any more.
    """

    def access(self, name: str) -> Access:
        """Say what may be done with a node now; ABSENT when there is none."""

    def number(self, name: str) -> float:
        """Return the value of an integer or a float; integers come whole."""

    def limits(self, name: str) -> Range:
        """Return what an integer or float may be now; step 0 where it has none."""

    def set_number(self, name: str, value: float) -> None:
        """Write an integer or a float."""

    def word(self, name: str) -> str:
        """Return the entry of an enumeration, or the text of a string."""

    def words(self, name: str) -> tuple[str, ...]:
        """Return the entries that an enumeration may take now."""

    def set_word(self, name: str, value: str) -> None:
        """Choose an entry of an enumeration, or write a string."""

    def flag(self, name: str) -> bool:
        """Return the value of a boolean."""

    def set_flag(self, name: str, *, value: bool) -> None:
        """Write a boolean."""

    def execute(self, name: str) -> None:
        """Execute a command."""

    def names(self) -> tuple[str, ...]:
        """Return the names of all features, as the camera lists them."""


@runtime_checkable
class Examinable(Protocol):
    """A source that lets a doctor read its nodes: a real camera."""

    @property
    def nodes(self) -> NodeMap:
        """Return the camera's own nodes."""

    @property
    def transport(self) -> NodeMap:
        """Return the nodes of the link on the host's side."""
