"""One camera as the doctor finds it: its nodes, its link, and ten seconds of frames."""

from __future__ import annotations

import time
from dataclasses import asdict
from enum import Enum
from threading import Event
from typing import TYPE_CHECKING, Any

from camsetup.domain.errors import (
    CameraLostError,
    CameraUnavailableError,
    CamsetupError,
    ReadTimeoutError,
)
from camsetup.domain.settings import CameraSettings
from camsetup.session.doctor.ticker import Ticker
from camsetup.session.doctor.timing import READ_TIMEOUT_S, timing_facts, watch
from camsetup.sources.abilities import Diagnosable
from camsetup.sources.genicam.node_table import line_states, node_table, video_modes
from camsetup.sources.genicam.nodes import Examinable
from camsetup.sources.registry import open_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.domain.rig import CameraRole
    from camsetup.sources.base import Source

#: A person gets so long to pull the plug, and to put it in again.
PATIENCE_S = 60.0

#: How often a camera that is not there is looked for, as in `stream.acquisition`.
RETRY_S = 0.5

Plain = dict[str, Any]  # Any: JSON's own values


def examine(
    address: str, role: CameraRole, settings: CameraSettings, seconds: float
) -> Plain:
    """Open a camera, list what it is, and time its frames; errors are facts, too.

    Parameters
    ----------
    settings
        Applied first; none of them leaves the camera as it is.
    """
    facts: Plain = {"address": address, "role": role.name}
    try:
        source = open_source(address, role)
    except CamsetupError as error:
        return facts | {"error": said(error)}
    try:
        _examine_opened(source, settings, seconds, facts)
    except CamsetupError as error:
        facts["error"] = said(error)
    finally:
        source.close()
    return facts


def unplugging(address: str, role: CameraRole, tell: Callable[[str], None]) -> Plain:
    """Have the camera unplugged and plugged in again; say what is seen, and when.

    Parameters
    ----------
    tell
        Says to the person what to do now.
    """
    source = open_source(address, role)
    try:
        source.apply(CameraSettings())
        source.start()
        tell("Unplug the camera now.")
        facts = _wait_for_loss(source)
    finally:
        source.close()
    if "lost_as" in facts:
        tell("Plug it in again.")
        facts |= _wait_for_return(address, role)
    return facts


def said(error: CamsetupError) -> Plain:
    """Return an error as facts: ours, and the SDK's own words behind it."""
    behind = error.__cause__
    return {
        "kind": type(error).__name__,
        "message": error.message,
        "remedy": error.remedy,
        "behind": f"{type(behind).__name__}: {behind}" if behind else "",
    }


def _examine_opened(
    source: Source, settings: CameraSettings, seconds: float, facts: Plain
) -> None:
    """Add facts as they are found, so that those before an error are kept."""
    if isinstance(source, Examinable):
        facts["nodes"] = node_table(source.nodes)
        facts["transport"] = node_table(source.transport)
        facts["video_modes"] = video_modes(source.nodes)
    facts["asked"], facts["got"] = _plain(settings), _plain(source.apply(settings))
    facts |= _described(source)
    source.start()
    facts |= _timed(source, seconds)
    if isinstance(source, Examinable):
        facts["lines"] = line_states(source.nodes)
        facts["nodes_after"] = node_table(source.nodes)


def _described(source: Source) -> Plain:
    description = source.describe()
    return {
        "serial": description.serial,
        "model": description.model,
        "notes": list(description.notes),
        "remarks": [asdict(remark) for remark in description.remarks],
        "limits": {name: asdict(limit) for name, limit in description.limits.items()},
    }


def _timed(source: Source, seconds: float) -> Plain:
    with Ticker() as ticker:
        watched = watch(source, seconds)
    facts: Plain = {
        "timing": timing_facts(watched),
        "wakeups_per_second": round(ticker.per_second, 1),
    }
    if not watched.stamps and isinstance(source, Diagnosable):
        diagnosis = source.diagnose()
        facts["silence"] = asdict(diagnosis) | {"silence": diagnosis.silence.value}
    return facts


def _wait_for_loss(source: Source) -> Plain:
    deadline_s, last_frame_s = time.monotonic() + PATIENCE_S, time.monotonic()
    try:
        while time.monotonic() < deadline_s:
            if _frame_comes(source):
                last_frame_s = time.monotonic()
    except CameraLostError as error:
        noticed_s = time.monotonic() - last_frame_s
        return {"lost_as": said(error), "noticed_after_s": round(noticed_s, 3)}
    return {"problem": f"Nobody unplugged it within {PATIENCE_S:.0f} s."}


def _frame_comes(source: Source) -> bool:
    try:
        source.read(READ_TIMEOUT_S)
    except ReadTimeoutError:
        return False
    return True


def _wait_for_return(address: str, role: CameraRole) -> Plain:
    refusals: dict[str, None] = {}
    deadline_s, never = time.monotonic() + PATIENCE_S, Event()
    while time.monotonic() < deadline_s:
        picture_s = _seconds_to_picture(address, role, refusals)
        if picture_s is not None:
            return {"refused_as": list(refusals), "open_to_picture_s": picture_s}
        never.wait(RETRY_S)
    return {"refused_as": list(refusals), "problem": "It did not come back."}


def _seconds_to_picture(
    address: str, role: CameraRole, refusals: dict[str, None]
) -> float | None:
    """Return None, and note the refusal, while the camera is not there."""
    began_s = time.monotonic()
    try:
        source = open_source(address, role)
    except CameraUnavailableError as error:
        refusals[str(error)] = None
        return None
    try:
        source.apply(CameraSettings())
        source.start()
        source.read(PATIENCE_S)
    finally:
        source.close()
    return round(time.monotonic() - began_s, 3)


def _plain(settings: CameraSettings) -> Plain:
    return {name: _plain_value(value) for name, value in settings.asked().items()}


def _plain_value(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(each.value for each in value)
    return value
