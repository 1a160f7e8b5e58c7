"""Writing a node map as the GenICam XML that a client reads from the camera."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from camsim.nodes.chameleon3 import CHUNKS, FLOAT_CHUNKS
from camsim.nodes.kinds import Boolean, Choice, Command, Float, Integer, Text
from camsim.nodes.layout import STEP, Register, registers
from camsim.nodes.models import DIFFERENCES, Binning, Model, categories

if TYPE_CHECKING:
    from camsim.nodes.kinds import Node

_SCHEMA = "http://www.genicam.org/GenApi/Version_1_1"
_HEAD = f"""<?xml version="1.0" encoding="utf-8"?>
<RegisterDescription ModelName="{{model}}" VendorName="camsetup" ToolTip="virtual"
 StandardNameSpace="None" SchemaMajorVersion="1" SchemaMinorVersion="1"
 SchemaSubMinorVersion="0" MajorVersion="1" MinorVersion="0" SubMinorVersion="0"
 ProductGuid="1f9c2a76-3c19-4c0e-8f0c-8a5d8f0b1a01"
 VersionGuid="1f9c2a76-3c19-4c0e-8f0c-8a5d8f0b1a02" xmlns="{_SCHEMA}"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="{_SCHEMA} {_SCHEMA[:-12]}/GenApiSchema_Version_1_1.xsd">
"""


def camera_xml(model: Model, binning: Binning) -> str:
    """Return the XML of a camera of this variant."""
    nodes = categories(model, binning)
    names = DIFFERENCES[model].renamed
    writer = _Writer("Device", registers(), dict(names))
    for category, members in nodes.items():
        shown = [writer.write(node) for node in members]
        chunks = _chunk_features(writer) if category == "ChunkDataControl" else []
        writer.category(category, [name for name in shown if name] + chunks)
    writer.category("Root", list(nodes))
    return writer.document(f"CM3_{model.name}_{binning.name}")


def module_xml(name: str, port: str, nodes: dict[str, Register]) -> str:
    """Return the XML of one of the producer's own modules."""
    writer = _Writer(port, nodes, {})
    writer.category(
        "Root", [writer.write(register.node) for register in nodes.values()]
    )
    return writer.document(name)


