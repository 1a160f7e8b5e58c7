"""How a recording is played: its pace, its loops, and its options in an address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from camsetup.domain.errors import UsageError
from camsetup.domain.settings import Range

if TYPE_CHECKING:
    from collections.abc import Generator

    import numpy as np
    from numpy.typing import NDArray

    from camsetup.sources.address import Address
    from camsetup.sources.recording.reel import Reel

#: Slower looks like a stall, faster than any camera of a rig is a slip of the hand.
RATE_HZ = Range(0.1, 10_000)

_NS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Playback:
    """The options of a recording's address.

    Attributes
    ----------
    rate_hz
        Pictures per second; None plays as the file or else the role says.
    loops
        Whether it begins again at its end.
    paced
        Whether it takes as long as it took; otherwise it is read without waiting.
    """

    rate_hz: float | None = None
    loops: bool = True
    paced: bool = True

    @classmethod
    def asked(cls, address: Address) -> Playback:
        """Read ``rate``, ``loop`` and ``pace`` from an address.

        Raises
        ------
        UsageError
            When a key is unknown or a value is not allowed; names both.
        """
        words = dict(address.options)
        pace = words.pop("pace", "real")
        numbers = replace(address, options=words).numbers(("rate", "loop", "pace"))
        rate_hz = numbers.get("rate")
        loop = numbers.get("loop", 1.0)
        if pace not in ("real", "fast"):
            raise _refused("pace", pace, "Write pace=real or pace=fast.")
        if loop not in (0.0, 1.0):
            raise _refused("loop", f"{loop:g}", "Write loop=0 (once) or loop=1.")
        if rate_hz is not None and not RATE_HZ.holds(rate_hz):
            raise _refused("rate", f"{rate_hz:g}", f"It may be {RATE_HZ} Hz.")
        return cls(rate_hz, loops=bool(loop), paced=pace == "real")


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """One picture in the order of playing; numbers and time run on through loops."""

    pixels: NDArray[np.uint8]
    frame_id: int
    device_time_ns: int


def shots(reel: Reel, playback: Playback, rate_hz: float) -> Generator[Shot]:
    """Play a reel, once or for ever.

    ``rate_hz`` spaces the pictures that carry no time of their own; a rate asked for
    in ``playback`` overrules the file's times. Times always rise.
    """
    interval_ns = _NS / rate_hz
    frame_id, latest_ns, begins_ns = 0, -1, 0
    while True:
        for index, picture in enumerate(reel.pictures()):
            own_ns = None if playback.rate_hz is not None else picture.time_ns
            within_ns = round(index * interval_ns) if own_ns is None else own_ns
            latest_ns = max(begins_ns + within_ns, latest_ns + 1)
            yield Shot(picture.pixels, frame_id, latest_ns)
            frame_id += 1
        if not playback.loops:
            return
        begins_ns = latest_ns + round(interval_ns)


def _refused(key: str, value: str, remedy: str) -> UsageError:
    return UsageError(f"A recording cannot take {key}={value}.", remedy=remedy)
