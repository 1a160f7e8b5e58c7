"""Made-up sessions: evidence and results as plausible as they need to be."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from camsetup.cameraqc import results
from camsetup.cameraqc.cameras import FACE_ROIS, ExpectedVideo
from camsetup.cameraqc.evidence import Evidence, Gap, VideoProperties, Wheel
from camsetup.cameraqc.options import Mode
from camsetup.cameraqc.reports import CameraReport, Difference, SessionReport
from camsetup.domain.frame import Size
from camsetup.domain.verdict import Outcome, worst

SESSION = Path("Subjects/KS014/2026-11-20/001")
RATES_HZ = {"left": 60.0, "right": 150.0, "body": 30.0}
SIZES = {"left": Size(1280, 1024), "right": Size(640, 512), "body": Size(640, 512)}


def picture(camera: str = "right", seed: int = 1) -> np.ndarray:
    """Return a frame with light and dark parts, and texture where the face is."""
    size = SIZES[camera]
    random = np.random.default_rng(seed)
    x, y = np.meshgrid(np.linspace(0, 1, size.width), np.linspace(0, 1, size.height))
    frame = 30 + 60 * x + 40 * np.sin(9 * y)
    (top, bottom), (left, right) = FACE_ROIS[camera]
    fur = cv2.GaussianBlur(random.normal(0, 90, (bottom - top, right - left)), None, 2)
    frame[top:bottom, left:right] += 70 + 3 * fur
    return np.clip(frame, 0, 255).astype(np.uint8)


def shifted(frame: np.ndarray, x: int, y: int) -> np.ndarray:
    return np.roll(frame, (y, x), (0, 1))


def times(frames: int, rate_hz: float, *, jitter_s: float = 2e-4) -> np.ndarray:
    random = np.random.default_rng(2)
    return 2 + np.arange(frames) / rate_hz + jitter_s * random.standard_normal(frames)


def evidence(
    camera: str = "right",
    reference: np.ndarray | None = None,
    *,
    offset: tuple[int, int] = (0, 0),
    frames: int = 12,
    length: int = 6000,
) -> Evidence:
    """Return evidence of a session without faults but for the face's offset."""
    base = picture(camera) if reference is None else reference
    random = np.random.default_rng(3)
    held = [
        cv2.add(shifted(base, *np.add(offset, random.integers(-3, 4, 2))), extra)
        for extra in np.linspace(0, 12, frames)
    ]
    rate = RATES_HZ[camera]
    stamps = times(length, rate)
    sounds = np.arange(3.0, stamps[-1] - 1, 4.0)
    pins = np.zeros((length, 4), bool)
    for sound in sounds:
        pins[
            np.searchsorted(stamps, sound) : np.searchsorted(stamps, sound + 0.1), 3
        ] = True
    path = SESSION / "raw_video_data" / f"_iblrig_{camera}Camera.raw.mp4"
    return Evidence(
        camera=camera,
        n_samples=frames,
        expected=ExpectedVideo(rate, SIZES[camera]),
        video=VideoProperties(path, length, rate, SIZES[camera]),
        frames=np.stack(held),
        frame_indices=tuple(
            np.linspace(100, length - 100, frames).astype(int).tolist()
        ),
        timestamps=stamps,
        count=np.arange(length),
        pin_state=pins,
        audio=np.stack([sounds, sounds + 0.1], 1).ravel(),
        camera_times=stamps - stamps[0],
        bonsai_times=stamps,
        references=base[None],
    )


def brightness(of: Evidence, outcome: Outcome = Outcome.PASS) -> results.Brightness:
    means = tuple(of.frames.mean((1, 2)).tolist())
    return results.Brightness(
        outcome, "Mean grey level as it is.", "", means, float(np.std(means))
    )


