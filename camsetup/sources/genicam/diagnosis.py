"""The trigger doctor: why a real camera is silent, read from its nodes."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from camsetup.domain.errors import CameraLostError, CameraUnavailableError
from camsetup.sources.abilities import Diagnosis, Silence
from camsetup.sources.genicam.names import Feature, Features
from camsetup.sources.genicam.nodes import NodeError

if TYPE_CHECKING:
    from camsetup.sources.genicam.nodes import NodeMap

#: How long it has been silent when nobody says: what `camsetup.stream` waits for.
SILENT_S: Final = 2.0


def diagnose(
    nodes: NodeMap, *, streaming: bool, incomplete: int = 0, silent_s: float = SILENT_S
) -> Diagnosis:
    """Say why no whole frame comes; never raises.

    The nodes are only read, but for TriggerSelector where the chosen trigger is not
    the one that waits; it ends as it was.

    Parameters
    ----------
    streaming
        Whether we have started the stream, and have not stopped it.
    incomplete
        Frames with data missing since the last whole one.
    silent_s
        Since when no frame has come: a long period is no stall until then.
    """
    features = Features(nodes)
    try:
        return (
            _unreadable(nodes)
            or _incomplete(nodes, incomplete)
            or (None if streaming else _NOT_STARTED)
            or _stopped(features)
            or _waiting(features)
            or _slow(features, silent_s)
            or _stalled(features)
        )
    except CameraLostError as error:
        return Diagnosis(
            Silence.UNPLUGGED,
            error.message,
            "Check the cable: the picture comes back by itself.",
        )
    except CameraUnavailableError as error:
        return _taken(f"its nodes cannot be read ({error.message})")


def _unreadable(nodes: NodeMap) -> Diagnosis | None:
    """Read something that no SDK keeps a copy of, as far as the camera has it."""
    if any(_number(nodes, name) is not None for name in _VOLATILE):
        return None
    return _taken(f"none of {', '.join(_VOLATILE)} can be read")


def _incomplete(nodes: NodeMap, frames: int) -> Diagnosis | None:
    if not frames:
        return None
    failures = _number(nodes, "TransmitFailureCount")
    counted = "" if failures is None else f"; TransmitFailureCount is {failures:.0f}"
    came = "1 frame has" if frames == 1 else f"{frames} frames have"
    return Diagnosis(
        Silence.INCOMPLETE,
        f"{came} come since the last whole one, with data missing{counted}.",
        "Use another cable, or a USB 3 port of its own at the back of the computer.",
    )


def _stopped(features: Features) -> Diagnosis | None:
    """Say by which node somebody else has stopped the camera."""
    nodes = features.nodes
    if _number(nodes, "TLParamsLocked") == 0:
        return _taken("TLParamsLocked is 0 while frames should come")
    if _word(nodes, "AcquisitionStatusSelector") == "AcquisitionActive" and (
        _flag(nodes, "AcquisitionStatus") is False
    ):
        return _taken("AcquisitionStatus says that it is not active")
    mode = features.word(Feature.ACQUISITION_MODE)
    if mode in ("SingleFrame", "MultiFrame"):
        return _taken(f"AcquisitionMode is {mode}, and was set to Continuous")
    return None


def _waiting(features: Features) -> Diagnosis | None:
    """Look at the chosen trigger first, then behind the selector's other entries."""
    chosen = features.word(Feature.TRIGGER_SELECTOR)
    if features.word(Feature.TRIGGER_MODE) == "On":
        return _trigger_on(features, chosen or "each frame")
    if chosen is None:
        return None
    try:
        for other in features.words(Feature.TRIGGER_SELECTOR):
            if other == chosen or not _choose(features.nodes, other):
                continue
            if features.word(Feature.TRIGGER_MODE) == "On":
                return _trigger_on(features, other)
    finally:
        _choose(features.nodes, chosen)
    return None


