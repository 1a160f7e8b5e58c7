"""PNG: strokes on any ground become centre lines; damaged files are refused."""

from __future__ import annotations

import itertools
import struct
import zlib

import cv2
import numpy as np
import pytest

from camsetup.domain.errors import OutlineError
from camsetup.domain.frame import Size
from camsetup.profiles.png_reading import PNG_TOLERANCE_PERCENT, read_png

WIDTH, HEIGHT = 640, 512
#: The strokes that every test picture shows.
STROKES = (
    np.array([(100, -50), (100, 300), (420, 380)]),
    np.array([(700, 120), (300, 80)]),
)
CIRCLE = ((470, 250), 70)


def ink(thickness: int = 9) -> np.ndarray:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    for stroke in STROKES:
        cv2.polylines(mask, [stroke.astype(np.int32)], False, 255, thickness)
    cv2.circle(mask, *CIRCLE, 255, thickness)
    return mask


def encoded(picture: np.ndarray) -> bytes:
    done, content = cv2.imencode(".png", picture)
    assert done
    return content.tobytes()


def on_transparent(mask: np.ndarray, grey: int) -> np.ndarray:
    return np.dstack([np.full((*mask.shape, 3), grey, np.uint8), mask])


def off_the_strokes(points: np.ndarray) -> np.ndarray:
    """Return how far each point is from the nearest true stroke."""
    lines = [np.concatenate([stroke, stroke[-1:]]) for stroke in STROKES]
    found = [
        _to_segment(points, a, b)
        for line in lines
        for a, b in itertools.pairwise(line)
        if (a != b).any()
    ]
    (centre, radius) = CIRCLE
    found.append(np.abs(np.hypot(*(points - centre).T) - radius))
    return np.min(found, axis=0)


def _to_segment(points, a, b):
    along = np.clip((points - a) @ (b - a) / ((b - a) @ (b - a)), 0, 1)
    return np.hypot(*(points - a - along[:, None] * (b - a)).T)


PICTURES = {
    "black on transparent": on_transparent(ink(), 0),
    "white on transparent": on_transparent(ink(), 255),
    "black on white, grey": 255 - ink(),
    "white on black, grey": ink(),
    "black on white, colour": cv2.cvtColor(255 - ink(), cv2.COLOR_GRAY2BGR),
    "opaque, with alpha": np.dstack([255 - ink()] * 3 + [np.full_like(ink(), 255)]),
    "16 bits": (255 - ink()).astype(np.uint16) * 257,
    "15 px thick": on_transparent(ink(15), 0),
    "5 px thick": on_transparent(ink(5), 0),
    "with soft edges": cv2.GaussianBlur(255 - ink(), (0, 0), 1.2),
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=list(PICTURES))
def test_strokes_become_their_centre_lines(picture):
    outline = read_png(encoded(picture), "drawn")
    assert outline.size == Size(WIDTH, HEIGHT)
    points = np.concatenate([line.points for line in outline.lines])
    corners = np.abs(points - (100, 300)).sum(axis=1) < 24
    assert off_the_strokes(points[~corners]).max() < 1.5
    length = sum(
        np.hypot(*np.diff(line.points, axis=0).T).sum() for line in outline.lines
    )
    true_length = 300 + np.hypot(320, 80) + 340 + 2 * np.pi * 70
    assert length == pytest.approx(true_length, rel=0.03)


def test_strokes_run_up_to_the_border_and_end_there():
    outline = read_png(encoded(PICTURES["15 px thick"]), "drawn")
    points = np.concatenate([line.points for line in outline.lines])
    assert points[:, 1].min() < 2
    assert points[:, 0].max() > WIDTH - 3
    assert points.min() > -0.01
    top = points[points[:, 1] < 20]
    assert np.abs(top[:, 0] - 100).max() < 1.5


def test_thick_strokes_leave_no_spurs():
    rng = np.random.default_rng(4)
    rough = cv2.GaussianBlur(ink(15), (0, 0), 2) > rng.integers(90, 166, (512, 640))
    rough = cv2.medianBlur(rough.astype(np.uint8) * 255, 5)
    outline = read_png(encoded(255 - rough), "rough")
    assert len(outline.lines) <= 5


def test_a_png_carries_the_tolerance_of_a_drawing_that_nobody_measured():
    assert PNG_TOLERANCE_PERCENT == 5.5
    outline = read_png(encoded(PICTURES["black on transparent"]), "drawn")
    assert outline.tolerance_percent == PNG_TOLERANCE_PERCENT


def chunk(kind: bytes, body: bytes) -> bytes:
    sum_ = zlib.crc32(kind + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + kind + body + sum_


def bare_png(width: int, height: int, packed: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [chunk(b"IHDR", header), chunk(b"IDAT", packed), chunk(b"IEND", b"")]
    )


WHOLE = encoded(PICTURES["black on transparent"])


@pytest.mark.parametrize("kept", [8, 20, 40, len(WHOLE) // 2, len(WHOLE) - 1])
def test_a_file_that_ends_early_is_refused(kept):
    with pytest.raises(OutlineError, match=r"ends early|not a PNG"):
        read_png(WHOLE[:kept], "short")


def test_a_file_with_a_wrong_byte_is_refused():
    middle = len(WHOLE) // 2
    wrong = WHOLE[:middle] + bytes([WHOLE[middle] ^ 1]) + WHOLE[middle + 1 :]
    with pytest.raises(OutlineError, match="damaged"):
        read_png(wrong, "wrong")


@pytest.mark.parametrize(
    ("width", "height"),
    [(100_000, 100_000), (2**31 - 1, 1), (0, 512), (8192, 8192), (4, 4)],
)
def test_a_picture_of_an_absurd_size_is_refused_from_its_header(width, height):
    with pytest.raises(OutlineError, match=f"{width}×{height}"):
        read_png(bare_png(width, height), "bomb")


def test_a_picture_that_does_not_decode_is_refused():
    with pytest.raises(OutlineError, match="cannot be decoded"):
        read_png(bare_png(640, 512, b"not zlib at all"), "broken")


@pytest.mark.parametrize("content", [b"", b"a text file", b"\xff\xd8\xff\xe0jpeg"])
def test_another_kind_of_file_is_refused(content):
    with pytest.raises(OutlineError, match="not a PNG"):
        read_png(content, "other")


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (np.full((512, 640), 255, np.uint8), "Nothing is drawn"),
        (np.zeros((512, 640, 4), np.uint8), "Nothing is drawn"),
        (np.indices((512, 640)).sum(axis=0) // 99 % 2 * 255, "no line drawing"),
    ],
)
def test_a_picture_without_a_drawing_is_refused(picture, words):
    with pytest.raises(OutlineError, match=words):
        read_png(encoded(picture), "plain")


def test_dots_are_no_drawing():
    dots = np.full((512, 640), 255, np.uint8)
    dots[::40, ::40] = 0
    with pytest.raises(OutlineError, match="no lines"):
        read_png(encoded(dots), "dots")
