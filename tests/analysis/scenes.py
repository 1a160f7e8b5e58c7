"""Drawn pictures and made-up observations, each with what a test wants to know."""

import cv2
import numpy as np

from camsetup.analysis.alignment.estimate import Alignment
from camsetup.analysis.exposure import read_exposure
from camsetup.analysis.findings import Findings
from camsetup.analysis.guidance import corrections, position_limits
from camsetup.analysis.inspection import FocusReading, Observation
from camsetup.analysis.timing import read_timing
from camsetup.domain.frame import Frame, Size, Stamp
from camsetup.domain.outline import Line, Outline, Region
from camsetup.domain.pose import Pose
from camsetup.domain.rig import CameraRole
from camsetup.domain.settings import CameraSettings

SIZE = Size(1280, 1024)
EYE = (450.0, 120.0)

OUTLINE = Outline(
    "drawn",
    SIZE,
    (Line("wheel", np.array([[200.0, 900.0], [400.0, 600.0], [700.0, 900.0]])),),
    (
        Region("eye", np.array([[390, 60], [510, 60], [510, 180], [390, 180]], float)),
        Region(
            "mouse", np.array([[200, 20], [900, 20], [900, 600], [200, 600]], float)
        ),
    ),
)


def edge(sigma_px, seed=0, contrast=110.0, noise=2.0, side=160):
    """A slanted edge of known blur, drawn four times as large."""
    rng = np.random.default_rng(seed)
    fine = 4 * side
    y, x = np.mgrid[:fine, :fine] - fine / 2
    turn = 0.35 + seed
    picture = (x * np.cos(turn) + y * np.sin(turn) > 0) * contrast + 40.0
    picture = cv2.GaussianBlur(picture, (0, 0), 4 * sigma_px)
    picture = cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA)
    return as_pixels(picture + rng.normal(0, noise, picture.shape))


def mouse(eye=EYE, open_eye=True, size=SIZE, grey=70.0, seed=1):
    """A head of fur on black, with an eye and its reflection, drawn for 1280 px."""
    rng = np.random.default_rng(seed)
    hairs = cv2.GaussianBlur(rng.normal(0, 1, (1024, 1280)), (0, 0), 1.0)
    picture = np.zeros((1024, 1280))
    cv2.ellipse(picture, (550, 320), (360, 300), 0, 0, 360, grey, -1)
    picture += (picture > 0) * hairs * 0.6 * grey
    if open_eye:
        middle = (round(eye[0]), round(eye[1]))
        cv2.ellipse(picture, middle, (36, 25), 0, 0, 360, grey / 5, -1, cv2.LINE_AA)
        cv2.circle(picture, middle, 4, 255, -1, cv2.LINE_AA)
    if size != SIZE:
        picture = cv2.resize(
            picture, (size.width, size.height), interpolation=cv2.INTER_AREA
        )
    return as_pixels(picture + rng.normal(0, 1.5, picture.shape))


def empty(level=3.0, size=SIZE, seed=0):
    """The dark behind a rig without a mouse."""
    rng = np.random.default_rng(seed)
    return as_pixels(rng.normal(level, 1.5, (size.height, size.width)))


def defocused(pixels, radius_px):
    """The picture through a lens that makes disks of points."""
    if radius_px == 0:
        return pixels.copy()
    reach = int(np.ceil(radius_px))
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    disk = np.clip(radius_px + 0.5 - np.hypot(x, y), 0, 1)
    return cv2.filter2D(pixels, -1, disk / disk.sum())


def noisy(pixels, deviation=2.0, seed=0):
    noise = np.random.default_rng(seed).normal(0, deviation, pixels.shape)
    return as_pixels(pixels + noise)


def as_pixels(picture):
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def stamps(count=60, rate_hz=60.0, jitter_us=0.0, lost=(), seed=0):
    """Stamps of a camera that loses the frames of some ids."""
    rng = np.random.default_rng(seed)
    times = np.arange(count) / rate_hz + rng.normal(0, jitter_us * 1e-6, count)
    return tuple(
        Stamp(i, int(moment * 1e9), int(moment * 1e9))
        for i, moment in enumerate(times)
        if i not in lost
    )


def role(name="left", size=SIZE, **changes):
    return CameraRole(name, size, 60.0, "drawn", **changes)


def observation(pixels=None, **changes):
    pixels = empty() if pixels is None else pixels
    height, width = pixels.shape
    settings = CameraSettings(rate_hz=60.0, exposure_us=6000.0, gain_db=0.0)
    values = {
        "frame": Frame.seal(pixels.copy(), Stamp(7, 0, 0)),
        "role": role(size=Size(width, height)),
        "outline": None,
        "asked": settings,
        "got": settings,
        "stamps": stamps(),
        "received": 60,
    }
    return Observation(**(values | changes))


def findings(seen=None, alignment=None, limits=None, **changes):
    """What the inspector would hand to the checks."""
    seen = observation() if seen is None else seen
    pixels = seen.frame.pixels
    target = seen.role.target.position
    limits = limits or position_limits(target, 0.0, seen.frame.size.width)
    exposure = read_exposure(pixels, seen.role.name, None)
    values = {
        "observation": seen,
        "exposure": exposure,
        "timing": read_timing(seen),
        "limits": limits,
        "alignment": alignment,
        "corrections": corrections(alignment, limits, seen.role.orientation),
        "roi_means": (exposure.roi_mean,),
    }
    return Findings(**(values | changes))


def aligned(dx=0.0, dy=0.0, rotation=0.0, scale=1.0):
    return Alignment(True, Pose(dx, dy, rotation, scale), 1.0, 90.0, 0.9)


def reading(blur, score=0.3, box=(370, 40, 160, 160)):
    return FocusReading(score, blur, box, eye_found=True)


class Scripted:
    """Follows a rig that stands where the test says."""

    def __init__(self, *alignments):
        self._alignments = list(alignments)

    def follow(self, pixels):
        one_left = len(self._alignments) == 1
        return self._alignments[0] if one_left else self._alignments.pop(0)
