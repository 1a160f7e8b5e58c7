"""The registers of the bench around a camera: its plug, its faults, ground truth.

No client sees them; the control does (`camsim.control`).
"""

from __future__ import annotations

from camsim.nodes.kinds import Float, Integer, Node, Store


def _number(name: str, default: int = 0) -> Integer:
    return Integer(name, default, store=Store.BENCH)


def _count(name: str) -> Integer:
    return Integer(name, store=Store.BENCH, size=8)


def _amount(name: str, default: float) -> Float:
    return Float(name, default, store=Store.BENCH)


BENCH: list[Node] = [
    _number("Model"),
    _number("Binning"),
    # Whether it is plugged in, and how often it has been: an opened handle is good
    # for one plugging only.
    _number("Present", 1),
    _number("Plugged", 1),
    _number("OwnerProcess"),
    # What goes wrong: every which frame (0 none), yes or no, an address or 0.
    _number("DropEvery"),
    _number("IncompleteEvery"),
    _number("Stalled"),
    _number("Usb2"),
    _number("RejectedAddress"),
    # Time stamps are whole multiples of this, in ns.
    _number("TimestampStep", 1),
    # Settings at which the scene is sent as it was given.
    _amount("ReferenceExposure", 5000.0),
    _amount("ReferenceGain", 0.0),
    _amount("ReferenceBlackLevel", 1.953125),
    # What the camera is doing.
    _number("Acquiring"),
    _number("FramesToTake"),
    _number("PulsesWaiting"),
    _count("FrameId"),
    _count("PoweredUpAt"),
    # Ground truth since the camera was made: exposed = dropped + underrun + delivered.
    _count("FramesExposed"),
    _count("FramesDropped"),
    _count("FramesUnderrun"),
    _count("FramesDelivered"),
    _count("FramesIncomplete"),
    _count("PulsesMissed"),
]
