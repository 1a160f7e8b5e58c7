"""Writing the register table for the C compiler: addresses, first values, XML."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from camsim.nodes.chameleon3 import CHUNKS, PIXEL_FORMATS
from camsim.nodes.kinds import Choice, Store, Text
from camsim.nodes.layout import BEGINS, END, STEP, Register, power_up, registers
from camsim.nodes.models import Binning, Model
from camsim.nodes.xml import camera_xml, module_xml

if TYPE_CHECKING:
    from enum import IntEnum
    from pathlib import Path

#: Of the producer's own modules: the name of the node that says which one it is.
MODULE_ID_ADDRESS = 0x100
SPEED_ADDRESS = 0x200
MODULES = {
    "TLSystem": ("TLPort", "TLID"),
    "TLInterface": ("InterfacePort", "InterfaceID"),
    "TLDevice": ("DevicePort", "DeviceID"),
    "TLDataStream": ("StreamPort", "StreamID"),
}


def write(folder: Path) -> None:
    """Write ``layout.h`` and ``layout.c`` into a folder."""
    (folder / "layout.h").write_text(_header(), encoding="utf-8")
    (folder / "layout.c").write_text(_tables(), encoding="utf-8")


def _header() -> str:
    places = registers()
    lines = [
        f"#define R_{name} 0x{place.address:04X}" for name, place in places.items()
    ]
    for store, begin in BEGINS.items():
        lines.append(f"#define {store.name}_BEGIN 0x{begin:04X}")
    lines += [
        f"#define MEMORY_END 0x{END:04X}",
        f"#define REGISTER_STEP {STEP}",
        f"#define LAYOUT_MARK 0x{_mark(places):08X}u",
        f"#define MODELS {len(Model)}",
        f"#define BINNINGS {len(Binning)}",
        f"#define MODULE_ID_ADDRESS 0x{MODULE_ID_ADDRESS:X}",
        f"#define SPEED_ADDRESS 0x{SPEED_ADDRESS:X}",
        f"#define CHUNKS {len(CHUNKS)}",
    ]
    lines += _choices("FORMAT", PIXEL_FORMATS)
    lines += _choices("MODEL", {model.name: model for model in Model})
    lines += _choices("BINNING", {binning.name: binning for binning in Binning})
    lines += _choices("CHUNK", {name: number for number, name in enumerate(CHUNKS)})
    declarations = [
        "struct document { const char *text; unsigned long size; };",
        "extern const struct document camera_documents[MODELS][BINNINGS];",
        f"extern const struct document module_documents[{len(MODULES)}];",
        "extern const unsigned char first_memory[MODELS][MEMORY_END];",
        "extern const char *const model_words[MODELS];",
        "extern const char *const binning_words[BINNINGS];",
        "extern const unsigned char chunk_bytes[CHUNKS];",
    ]
    return "\n".join(["#pragma once", *lines, *declarations, ""])


def _tables() -> str:
    cameras = ",\n".join(
        "{" + ",\n".join(_document(camera_xml(model, way)) for way in Binning) + "}"
        for model in Model
    )
    modules = ",\n".join(
        _document(module_xml(name, port, _module_registers(identity)))
        for name, (port, identity) in MODULES.items()
    )
    memories = ",\n".join(_bytes(power_up(model)) for model in Model)
    return (
        '#include "layout.h"\n'
        f"const unsigned char chunk_bytes[CHUNKS] = {_bytes(bytes(CHUNKS.values()))};\n"
        f"{_words('model_words[MODELS]', Model)}\n"
        f"{_words('binning_words[BINNINGS]', Binning)}\n"
        f"const struct document camera_documents[MODELS][BINNINGS] = {{\n{cameras}}};\n"
        f"const struct document module_documents[] = {{\n{modules}}};\n"
        f"const unsigned char first_memory[MODELS][MEMORY_END] = {{\n{memories}}};\n"
    )


def _module_registers(identity: str) -> dict[str, Register]:
    text = Text(identity, store=Store.KEPT, writable=False)
    nodes = {identity: Register(text, MODULE_ID_ADDRESS, 64, 1)}
    if identity == "DeviceID":
        # As in FLIR's node map of the transport layer.
        entries = registers()["U3VCurrentSpeed"].node
        assert isinstance(entries, Choice)
        name = "DeviceCurrentSpeed"
        speed = Choice(name, entries.entries, store=Store.STATE, writable=False)
        nodes[name] = Register(speed, SPEED_ADDRESS, 4, 1)
    return nodes


def _choices(prefix: str, numbers: dict[str, int]) -> list[str]:
    return [f"#define {prefix}_{name} 0x{number:X}" for name, number in numbers.items()]


def _words(name: str, choices: type[IntEnum]) -> str:
    words = ", ".join(f'"{choice.name}"' for choice in choices)
    return f"const char *const {name} = {{{words}}};"


def _mark(places: dict[str, Register]) -> int:
    """Tell layouts apart: memory left by another build is not ours to read."""
    text = "".join(f"{name}{place.address}" for name, place in places.items())
    return zlib.crc32(text.encode())


def _document(xml: str) -> str:
    lines = xml.splitlines()
    literal = "\n".join(f'"{_escaped(line)}\\n"' for line in lines)
    return f"{{{literal}, {len(xml.encode())}}}"


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace('"', '\\"')


def _bytes(content: bytes) -> str:
    return "{" + ",".join(map(str, content)) + "}"