class _Writer:
    """Collects elements; nodes are written once, in any order."""

    def __init__(
        self, port: str, places: dict[str, Register], renamed: dict[str, str]
    ) -> None:
        self._port = port
        self._places = places
        self._renamed = renamed
        self._elements: list[str] = []
        self._registers: set[str] = set()
        self._formulas = 0

    def document(self, model: str) -> str:
        body = "\n".join([*self._elements, f'<Port Name="{self._port}"></Port>'])
        return f"{_HEAD.format(model=model)}{body}\n</RegisterDescription>\n"

    def category(self, name: str, members: list[str]) -> None:
        features = [_tag("pFeature", member) for member in members]
        self.element("Category", name, features)

    def write(self, node: Node) -> str:
        """Write one node; return the name that a client calls it, empty if hidden."""
        own = node.register or node.name
        if isinstance(node, Text):
            self.element(
                "StringReg", node.name, self._place(own, writable=node.writable)
            )
            return node.name
        self._register(own)
        if not node.visible:
            return ""
        name = self._renamed.get(node.name, node.name)
        content = [_tag("ToolTip", name), _tag("Visibility", "Beginner")]
        if node.available:
            content.append(_tag("pIsAvailable", self._formula(node.available)))
        if node.locked:
            content.append(_tag("pIsLocked", self._formula(node.locked)))
        if not node.writable:
            content.append(_tag("ImposedAccessMode", "RO"))
        kind, more = self._value(node, f"{own}Reg")
        self.element(kind, name, content + more + self._selected(node))
        return name

    def element(self, kind: str, name: str, content: list[str]) -> None:
        self._elements.append(
            f"<{kind} Name={quoteattr(name)}>{''.join(content)}</{kind}>"
        )

    def _value(self, node: Node, register: str) -> tuple[str, list[str]]:
        value = [_tag("pValue", register)]
        if isinstance(node, Command):
            return "Command", [*value, _tag("CommandValue", 1)]
        if isinstance(node, Boolean):
            return "Boolean", [*value, _tag("OnValue", 1), _tag("OffValue", 0)]
        if isinstance(node, Choice):
            return "Enumeration", [*_entries(node), *value]
        if isinstance(node, Float):
            unit = [_tag("Unit", node.unit)] if node.unit else []
            return "Float", value + self._range(node) + unit
        assert isinstance(node, Integer)
        return "Integer", [*value, *self._range(node), _tag("Inc", node.step)]

    def _range(self, node: Integer | Float) -> list[str]:
        if node.high is None:
            return []
        low = [] if node.low is None else [_tag("Min", node.low)]
        if isinstance(node.high, str):
            self._register(node.high)
            return [*low, _tag("pMax", f"{node.high}Reg")]
        return [*low, _tag("Max", node.high)]

    def _selected(self, node: Node) -> list[str]:
        return [
            _tag("pSelected", self._renamed.get(name, name))
            for name, place in self._places.items()
            if place.node.selector == node.name
        ]

    def _register(self, name: str) -> None:
        if name in self._registers:
            return
        self._registers.add(name)
        node = self._places[name].node
        content = self._place(name, writable=True)
        if isinstance(node, Float):
            self.element("FloatReg", f"{name}Reg", [*content, _LITTLE])
        else:
            unsigned = _tag("Sign", "Unsigned")
            self.element("IntReg", f"{name}Reg", [*content, unsigned, _LITTLE])

    def _place(self, name: str, *, writable: bool) -> list[str]:
        place = self._places[name]
        index = []
        if place.node.selector:
            self._register(place.node.selector)
            index = [f'<pIndex Offset="{STEP}">{place.node.selector}Reg</pIndex>']
        return [
            _tag("Address", f"0x{place.address:X}"),
            *index,
            _tag("Length", place.size),
            _tag("AccessMode", "RW" if writable else "RO"),
            _tag("pPort", self._port),
            _tag("Cachable", "NoCache"),
        ]

    def _formula(self, formula: str) -> str:
        """Write a formula over register names as a node; return its name."""
        names = dict.fromkeys(re.findall(r"[A-Za-z]\w*", formula))
        for name in names:
            self._register(name)
        self._formulas += 1
        variables = [
            f'<pVariable Name="{name}">{name}Reg</pVariable>' for name in names
        ]
        name = f"Formula{self._formulas}"
        self.element("IntSwissKnife", name, [*variables, _tag("Formula", formula)])
        return name


_LITTLE = "<Endianess>LittleEndian</Endianess>"


def _chunk_features(writer: _Writer) -> list[str]:
    for number, (name, size) in enumerate(CHUNKS.items(), 1):
        port, register = f"ChunkPort{name}", f"Chunk{name}Reg"
        writer.element("Port", port, [_tag("ChunkID", f"{number:08X}")])
        place = [
            _tag("Address", 0),
            _tag("Length", size),
            _tag("AccessMode", "RO"),
            _tag("pPort", port),
            _tag("Cachable", "NoCache"),
        ]
        value = [_tag("pValue", register)]
        if name in FLOAT_CHUNKS:
            writer.element("FloatReg", register, [*place, _LITTLE])
            writer.element("Float", f"Chunk{name}", value)
        else:
            writer.element(
                "IntReg", register, [*place, "<Sign>Unsigned</Sign>", _LITTLE]
            )
            writer.element("Integer", f"Chunk{name}", value)
    return [f"Chunk{name}" for name in CHUNKS]


def _entries(node: Choice) -> list[str]:
    return [
        f'<EnumEntry Name="{word}">{_tag("Value", number)}</EnumEntry>'
        for word, number in node.entries.items()
    ]


def _tag(name: str, content: object) -> str:
    return f"<{name}>{escape(str(content))}</{name}>"
