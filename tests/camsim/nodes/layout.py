"""Where each register lies: the settings together, so that a user set is one piece."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsim.nodes.bench import BENCH
from camsim.nodes.chameleon3 import CATEGORIES
from camsim.nodes.kinds import Boolean, Choice, Command, Float, Integer, Store, Text
from camsim.nodes.models import DIFFERENCES, Model

if TYPE_CHECKING:
    from camsim.nodes.kinds import Node

#: Every register begins at a multiple of this.
STEP = 8
TEXT_BYTES = 64

#: Where each store begins; the bench lies below what a client can reach.
BEGINS = {
    Store.BENCH: 0x0000,
    Store.SETTING: 0x1000,
    Store.STATE: 0x1800,
    Store.KEPT: 0x1C00,
}
END = 0x2000


@dataclass(frozen=True, slots=True)
class Register:
    """One register, or as many as its selector has entries, side by side."""

    node: Node
    address: int
    size: int
    count: int

    def pack(self, value: float | str) -> bytes:
        """Return a value as the camera keeps it; a choice takes its word or number."""
        if isinstance(self.node, Text):
            return str(value).encode()[: TEXT_BYTES - 1].ljust(TEXT_BYTES, b"\0")
        if isinstance(self.node, Float):
            return struct.pack("<d", float(value))
        if isinstance(self.node, Choice) and isinstance(value, str):
            value = self.node.entries[value]
        return int(value).to_bytes(self.size, "little")

    def unpack(self, content: bytes) -> float | str:
        """Return what the bytes mean; of a choice its word."""
        if isinstance(self.node, Text):
            return content.split(b"\0")[0].decode()
        if isinstance(self.node, Float):
            return float(struct.unpack("<d", content)[0])
        number = int.from_bytes(content, "little")
        if isinstance(self.node, Choice):
            words = {number: word for word, number in self.node.entries.items()}
            return words.get(number, number)
        return number


def registers() -> dict[str, Register]:
    """Return every register of camera and bench by its node's name."""
    nodes = [node for nodes in CATEGORIES.values() for node in nodes]
    entries = {
        node.name: len(node.entries) for node in nodes if isinstance(node, Choice)
    }
    nodes = [node for node in [*nodes, *BENCH] if not node.register]
    free = dict(BEGINS)
    placed = {}
    for node in nodes:
        count, size = entries.get(node.selector, 1), _bytes(node)
        placed[node.name] = Register(node, free[node.store], size, count)
        free[node.store] += count * -(-size // STEP) * STEP
    _require_room(free)
    return placed


def power_up(model: Model) -> bytes:
    """Return the memory of a camera that has just been made."""
    memory = bytearray(END)
    others = DIFFERENCES[model].defaults
    for name, register in registers().items():
        content = register.pack(others.get(name, _default(register.node)))
        for i in range(register.count):
            place = register.address + i * STEP
            memory[place : place + register.size] = content
    return bytes(memory)


def _bytes(node: Node) -> int:
    if isinstance(node, Text):
        return TEXT_BYTES
    if isinstance(node, Float):
        return 8
    return node.size if isinstance(node, Integer) else 4


def _default(node: Node) -> float | str:
    if isinstance(node, Command):
        return 0
    if isinstance(node, Choice):
        return node.default or next(iter(node.entries))
    if isinstance(node, (Integer, Float, Boolean, Text)):
        return node.default
    raise TypeError(node)


def _require_room(free: dict[Store, int]) -> None:
    begins = sorted(BEGINS.values())
    for store, end in free.items():
        following = [begin for begin in begins if begin > BEGINS[store]]
        if end > min(following, default=END):
            raise ValueError(f"there are too many registers in {store}")