def position(
    of: Evidence,
    offset_px: tuple[float, float] = (0.0, 0.0),
    outcome: Outcome = Outcome.PASS,
    face: Outcome = Outcome.PASS,
) -> results.Position:
    roi = FACE_ROIS[of.camera]
    held, height, width = of.frames.shape
    median = (roi[1][0] - offset_px[0], roi[0][0] - offset_px[1])
    random = np.random.default_rng(4)
    found = np.rint(median + random.normal(0, 2, (held, 2))).astype(int)
    return results.Position(
        outcome,
        f"Face {offset_px} px off.",
        "" if outcome is Outcome.PASS else "Turn the camera back.",
        results.Faces(tuple(map(tuple, found.tolist())), (0.9,) * held, roi),
        median,
        offset_px,
        (abs(offset_px[0]) * 100 / height, abs(offset_px[1]) * 100 / width),
        tuple((84 + random.normal(0, 2, held)).tolist()),
        face,
        Outcome.PASS,
        Size(width, height),
    )


def focus(of: Evidence, outcome: Outcome = Outcome.PASS) -> results.Focus:
    held = len(of.frames)
    random = np.random.default_rng(5)
    roi = FACE_ROIS[of.camera]
    return results.Focus(
        outcome,
        "Variance of the Laplacian and FFT as they are.",
        "",
        (roi, ((10, 200), (10, 300))),
        tuple(range(held)),
        tuple(map(tuple, random.uniform(150, 400, (held, 2)).tolist())),
        tuple(random.uniform(7, 9, held).tolist()),
        laplacian_passes=True,
        fft_passes=True,
    )


def wheel_alignment(
    offset_frames: int = 0, outcome: Outcome = Outcome.PASS, frames: int = 400
) -> results.WheelAlignment:
    stamps = np.arange(frames) / 60 + 12
    speed = np.abs(np.sin(stamps * 3) * np.sin(stamps / 2)) + 0.02
    energy = np.roll(speed, offset_frames) + 0.02
    return results.WheelAlignment(
        outcome,
        f"Offset {offset_frames} frames.",
        "",
        offset_frames,
        tuple(stamps.tolist()),
        tuple((energy / energy.max()).tolist()),
        tuple((speed / speed.max()).tolist()),
    )


def all_results(of: Evidence, *, offset: int = 0) -> dict[str, results.Result]:
    """Return a result for every check; all but the wheel's of a good session."""
    rate = RATES_HZ[of.camera]
    size = SIZES[of.camera]
    return {
        "brightness": brightness(of),
        "camera_times": results.CameraTimes(Outcome.PASS, "As many.", "", 0),
        "dropped_frames": results.DroppedFrames(Outcome.PASS, "None.", "", 0, 0, 0.0),
        "file_headers": results.FileHeaders(Outcome.PASS, "As is.", "", rate, rate),
        "focus": focus(of),
        "framerate": results.Framerate(Outcome.PASS, "As is.", "", rate, rate),
        "pin_state": results.PinState(Outcome.PASS, "Matched.", "", 0, 0),
        "position": position(of),
        "resolution": results.Resolution(
            Outcome.PASS, "As is.", "", size, ExpectedVideo(rate, size)
        ),
        "timestamps": results.Timestamps(
            Outcome.PASS, "As many.", "", of.length, True, True
        ),
        "wheel_alignment": wheel_alignment(offset),
    }


def camera_report(
    of: Evidence | None = None,
    judged: dict[str, results.Result] | None = None,
    differences: tuple[Difference, ...] = (),
) -> CameraReport:
    of = evidence() if of is None else of
    judged = all_results(of) if judged is None else judged
    outcome = worst(result.outcome for result in judged.values())
    return CameraReport(of.camera, outcome, judged, "", differences, of)


def session_report(
    *cameras: CameraReport, session: Path = SESSION, mode: Mode = Mode.AGREEMENT
) -> SessionReport:
    made = cameras or (camera_report(),)
    return SessionReport(session, {each.camera: each for each in made}, mode)


def gap(what: str = "references") -> Gap:
    return Gap(what, "There is no frames_left.npy.", "Give --references.")


def wheel() -> Wheel:
    stamps = np.arange(0, 60, 0.01)
    return Wheel(stamps, np.sin(stamps), (10.0, 16.0))
