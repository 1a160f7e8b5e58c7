"""Writes a session of real size for benchmarks: h264 video, sensor noise, a wheel."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np

if TYPE_CHECKING:
    from types import ModuleType

_ORACLE = Path(__file__).resolve().parents[3] / "shared" / "oracle"
_REFERENCES = _ORACLE.parent / "data" / "ibl"
#: Wheel movements of 6 s, every 40 s; the texture moves 150 px a radian.
_MOVE_S, _EVERY_S, _PX_PER_RAD = 6, 40, 150
_NOISE_SD, _NOISE_FRAMES = 3, 16

#: As ibllib compresses a session's videos (its pipes.video_tasks).
_CODING = {"preset": "slow", "crf": "29"}


def write_long_session(folder: Path, minutes: float = 10, rate_hz: int = 30) -> Path:
    """Write a training session into a folder named as IBL names sessions.

    It is made once; a folder that is complete is used again. Needs ../shared.
    """
    name = f"lab/Subjects/subject/2026-11-20/{int(minutes):03d}"
    session = folder / name
    done = session / "complete"
    if done.exists():
        return session
    oracle = _oracle()
    frames = int(minutes * 60 * rate_hz)
    moves = [
        {"t": start, "dur": _MOVE_S, "amp": 0.7, "f": 1.0}
        for start in range(10, int(minutes * 60) - 10, _EVERY_S)
    ]
    recipe = {
        "n": frames,
        "fps": rate_hz,
        "seed": 9,
        "no_video": True,
        "pulses": [[i, 4] for i in range(30, frames - 10, 90)],
        "wheel": {"T": minutes * 60 + 4, "rate": 100, "moves": moves},
    }
    reference = np.load(_REFERENCES / "frames_left.npy")[0]
    oracle.write_session(recipe, session, reference)
    video = session / "raw_video_data" / "_iblrig_leftCamera.raw.mp4"
    times = 2.0 + np.arange(frames) / rate_hz
    turns = oracle.wheel_at(recipe["wheel"], times)
    _write_video(video, reference, turns, oracle.WHEEL_ROI["left"], rate_hz)
    done.write_text(json.dumps(recipe))
    return session


def _write_video(path, reference, turns, roi, rate_hz):
    (top, bottom), (left, right) = roi
    random = np.random.default_rng(4)
    blocks = random.integers(20, 230, ((bottom - top) // 8 + 2, 160))
    texture = np.kron(blocks, np.ones((8, 8))).astype(np.uint8)[: bottom - top]
    columns = np.arange(right - left)
    noisy = _noisy(reference, random)
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=rate_hz)
        stream.height, stream.width = reference.shape
        stream.pix_fmt = "yuv420p"
        stream.options = _CODING
        for i, turn in enumerate(turns):
            picture = noisy[i % _NOISE_FRAMES].copy()
            moved = (columns + round(_PX_PER_RAD * turn)) % texture.shape[1]
            picture[top:bottom, left:right] = texture[:, moved]
            frame = av.VideoFrame.from_ndarray(picture, format="gray")
            container.mux(stream.encode(frame.reformat(format="yuv420p")))
        container.mux(stream.encode())


def _noisy(reference, random) -> list[np.ndarray]:
    noise = random.normal(0, _NOISE_SD, (_NOISE_FRAMES, *reference.shape))
    return list(np.clip(np.rint(reference + noise), 0, 255).astype(np.uint8))


def _oracle() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "make_sessions", _ORACLE / "make_sessions.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
