"""Channel 0: the grey levels that ibllib sees in a frame, the blue of OpenCV's BGR."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.cameraqc.raw.video_packets import IrregularVideoError

if TYPE_CHECKING:
    from av.video.frame import VideoFrame
    from numpy.typing import NDArray

#: Where 128 in both colour planes means grey, one byte to a sample.
_WITH_COLOUR_PLANES = ("yuv420p", "yuvj420p")
_NEUTRAL = 128


class BlueChannel:
    """Converts frames of one video; frames without colour by a table of 256 values.

    The table is what FFmpeg makes of each grey level, so both ways give the same.

    Parameters
    ----------
    example
        A frame of the video; the others must have its format and size.
    """

    def __init__(self, example: VideoFrame) -> None:
        from av.video.reformatter import (  # noqa: PLC0415 - costs 0.2 s
            VideoReformatter,
        )

        self._reformatter = VideoReformatter()
        self._layout = _layout(example)
        self._table: NDArray[np.uint8] | None = None
        if example.format.name in _WITH_COLOUR_PLANES:
            self._table = self._tabulated(example)

    def region(
        self, frame: VideoFrame, rows: slice, columns: slice
    ) -> NDArray[np.uint8]:
        """Return the grey levels of a part of a frame, C-contiguous.

        Raises
        ------
        IrregularVideoError
            When it is not like the example.
        """
        if _layout(frame) != self._layout:
            raise IrregularVideoError
        if self._table is None or not _is_grey(frame):
            return np.ascontiguousarray(self._converted(frame)[rows, columns])
        levels = cv2.LUT(_plane(frame, 0)[rows, columns], self._table)
        return np.asarray(levels, dtype=np.uint8)

    def _converted(self, frame: VideoFrame) -> NDArray[np.uint8]:
        """Convert as OpenCV does: bicubic, by the frame's own colour space."""
        bgr = self._reformatter.reformat(
            frame, format="bgr24", interpolation="BICUBIC"
        ).to_ndarray()
        return bgr[:, :, 0].astype(np.uint8, copy=False)

    def _tabulated(self, example: VideoFrame) -> NDArray[np.uint8] | None:
        """Convert every grey level at once; None if the place in the frame matters."""
        ramp = _grey_ramp(example)
        if ramp is None:
            return None
        levels, blue = _plane(ramp, 0), self._converted(ramp)
        table = np.zeros(256, np.uint8)
        table[levels] = blue
        return table if np.array_equal(table[levels], blue) else None


def _grey_ramp(example: VideoFrame) -> VideoFrame | None:
    """Return a frame like the example with every grey level; None if too small."""
    from av import VideoFrame  # noqa: PLC0415 - costs 0.2 s

    width, height = example.width, example.height
    if width * height < 256 or width % 2 or height % 2:
        return None
    planes = np.full((height * 3 // 2, width), _NEUTRAL, np.uint8)
    place = np.arange(height * width).reshape(height, width)
    planes[:height] = place + place // width
    ramp = VideoFrame.from_ndarray(planes, format=example.format.name)
    ramp.colorspace, ramp.color_range = example.colorspace, example.color_range
    return ramp


def _layout(frame: VideoFrame) -> tuple[str, int, int]:
    return frame.format.name, frame.width, frame.height


def _is_grey(frame: VideoFrame) -> bool:
    return all(bool((_plane(frame, i) == _NEUTRAL).all()) for i in (1, 2))


def _plane(frame: VideoFrame, i: int) -> NDArray[np.uint8]:
    plane = frame.planes[i]
    rows: NDArray[np.uint8] = np.frombuffer(memoryview(plane), np.uint8).reshape(
        -1, plane.line_size
    )
    return rows[: plane.height, : plane.width]
