"""The driver that plays recordings where a camera is expected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from typing_extensions import override

from camsetup.domain.errors import (
    EndOfRecordingError,
    ReadTimeoutError,
    SourceClosedError,
    UsageError,
)
from camsetup.domain.frame import Frame, Stamp
from camsetup.domain.settings import CameraSettings
from camsetup.sources.base import (
    CameraDescription,
    CameraFound,
    Driver,
    Readiness,
    Source,
)
from camsetup.sources.clock import Clock, SystemClock
from camsetup.sources.recording.opening import open_reel
from camsetup.sources.recording.playback import Playback, Shot, shots
from camsetup.sources.recording.reel import ALLOWED

if TYPE_CHECKING:
    from camsetup.domain.rig import CameraRole
    from camsetup.sources.address import Address
    from camsetup.sources.recording.reel import Reel

_NS = 1_000_000_000


class RecordingDriver(Driver):
    """Opens ``PATH`` or ``recording:PATH?rate=30&loop=1&pace=fast``."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()

    @property
    @override
    def name(self) -> str:
        """Return the word that begins its addresses."""
        return "recording"

    @override
    def readiness(self) -> Readiness:
        """Say that it needs nothing but a path."""
        return Readiness(ready=True)

    @override
    def find(self) -> list[CameraFound]:
        """Find nothing: recordings are named, not searched for."""
        return []

    @override
    def open(self, address: Address, role: CameraRole) -> Source:
        """Open a recording; the role gives its rate where nothing else does."""
        if not address.place:
            raise UsageError("A recording's address needs a path.", remedy=ALLOWED)
        playback = Playback.asked(address)
        reel = open_reel(Path(address.place).expanduser())
        rate_hz = playback.rate_hz or reel.rate_hz or role.rate_hz
        return RecordingSource(reel, playback, rate_hz, self._clock)


class RecordingSource(Source):
    """A recording that is being played.

    It waits for a late reader, so that its numbers have no gaps, and it is never
    turned: recordings are stored turned.
    """

    def __init__(
        self, reel: Reel, playback: Playback, rate_hz: float, clock: Clock
    ) -> None:
        self._reel = reel
        self._playback = playback
        self._rate_hz = rate_hz
        self._clock = clock
        self._shots = shots(reel, playback, rate_hz)
        self._next: Shot | None = None
        self._offset_ns = clock.monotonic_ns()
        self._closed = False

    @override
    def describe(self) -> CameraDescription:
        """Return that nothing can be set and that nothing is live."""
        self._require_open()
        paced = self._playback.paced
        return CameraDescription("", "recording", paced=paced, live=False)

    @override
    def apply(self, settings: CameraSettings) -> CameraSettings:
        """Change nothing; return the size and the rate that the recording has."""
        self._require_open()
        size = self._reel.size
        return CameraSettings(size.width, size.height, rate_hz=self._rate_hz)

    @override
    def start(self) -> None:
        """Let the first picture be due now."""
        self._require_open()
        self._offset_ns = self._clock.monotonic_ns()

    @override
    def read(self, timeout_s: float) -> Frame:
        """Return the next picture when it is due.

        Raises
        ------
        ReadTimeoutError
            When it is not due in time.
        EndOfRecordingError
            When a recording that plays once is over.
        InputError
            When the picture cannot be read; names the file.
        """
        self._require_open()
        shot = self._next = self._next or self._decode()
        if self._playback.paced:
            self._wait_until_due(shot, timeout_s)
        self._next = None
        now_ns = self._clock.monotonic_ns()
        pixels = np.array(shot.pixels, order="C")
        return Frame.seal(pixels, Stamp(shot.frame_id, shot.device_time_ns, now_ns))

    @override
    def close(self) -> None:
        """Let go of the file."""
        self._closed = True
        self._next = None
        self._shots.close()

    def _require_open(self) -> None:
        if self._closed:
            raise SourceClosedError("This recording has been closed.")

    def _decode(self) -> Shot:
        shot = next(self._shots, None)
        if shot is None:
            raise EndOfRecordingError(
                "The recording is over.", remedy="Write loop=1 to play it for ever."
            )
        return shot

    def _wait_until_due(self, shot: Shot, timeout_s: float) -> None:
        due_ns = self._offset_ns + shot.device_time_ns
        early_s = (due_ns - self._clock.monotonic_ns()) / _NS
        self._clock.wait(min(early_s, timeout_s))
        if early_s > timeout_s:
            raise ReadTimeoutError(
                f"The next picture comes every {1 / self._rate_hz:.3g} s only."
            )
        late_ns = -early_s * _NS
        if late_ns > _NS / self._rate_hz:
            self._offset_ns += round(late_ns)
