"""All nodes of a camera as a table: what a doctor's report lists."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

from camsetup.sources.genicam.nodes import Access, NodeError

if TYPE_CHECKING:
    from camsetup.sources.genicam.nodes import NodeMap

#: So often the lines are polled: a TTL of 30 Hz changes some of them meanwhile.
LINE_READS = 500

#: Long texts (whole files are nodes, too) say nothing here.
_LONGEST_TEXT = 200


def node_table(nodes: NodeMap) -> list[dict[str, str]]:
    """Return name, access, value and limits of every node, as words.

    Raises
    ------
    CameraLostError
        When the camera goes meanwhile.
    """
    return [_row(nodes, name) for name in nodes.names()]


def node_words(nodes: NodeMap, name: str) -> tuple[str, str]:
    """Return a node's value and what it may be, as words; empty where it has none."""
    for said in (_number, _flag, _word):
        try:
            value, limits = said(nodes, name)
        except NodeError:
            continue
        return value[:_LONGEST_TEXT], limits
    return "", ""


def _row(nodes: NodeMap, name: str) -> dict[str, str]:
    access = nodes.access(name)
    value, limits = node_words(nodes, name) if access.readable else ("", "")
    return {"name": name, "access": access.value, "value": value, "limits": limits}


def _number(nodes: NodeMap, name: str) -> tuple[str, str]:
    value, limits = nodes.number(name), nodes.limits(name)
    step = f" in steps of {limits.step:g}" if limits.step else ""
    return f"{value:.12g}", f"{limits}{step}"


def _flag(nodes: NodeMap, name: str) -> tuple[str, str]:
    return ("true" if nodes.flag(name) else "false"), ""


def _word(nodes: NodeMap, name: str) -> tuple[str, str]:
    value = nodes.word(name)
    try:
        return value, ", ".join(nodes.words(name))
    except NodeError:
        return value, ""


def video_modes(nodes: NodeMap) -> list[dict[str, str]]:
    """Try each video mode and return what it makes of sizes, binning and rate.

    The mode that was found is set again; call it before the stream starts. Which mode
    of a Chameleon3 bins 2×2 is not established (GENICAM.md section 3).
    """
    if not nodes.access("VideoMode").writable:
        return []
    found = nodes.word("VideoMode")
    try:
        return [_mode(nodes, mode) for mode in nodes.words("VideoMode")]
    finally:
        nodes.set_word("VideoMode", found)


def line_states(nodes: NodeMap) -> dict[str, float | list[float]]:
    """Poll the input and output lines; return the states seen and the µs per read.

    A Chameleon3 says the state "at the time of polling", not per frame (GENICAM.md
    section 3); what a read costs says how fast nodes can be watched.
    """
    if not nodes.access("LineStatusAll").readable:
        return {}
    began_ns = time.perf_counter_ns()
    states = [nodes.number("LineStatusAll") for _ in range(LINE_READS)]
    read_us = (time.perf_counter_ns() - began_ns) / LINE_READS / 1e3
    changes = sum(first != second for first, second in pairwise(states))
    return {
        "states": sorted(set(states)),
        "changes": changes,
        "read_us": round(read_us, 1),
    }


def _mode(nodes: NodeMap, mode: str) -> dict[str, str]:
    try:
        nodes.set_word("VideoMode", mode)
    except NodeError as error:
        return {"mode": mode, "refused": str(error)}
    values = {
        name: " of ".join(part for part in node_words(nodes, name) if part)
        for name in _TELLING
        if nodes.access(name) is not Access.ABSENT
    }
    return {"mode": mode, **values}


_TELLING = (
    "WidthMax",
    "HeightMax",
    "Width",
    "Height",
    "BinningHorizontal",
    "BinningVertical",
    "PixelFormat",
    "AcquisitionFrameRate",
)
