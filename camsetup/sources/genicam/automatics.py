"""Switching a camera's automatics off, and on where they are asked for."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from camsetup.domain.settings import Automatic
from camsetup.sources.genicam.names import Feature
from camsetup.sources.genicam.nodes import NodeError
from camsetup.sources.genicam.reading import AUTOMATICS, OFF, ON
from camsetup.sources.genicam.refusals import SettingLockedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from camsetup.domain.settings import CameraSettings
    from camsetup.sources.genicam.writing import Writing

#: What asking for a fixed value switches off.
FIXED_BY = {
    "exposure_us": Automatic.EXPOSURE,
    "gain_db": Automatic.GAIN,
    "rate_hz": Automatic.RATE,
}


def switch_off(writing: Writing, asked: CameraSettings) -> None:
    """Switch off what is to be off: what has a fixed value, or is not asked for.

    Raises
    ------
    SettingRejectedError
        When the camera keeps one on.
    """
    names = asked.asked()
    fixed = {which for name, which in FIXED_BY.items() if name in names}
    if asked.automatics is not None:
        fixed |= set(Automatic) - asked.automatics
    for which in (each for each in Automatic if each in fixed):
        _choose(writing, AUTOMATICS[which], OFF)
    if "black_level_percent" in names:
        _choose(writing, Feature.BLACK_LEVEL_AUTO, OFF)
    if Automatic.RATE in fixed:
        _enable_rate(writing, on=True)


def switch_on(writing: Writing, asked: CameraSettings) -> None:
    """Switch on what is asked for, after the values that it begins with.

    Raises
    ------
    SettingRejectedError
        When the camera does not do it.
    """
    for which in (each for each in Automatic if each in (asked.automatics or ())):
        if writing.features.name(AUTOMATICS[which]) is not None:
            _choose(writing, AUTOMATICS[which], "Continuous")
        elif which is Automatic.RATE:
            _enable_rate(writing, on=False)


def _choose(writing: Writing, node: Feature, word: str) -> None:
    if writing.features.word(node) in (None, word):
        return
    with _naming(writing, _TITLES[node], word):
        writing.changes.word(node, word)


def _enable_rate(writing: Writing, *, on: bool) -> None:
    """Let the camera keep a rate; locked where pulses decide it."""
    if writing.features.access(Feature.RATE_ENABLE).writable:
        with _naming(writing, "frame rate", OFF if on else ON):
            writing.changes.flag(Feature.RATE_ENABLE, value=on)


@contextmanager
def _naming(writing: Writing, title: str, word: str) -> Iterator[None]:
    """Name the automatic that a camera does not switch."""
    try:
        yield
    except NodeError as error:
        to = "off" if word == OFF else "on"
        raise SettingLockedError(
            f"{writing.camera} cannot switch its automatic {title} {to}:"
            f" {error.message.rstrip('.')}.",
            remedy="Reset the camera: unplug it once.",
        ) from error


_TITLES = {
    Feature.EXPOSURE_AUTO: "exposure",
    Feature.GAIN_AUTO: "gain",
    Feature.RATE_AUTO: "frame rate",
    Feature.BLACK_LEVEL_AUTO: "black level",
}
