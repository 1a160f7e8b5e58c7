"""A camera's state: the nodes that camsetup may touch, read and put back in order."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from camsetup.sources.genicam.nodes import Access, NodeError
from camsetup.sources.genicam.touched import (
    COUNTS,
    ENDS,
    GATES_OF,
    KINDS,
    LEVELS,
    OPEN,
    SELECTOR,
    TRIGGER,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camsetup.sources.genicam.changes import NodeValue
    from camsetup.sources.genicam.nodes import NodeMap

#: Values limit each other (a width by its offset, an exposure by the rate), so that
#: what is refused at first is tried again once the others stand.
PASSES: Final = 3

#: What is larger, no 64-bit register holds; a camera that says so says nothing.
LARGEST: Final = 2**63

#: Floats are rounded by the camera's registers when they are written again.
_ROUNDING: Final = 1e-3


@dataclass(frozen=True, slots=True)
class CameraState:
    """What nodes hold.

    Attributes
    ----------
    values
        By the node's name.
    triggers
        By the entry of TriggerSelector, then by name; the entry is empty where the
        camera has no selector.
    """

    values: Mapping[str, NodeValue]
    triggers: Mapping[str, Mapping[str, str]]


def look(nodes: NodeMap) -> CameraState:
    """Read a camera without touching it: of its triggers, the one that is selected."""
    values = {
        name: value
        for name, kind in KINDS.items()
        if (value := _found(nodes, name, kind)) is not None
    }
    selected = values.get(SELECTOR, "")
    return CameraState(values, {str(selected): _trigger(nodes)})


def look_behind(nodes: NodeMap, state: CameraState) -> CameraState:
    """Add what has to be selected or enabled to be read; it ends as it was."""
    return replace(
        state,
        values={**_disabled(nodes, state), **state.values},
        triggers={**_unselected(nodes, state), **state.triggers},
    )


def following(present: CameraState, found: CameraState) -> CameraState:
    """Return the present state, with what cannot be seen of it as it was found.

    Selectors stay as found: which one we have used last means nothing.
    """
    selectors = {name: found.values[name] for name in ENDS if name in found.values}
    return CameraState(
        {**found.values, **present.values, **selectors},
        {**found.triggers, **present.triggers},
    )


def put(nodes: NodeMap, state: CameraState) -> tuple[str, ...]:
    """Write a state to a camera that does not stream; return what did not take.

    Values are written with triggers and automatics off, and these set afterwards.
    What an automatic governs needs no value, and is not complained about.
    """
    for entry in state.triggers:
        _select(nodes, entry)
        _wrote(nodes, "TriggerMode", "Off")
    gates = {name: state.values[name] for name in OPEN if name in state.values}
    for name in gates:
        _wrote(nodes, name, OPEN[name])
    levels = {name: state.values[name] for name in LEVELS if name in state.values}
    lost = [name for name in _put_all(nodes, levels) if not _governed(name, state)]
    lost += _put_triggers(nodes, state)
    lost += _put_all(nodes, dict(reversed(gates.items())))
    selectors = {name: state.values[name] for name in ENDS if name in state.values}
    return (*lost, *_put_all(nodes, selectors))


def complaint(state: CameraState) -> str:
    """Say what in a state is none of ours or of a wrong kind; empty when nothing is."""
    for name, value in state.values.items():
        if name not in KINDS or not _fits(value, KINDS[name]):
            return f"{name} = {value!r}"
    for entry, trigger in state.triggers.items():
        for name, word in trigger.items():
            if name not in TRIGGER:
                return f"{name}[{entry}] = {word!r}"
    return ""


def _fits(value: NodeValue, kind: type[NodeValue]) -> bool:
    if kind is float:
        return not isinstance(value, (bool, str)) and abs(value) < LARGEST
    return type(value) is kind


def _found(nodes: NodeMap, name: str, kind: type[NodeValue]) -> NodeValue | None:
    """Read a value; an automatic that works once is off soon, by itself."""
    value = _read(nodes, name, kind)
    return "Off" if value == "Once" else value


def _trigger(nodes: NodeMap) -> dict[str, str]:
    found = {name: _read(nodes, name, str) for name in TRIGGER}
    return {name: str(word) for name, word in found.items() if word is not None}


def _disabled(nodes: NodeMap, state: CameraState) -> dict[str, NodeValue]:
    """Read values that are not available while something is off (a gamma)."""
    hidden = [name for name in LEVELS if nodes.access(name) is Access.UNAVAILABLE]
    gates = [
        gate
        for name in hidden
        for gate in GATES_OF.get(name, ())
        if gate in state.values
    ]
    try:
        for gate in gates:
            _wrote(nodes, gate, OPEN[gate])
        found = {name: _read(nodes, name, KINDS[name]) for name in hidden}
    finally:
        for gate in reversed(gates):
            _wrote(nodes, gate, state.values[gate])
    return {name: value for name, value in found.items() if value is not None}


def _unselected(nodes: NodeMap, state: CameraState) -> dict[str, dict[str, str]]:
    """Read the triggers behind the entries of the selector that are not chosen."""
    found = {}
    try:
        for entry in _entries(nodes):
            if entry not in state.triggers and _wrote(nodes, SELECTOR, entry):
                found[entry] = _trigger(nodes)
    finally:
        if found:
            _wrote(nodes, SELECTOR, state.values[SELECTOR])
    return found


def _entries(nodes: NodeMap) -> tuple[str, ...]:
    try:
        return nodes.words(SELECTOR)
    except NodeError:
        return ()


def _select(nodes: NodeMap, entry: str) -> None:
    if entry:
        _wrote(nodes, SELECTOR, entry)


def _put_triggers(nodes: NodeMap, state: CameraState) -> list[str]:
    """Put back each trigger's source before its mode: it is locked while that is on."""
    lost = []
    for entry, trigger in state.triggers.items():
        _select(nodes, entry)
        ordered = {name: trigger[name] for name in TRIGGER if name in trigger}
        names = _put_all(nodes, ordered)
        lost += [f"{name}[{entry}]" if entry else name for name in names]
    return lost


