"""Small videos whose pictures carry their own number, written as cameras write."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import av
import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEIGHT, WIDTH = 64, 96
_BITS, _CELL = 12, 8

#: x264 with B frames that others are built on, as IBL's own compression has them.
SLOW = {"preset": "slow", "crf": "29"}
NO_B = {"preset": "veryfast", "bf": "0"}
OPEN = {"x264-params": "open-gop=1:keyint=40:bframes=3"}


def picture(number: int, *, colour: bool = False) -> np.ndarray:
    """Return a moving texture, under a row of cells that spell the number."""
    random = np.random.default_rng(number // 5)
    blocks = random.integers(40, 200, (HEIGHT // 8, WIDTH // 8))
    grey = np.roll(np.kron(blocks, np.ones((8, 8))), 3 * (number % 5), axis=1)
    noise = np.random.default_rng(1000 + number).normal(0, 3, grey.shape)
    grey = np.clip(grey + noise, 0, 255).astype(np.uint8)
    for bit in range(_BITS):
        columns = slice(bit * _CELL, (bit + 1) * _CELL)
        grey[:16, columns] = 235 if number >> bit & 1 else 20
    if not colour:
        return grey
    bgr = np.stack([grey, np.roll(grey, 20, 0), np.roll(grey, 33, 1)], -1)
    bgr[:16] = grey[:16, :, None]
    return bgr


def spelled(pixels: np.ndarray) -> int:
    """Return the number that a picture carries."""
    cells = pixels[4:12, : _BITS * _CELL].reshape(8, _BITS, _CELL)[:, :, 2:-2]
    return sum(int(on) << bit for bit, on in enumerate(cells.mean((0, 2)) > 128))


def film(
    path: Path,
    count: int,
    codec: str = "libx264",
    *,
    pixels: str = "yuv420p",
    options: dict[str, str] | None = None,
    rate: Fraction = Fraction(30),
    time: Callable[[int], int] | None = None,
    colour: bool = False,
    **settings: int,
) -> Path:
    """Write a video; ``time`` tells when each frame is shown, in ms, else ``rate``."""
    base = Fraction(1, 1000) if time else 1 / rate
    with av.open(path, "w") as container:
        stream = container.add_stream(codec, rate=rate)
        stream.height, stream.width, stream.pix_fmt = HEIGHT, WIDTH, pixels
        stream.options = options or {}
        stream.codec_context.time_base = base
        for name, value in settings.items():
            setattr(stream.codec_context, name, value)
        for number in range(count):
            source = picture(number, colour=colour)
            frame = av.VideoFrame.from_ndarray(source, "bgr24" if colour else "gray")
            frame = frame.reformat(format=pixels)
            frame.pts, frame.time_base = time(number) if time else number, base
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def film_by_opencv(path: Path, count: int, codec: str, rate_hz: float) -> Path:
    """Write a video as the oracle's sessions are written."""
    writer = cv2.VideoWriter(
        str(path), cv2.VideoWriter.fourcc(*codec), rate_hz, (WIDTH, HEIGHT)
    )
    for number in range(count):
        writer.write(cv2.cvtColor(picture(number), cv2.COLOR_GRAY2BGR))
    writer.release()
    return path


def as_ibllib_reads(path: Path, numbers: np.ndarray) -> np.ndarray:
    """Read channel 0 as OpenCV finds it: the position is set unless numbers go on."""
    capture = cv2.VideoCapture(str(path))
    _, first = capture.read()
    frames = np.zeros((len(numbers), *first.shape[:2]), np.uint8)
    for place, number in enumerate(numbers):
        if place == 0 or number != numbers[place - 1] + 1:
            capture.set(cv2.CAP_PROP_POS_FRAMES, float(number))
        found, bgr = capture.read()
        if found:
            frames[place] = bgr[:, :, 0]
    capture.release()
    return frames
