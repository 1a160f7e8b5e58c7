"""Setting the trigger: off for every selector, or by a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.domain.settings import Trigger
from camsetup.sources.genicam.names import Feature
from camsetup.sources.genicam.reading import OFF, ON

if TYPE_CHECKING:
    from camsetup.sources.genicam.names import Features
    from camsetup.sources.genicam.writing import Writing

#: The trigger that starts an exposure; `reading` asks for the mode of this one.
FRAME_START = "FrameStart"


def set_trigger(writing: Writing, trigger: Trigger | None) -> None:
    """Turn the trigger off, or on by the line that is chosen.

    Raises
    ------
    SettingRejectedError
        When the camera does not do it.
    """
    if trigger is None:
        return
    if writing.features.name(Feature.TRIGGER_MODE) is None:
        # A camera without a trigger has it off.
        if trigger is Trigger.HARDWARE:
            writing.missing.append("trigger")
        return
    if trigger is Trigger.HARDWARE:
        _select(writing, trigger, FRAME_START)
        _turn_on(writing)
    else:
        _turn_off(writing)


def select_frame_start(writing: Writing) -> None:
    """Show the trigger that starts an exposure: the mode is read behind a selector."""
    if FRAME_START in writing.features.words(Feature.TRIGGER_SELECTOR):
        _select(writing, Trigger.OFF, FRAME_START)


def waits(features: Features) -> bool:
    """Say whether the camera waits for a trigger."""
    return features.word(Feature.TRIGGER_MODE) == ON


def _turn_off(writing: Writing) -> None:
    """Turn every trigger off: any one of them keeps the camera waiting."""
    selectors = writing.features.words(Feature.TRIGGER_SELECTOR)
    for selector in sorted(selectors, key=lambda each: each == FRAME_START):
        _select(writing, Trigger.OFF, selector)
        _turn_selected_off(writing)
    if not selectors:
        _turn_selected_off(writing)


def _turn_selected_off(writing: Writing) -> None:
    # Where the mode cannot be read there is none to be on.
    if writing.features.word(Feature.TRIGGER_MODE) is not None:
        writing.word("trigger", Trigger.OFF, Feature.TRIGGER_MODE, OFF)


def _turn_on(writing: Writing) -> None:
    source = writing.features.word(Feature.TRIGGER_SOURCE)
    if source is not None and not source.startswith("Line"):
        lines = [
            each
            for each in writing.features.words(Feature.TRIGGER_SOURCE)
            if each.startswith("Line")
        ]
        # Cameras lock the source of a trigger that is on.
        writing.word("trigger", Trigger.HARDWARE, Feature.TRIGGER_MODE, OFF)
        line = lines[0] if lines else "Line0"
        writing.word("trigger", Trigger.HARDWARE, Feature.TRIGGER_SOURCE, line)
    writing.word("trigger", Trigger.HARDWARE, Feature.TRIGGER_MODE, ON)


def _select(writing: Writing, trigger: Trigger, selector: str) -> None:
    if writing.features.name(Feature.TRIGGER_SELECTOR) is not None:
        writing.word("trigger", trigger, Feature.TRIGGER_SELECTOR, selector)
