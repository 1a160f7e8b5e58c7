"""Why a simulated camera sends nothing, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.sources.abilities import Diagnosis, Silence

if TYPE_CHECKING:
    from camsetup.sources.simulator.faults import Plug


def diagnosis(plug: Plug, *, waits: bool, triggered: bool) -> Diagnosis:
    """Return why no frame comes.

    Parameters
    ----------
    waits
        The camera is triggered, and no pulse comes.
    triggered
        Frames come with pulses only.
    """
    if plug.away():
        return Diagnosis(
            Silence.UNPLUGGED,
            f"Camera {plug.serial} was unplugged.",
            "Plug it in again: the picture comes back by itself.",
        )
    if waits:
        return Diagnosis(
            Silence.WAITS_FOR_TRIGGER,
            f"Camera {plug.serial} takes a frame only when its trigger input says so, "
            "and no pulse comes.",
            "Start the trigger, or switch it off for set-up.",
        )
    pulses = ", pulses come," if triggered else ""
    return Diagnosis(
        Silence.STALLED,
        f"Camera {plug.serial} answers{pulses} and sends no frames.",
        "Unplug the camera, wait for five seconds, and plug it in again.",
    )
