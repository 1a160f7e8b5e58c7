"""The session gate, live: IBL's CameraQC over the last sampled frames of a camera."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from camsetup.analysis.brightness import LightLevels
from camsetup.analysis.steadiness import SteadyVerdicts
from camsetup.session.gate_verdict import GateVerdict
from camsetup.session.gate_verdicts import gate_verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from camsetup.cameraqc.results import Result
    from camsetup.session.gate_verdicts import Glimpse

#: A frame of each camera is sampled so often; the analyst's pace makes it 0.3 s.
SAMPLE_S = 0.25

#: The gate's focus looks at so many frames; sampled by turns, they span 6 s.
SAMPLED_FRAMES = 20

#: Another outcome is shown after it held for so many samples: about a second.
STEADY = 3


class Samples(Protocol):
    """The last sampled frames of a camera, and what the gate says of them."""

    def add(self, pixels: NDArray[np.uint8]) -> None:
        """Take another h×w frame in, and let the oldest go."""

    def clear(self) -> None:
        """Let all frames go."""

    def results(self) -> Mapping[str, Result]:
        """Return the results by the name of the check."""


class LiveGate:
    """Samples the frames of one camera now and then, and asks the gate about them.

    Used by the analyst's thread only.

    Parameters
    ----------
    turn
        Says whether a frame may be sampled now: the gate's checks are costly.
    open_samples
        Called at the first frame of a camera that was opened; it reads the
        reference frames.
    """

    def __init__(
        self, turn: Callable[[], bool], open_samples: Callable[[], Samples]
    ) -> None:
        self._turn, self._open_samples = turn, open_samples
        self._verdicts: tuple[GateVerdict, ...] = ()
        self._levels = LightLevels(SAMPLED_FRAMES)
        self._begin()

    def judge(self, glimpse: Glimpse) -> tuple[GateVerdict, ...]:
        """Return the newest verdicts; the frame is sampled when it is its turn."""
        if self._verdicts and not glimpse.camera.gate:
            self._begin()  # somebody emptied the state: the camera was gone
        if self._turn():
            results = self._sampled(glimpse)
            self._verdicts = self._steady.settle(gate_verdicts(glimpse, results))
        return self._verdicts

    def _begin(self) -> None:
        """Begin anew, with reference frames that may have been put right."""
        self._samples: Samples | None = None
        self._verdicts = ()
        self._steady = SteadyVerdicts[GateVerdict](STEADY)
        self._scene: object = None

    def _sampled(self, glimpse: Glimpse) -> Mapping[str, Result]:
        if self._samples is None:
            self._samples = self._open_samples()
        if self._changed(glimpse):
            self._samples.clear()
        self._samples.add(glimpse.frame.pixels)
        return self._samples.results()

    def _changed(self, glimpse: Glimpse) -> bool:
        """Say whether the frames so far tell nothing of those to come."""
        got = glimpse.camera.got
        scene = (
            got.exposure_us,
            got.gain_db,
            glimpse.frame.size,
            glimpse.mouse_missing,
        )
        same = scene == self._scene
        self._scene = scene
        if not same:
            self._levels.clear()
        return not same or self._light_was_turned(glimpse)

    def _light_was_turned(self, glimpse: Glimpse) -> bool:
        exposure = glimpse.inspection.exposure
        return exposure is not None and self._levels.add(exposure.roi_mean)