def _put_all(nodes: NodeMap, values: Mapping[str, NodeValue]) -> list[str]:
    """Write what differs until nothing does; return what still does.

    Written to the last digit: an exposure that fills its period fits into no shorter
    one. Judged as registers round.
    """
    for _ in range(PASSES):
        pending = [name for name in values if not _is(nodes, name, values[name])]
        for name in pending:
            _wrote(nodes, name, values[name])
        if not pending:
            break
    return [name for name, value in values.items() if not _holds(nodes, name, value)]


def _is(nodes: NodeMap, name: str, wanted: NodeValue) -> bool:
    return _read(nodes, name, type(wanted)) == wanted


def _holds(nodes: NodeMap, name: str, wanted: NodeValue) -> bool:
    found = _read(nodes, name, type(wanted))
    if found is None or isinstance(wanted, (bool, str)) or isinstance(found, str):
        return found == wanted
    if name in COUNTS:
        return found == wanted
    return math.isclose(found, wanted, rel_tol=_ROUNDING, abs_tol=_ROUNDING)


def _governed(name: str, state: CameraState) -> bool:
    """Say whether the camera chooses the value by itself in this state."""
    return any(
        state.values.get(gate, OPEN[gate]) != OPEN[gate]
        for gate in GATES_OF.get(name, ())
    )


def _read(nodes: NodeMap, name: str, kind: type[NodeValue]) -> NodeValue | None:
    if not nodes.access(name).readable:
        return None
    try:
        if kind is bool:
            return nodes.flag(name)
        if kind is str:
            return nodes.word(name)
        number = nodes.number(name)
        return number if abs(number) < LARGEST else None
    except NodeError:
        return None


def _wrote(nodes: NodeMap, name: str, value: NodeValue) -> bool:
    """Write what differs; say whether the node took it."""
    if _is(nodes, name, value):
        return True
    try:
        if isinstance(value, bool):
            nodes.set_flag(name, value=value)
        elif isinstance(value, str):
            nodes.set_word(name, value)
        else:
            nodes.set_number(name, value)
    except NodeError:
        return False
    return True
