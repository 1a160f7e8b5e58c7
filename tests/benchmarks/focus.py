"""Focus, eye and light: what they cost, and how near to the truth they read.

    python -m benchmarks.focus

Known edges need nothing; the tables of real frames need IBL's (conftest says where
they are looked for). Times are best of many, in CPU time of one thread, and also in
copies of a 1280×1024 frame, so that they compare between machines.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from analysis.scenes import (
    EYE,
    OUTLINE,
    SIZE,
    Scripted,
    aligned,
    defocused,
    edge,
    mouse,
    noisy,
    observation,
    role,
)
from camsetup.analysis.exposure import frame_histogram, region_histogram
from camsetup.analysis.eye import find_eye
from camsetup.analysis.focus import blur_px, focus_score, read_focus
from camsetup.analysis.inspector import Inspector
from camsetup.analysis.regions import View, region_mask
from camsetup.domain.pose import Pose
from conftest import find_ibl_frames

if TYPE_CHECKING:
    from collections.abc import Callable

SIGMAS_PX = (0.5, 0.8, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0)
RADII_PX = (0, 1, 2, 3, 4, 6, 8)
BOX = (370, 40, 160, 160)
REAL_EYES = {
    ("left", 0): (445, 119),
    ("left", 1): (467, 122),
    ("left", 2): (490, 132),
    ("right", 0): (457, 61),
}


def main() -> None:
    cv2.setNumThreads(1)
    costs()
    known_edges()
    frames = find_ibl_frames()
    if frames is None:
        print("\nIBL's frames are not here: no table of real eyes.")
        return
    real_eyes(frames)
    accepted_rigs(frames)


def costs() -> None:
    pixels = mouse()
    patch = np.ascontiguousarray(pixels[40:200, 370:530])
    region = region_mask(View("left", OUTLINE, Pose(), SIZE).region("mouse"), SIZE)
    inspector = Inspector(role(), make_follower=lambda *_: Scripted(aligned()))
    seen = observation(pixels, outline=OUTLINE)
    inspector.inspect(seen)
    target = np.empty_like(pixels)
    rows: dict[str, Callable[[], object]] = {
        "copy of a frame": lambda: np.copyto(target, pixels),
        "frame_histogram": lambda: frame_histogram(pixels),
        "region_histogram": lambda: region_histogram(pixels, region),
        "focus_score": lambda: focus_score(patch),
        "blur_px": lambda: blur_px(patch),
        "read_focus (both)": lambda: read_focus(pixels, BOX, eye_found=True),
        "read_focus, blurred": lambda: read_focus(BLURRED, BOX, eye_found=True),
        "find_eye": lambda: find_eye(pixels, EYE),
        "inspect but alignment": lambda: inspector.inspect(seen),
    }
    copy_ms = best_ms(rows["copy of a frame"])
    print(f"{'1280×1024':<24}{'ms':>8}{'copies':>8}")
    for name, work in rows.items():
        cost_ms = best_ms(work)
        print(f"{name:<24}{cost_ms:8.3f}{cost_ms / copy_ms:8.1f}")


def best_ms(work: Callable[[], object], rounds: int = 40, repeats: int = 5) -> float:
    times = []
    for _ in range(rounds):
        start = time.thread_time_ns()
        for _ in range(repeats):
            work()
        times.append((time.thread_time_ns() - start) / repeats)
    return min(times) / 1e6


def known_edges() -> None:
    print(f"\n{'known edges: sigma':<24}" + "".join(f"{s:8.1f}" for s in SIGMAS_PX))
    for contrast, noise in ((110, 2), (50, 2), (110, 5), (30, 3)):
        errors = []
        for sigma in SIGMAS_PX:
            read = [blur_px(edge(sigma, i, contrast, noise)) for i in range(8)]
            misread = [abs(value - sigma) for value in read if value is not None]
            errors.append(max(misread, default=np.nan))
        title = f"worst, {contrast} ± {noise}"
        print(f"{title:<24}" + "".join(f"{error:8.2f}" for error in errors))


def real_eyes(frames) -> None:
    print(f"\n{'real eyes: disk radius':<24}" + "".join(f"{r:>12}" for r in RADII_PX))
    for (camera, index), (x, y) in REAL_EYES.items():
        frame = frames.frames(camera)[index]
        half = max(frame.shape[1] // 16, 60)
        box = np.s_[max(0, y - half) : y + half, x - half : x + half]
        cells = []
        for radius in RADII_PX:
            blurred = noisy(defocused(frame, radius))
            patch = np.ascontiguousarray(blurred[box])
            found = find_eye(blurred, (x, y)).found
            cells.append(f"{focus_score(patch):.3f} {blur_px(patch) or 0:.1f}")
            cells[-1] += "" if found else "*"
        print(f"{camera} {index:<19}" + "".join(f"{cell:>12}" for cell in cells))
    print("score and blur in px; * no open eye found")


def accepted_rigs(frames) -> None:
    print(f"\n{'accepted rigs':<12}{'focus':>20}{'saturation':>20}{'brightness':>20}")
    for camera in ("left", "right", "body"):
        for index, frame in enumerate(frames.frames(camera)):
            height, width = frame.shape
            size = replace(SIZE, width=width, height=height)
            inspector = Inspector(role(camera, size))
            seen = inspector.inspect(observation(frame, role=role(camera, size)))
            cells = [
                f"{result.outcome.name} {result.value or 0:.1f}"
                for key in ("focus", "saturation", "brightness")
                if (result := seen.check(key)) is not None
            ]
            print(f"{camera} {index:<7}" + "".join(f"{cell:>20}" for cell in cells))


BLURRED = defocused(mouse(), 6)

if __name__ == "__main__":
    main()