def _trigger_on(features: Features, selector: str) -> Diagnosis:
    source = features.word(Feature.TRIGGER_SOURCE)
    if source == "Software":
        return Diagnosis(
            Silence.WAITS_FOR_TRIGGER,
            f"The camera waits for a program to trigger it: TriggerMode is On for"
            f" {selector}, TriggerSource is Software.",
            "Press T to switch the trigger off for set-up.",
        )
    said = [source or "an input", _edge(features.nodes), _level(features.nodes, source)]
    return Diagnosis(
        Silence.WAITS_FOR_TRIGGER,
        f"The camera waits for a trigger: TriggerMode is On for {selector}, by"
        f" {', '.join(each for each in said if each)}.",
        "Start the trigger, or press T to switch it off for set-up.",
    )


def _edge(nodes: NodeMap) -> str:
    """Return "rising edge" for RisingEdge."""
    word = _word(nodes, "TriggerActivation") or ""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word).lower()


def _level(nodes: NodeMap, source: str | None) -> str:
    """Say how the line stands now: one that never changes is not connected."""
    line = re.fullmatch(r"Line(\d{1,2})", source or "")
    states = _number(nodes, "LineStatusAll")
    if line is None or states is None:
        return ""
    return f"which is {'high' if int(states) >> int(line[1]) & 1 else 'low'} now"


def _slow(features: Features, silent_s: float) -> Diagnosis | None:
    """Say so when the next picture is not due yet, or has just become due."""
    period_s = max(
        1.0 / (features.number(Feature.RATE) or math.inf),
        (features.number(Feature.EXPOSURE) or 0.0) / 1e6,
    )
    if 2 * period_s <= silent_s:
        return None
    return Diagnosis(
        Silence.SLOW,
        f"The camera takes one picture every {period_s:.3g} s{_speed(features)}.",
        "Set a shorter exposure time, or a higher frame rate.",
    )


def _stalled(features: Features) -> Diagnosis:
    triggered = features.name(Feature.TRIGGER_MODE) is not None
    trigger = "its trigger is off" if triggered else "it has no trigger"
    return Diagnosis(
        Silence.STALLED,
        f"The camera answers, {trigger}, and no frame comes{_speed(features)}.",
        "Unplug the camera and plug it in again.",
    )


def _speed(features: Features) -> str:
    rate_hz = features.number(Feature.RATE)
    exposure_us = features.number(Feature.EXPOSURE)
    said = [
        "" if rate_hz is None else f"AcquisitionFrameRate is {rate_hz:.4g} Hz",
        "" if exposure_us is None else f"ExposureTime is {exposure_us:.0f} µs",
    ]
    read = ", ".join(each for each in said if each)
    return f": {read}" if read else ""


def _taken(how: str) -> Diagnosis:
    return Diagnosis(
        Silence.TAKEN,
        f"Another program has the camera, or has stopped it: {how}.",
        "Close SpinView, Bonsai and whatever else uses the camera.",
    )


def _choose(nodes: NodeMap, selector: str) -> bool:
    try:
        nodes.set_word(Feature.TRIGGER_SELECTOR.value[0], selector)
    except NodeError:
        return False
    return True


def _number(nodes: NodeMap, name: str) -> float | None:
    try:
        return nodes.number(name) if nodes.access(name).readable else None
    except NodeError:
        return None


def _word(nodes: NodeMap, name: str) -> str | None:
    try:
        return nodes.word(name) if nodes.access(name).readable else None
    except NodeError:
        return None


def _flag(nodes: NodeMap, name: str) -> bool | None:
    try:
        return nodes.flag(name) if nodes.access(name).readable else None
    except NodeError:
        return None


_NOT_STARTED = Diagnosis(
    Silence.STALLED,
    "The camera answers, and has not been started.",
    "Close it and open it again.",
)

#: Every camera has a width; the others change by themselves, and are never cached.
_VOLATILE = ("LineStatusAll", "DeviceTemperature", "Width")
