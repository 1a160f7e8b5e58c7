"""OpenCV's way to a frame: what it says of a video, and seeking one number by one.

It is what ibllib does, so it is right by definition, and slow: each seek starts to
decode at least 16 frames ahead of the frame.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.cameraqc.raw.video_container import opened, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray


@contextmanager
def captured(path: Path) -> Iterator[cv2.VideoCapture]:
    """Open a video by OpenCV, and close it; look first what kind of file it is.

    Raises
    ------
    InputError
        When it cannot be opened.
    """
    opened(path).close()
    capture = cv2.VideoCapture(str(path.resolve()))
    try:
        if not capture.isOpened():
            raise unreadable(path, "OpenCV cannot decode it")
        yield capture
    finally:
        capture.release()


def pictures_by_seeking(
    path: Path, indices: NDArray[np.int64]
) -> Iterator[NDArray[np.uint8] | None]:
    """Yield channel 0 of every frame asked for, in the order asked; None if unread.

    As ibllib: the first frame is read, then the position is set wherever the numbers
    do not go on by one. A negative number finds the first frame.

    Raises
    ------
    InputError
        When the video cannot be opened, or not even its first frame decoded.
    """
    with captured(path) as capture:
        found, first = capture.read()
        if not found:
            raise unreadable(path, "not one picture of it can be decoded")
        for position, index in enumerate(indices):
            if position == 0 or index != indices[position - 1] + 1:
                capture.set(cv2.CAP_PROP_POS_FRAMES, float(index))
            found, picture = capture.read()
            if found and picture.shape != first.shape:
                raise unreadable(path, "its pictures are not all of one size")
            yield _channel(picture) if found else None


def first_picture(path: Path) -> NDArray[np.uint8]:
    """Return channel 0 of the first frame.

    Raises
    ------
    InputError
        As `pictures_by_seeking`.
    """
    with captured(path) as capture:
        found, picture = capture.read()
    if not found:
        raise unreadable(path, "not one picture of it can be decoded")
    return _channel(picture)


def _channel(picture: cv2.typing.MatLike) -> NDArray[np.uint8]:
    return np.ascontiguousarray(picture[:, :, 0], dtype=np.uint8)
