"""Evidence: all that the gate may know of one camera in one session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsetup.cameraqc.options import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from camsetup.cameraqc.cameras import ExpectedVideo
    from camsetup.cameraqc.wheel.period import Velocity
    from camsetup.domain.frame import Size


@dataclass(frozen=True, slots=True)
class VideoProperties:
    """What the header of a video file says.

    Attributes
    ----------
    length
        Frames.
    rate_hz
        As the header has it; ibllib cuts its decimals off.
    """

    path: Path
    length: int
    rate_hz: float
    size: Size


@dataclass(frozen=True, slots=True, eq=False)
class Wheel:
    """The wheel's encoder.

    Attributes
    ----------
    timestamps, position
        n float64 each: seconds, radians.
    period
        (on, off) in seconds of a movement fit for comparing; None without one.
    velocity
        In the period, where it was worked out to find it; None to have it done.
    """

    timestamps: NDArray[np.float64]
    position: NDArray[np.float64]
    period: tuple[float, float] | None = None
    velocity: Velocity | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that could not be loaded: what, why, and what to do about it.

    ``what`` is the name of the field of `Evidence` that is empty for it.
    """

    what: str
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """One camera of one session; None is what is not there.

    Attributes
    ----------
    n_samples
        How many frames were asked for; ibllib divides by it.
    frames, frame_indices
        n×h×w uint8 and the n indices in the video that they came from.
    unread
        How many of them could not be read and are black.
    timestamps
        n float64: seconds, the extracted times of the frames (``alf``).
    count
        n int64: the camera's frame counter.
    pin_state
        n×4 bool: the camera's input pins, pin 4 last.
    audio
        Seconds of all fronts of the audio TTL; rises at even places.
    camera_times
        n float64: seconds of the camera's own clock, unwrapped.
    bonsai_times
        n: computer times, datetime64[ns], or float64 seconds from frameData.
    references
        n×h×w uint8 reference frames.
    motion_energy
        What the wheel's region moves between frames i and i + 2, for the frames in
        the wheel's period: m - 2 float64.
    protocol
        Name of the task, where it is known: a habituation has no wheel.
    """

    camera: str
    n_samples: int = SAMPLES
    expected: ExpectedVideo | None = None
    video: VideoProperties | None = None
    frames: NDArray[np.uint8] | None = None
    frame_indices: tuple[int, ...] = ()
    unread: int = 0
    timestamps: NDArray[np.float64] | None = None
    count: NDArray[np.int64] | None = None
    pin_state: NDArray[np.bool_] | None = None
    audio: NDArray[np.float64] | None = None
    camera_times: NDArray[np.float64] | None = None
    bonsai_times: NDArray[np.datetime64] | NDArray[np.float64] | None = None
    wheel: Wheel | None = None
    motion_energy: NDArray[np.float64] | None = None
    references: NDArray[np.uint8] | None = None
    gaps: tuple[Gap, ...] = ()
    protocol: str = ""

    @property
    def length(self) -> int | None:
        """Return the number of frames in the video; None without a video."""
        return None if self.video is None else self.video.length
