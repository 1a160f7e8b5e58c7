"""The kinds of nodes that a GenICam camera has."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Store(Enum):
    """What becomes of a register when the camera is powered up."""

    #: Loaded from the power-up user set; part of every user set.
    SETTING = "setting"
    #: Starts anew.
    STATE = "state"
    #: Stays for ever: serial number, name, which user set is the power-up set.
    KEPT = "kept"
    #: Not in the camera at all but on the bench around it: faults and ground truth.
    BENCH = "bench"


@dataclass(frozen=True, slots=True)
class Node:
    """What all nodes have.

    Attributes
    ----------
    writable
        Whether a client may write to it (the control always may).
    locked, available
        Formulas over register names (see `camsim.nodes.xml`): when the node may not
        be written, and when it can be used at all. Empty is never, and always.
    selector
        Name of the choice that selects which of several registers is meant.
    register
        Name of the node whose register this one shows too; empty: one of its own.
    visible
        False for registers that only limits and formulas refer to.
    """

    name: str
    _: KW_ONLY
    store: Store = Store.SETTING
    writable: bool = True
    locked: str = ""
    available: str = ""
    selector: str = ""
    register: str = ""
    visible: bool = True


@dataclass(frozen=True, slots=True)
class Integer(Node):
    """A whole number of ``size`` bytes; ``high`` may be the name of a register."""

    default: int = 0
    low: int = 0
    high: int | str | None = None
    step: int = 1
    size: int = 4


@dataclass(frozen=True, slots=True)
class Float(Node):
    """A number; ``high`` may be the name of a register."""

    default: float = 0.0
    low: float | None = None
    high: float | str | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Boolean(Node):
    """On or off."""

    default: bool = False


@dataclass(frozen=True, slots=True)
class Choice(Node):
    """One of several words, each with its number; the default is the first."""

    entries: Mapping[str, int]
    default: str = ""


@dataclass(frozen=True, slots=True)
class Command(Node):
    """Something that the camera does when it is told to."""


@dataclass(frozen=True, slots=True)
class Text(Node):
    """Up to 63 letters."""

    default: str = ""


def numbered(*words: str) -> dict[str, int]:
    """Number words from 0."""
    return {word: number for number, word in enumerate(words)}
