"""Whatever grey levels a camera sends, as h×w uint8 that keeps what is saturated.

Each layout says where a pixel's upper eight bits and the bits below them lie in a group
of bytes. OpenCV takes the groups apart and joins the pixels, numpy shifts whole planes:
both let other threads run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from camsetup.domain.errors import SettingRejectedError
from camsetup.domain.settings import PixelFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from camsetup.sources.genicam.device import Buffer

    Plane = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the pixels of a group of bytes lie.

    Attributes
    ----------
    group_bytes
        Bytes that hold a whole number of pixels.
    pixels
        For each pixel of the group, the bit where its upper eight bits begin, and the
        bit where those below begin, which share a byte; bit 0 is the lowest of the
        first byte.
    low_bits
        How many bits lie below the upper eight.
    """

    group_bytes: int
    pixels: tuple[tuple[int, int], ...]
    low_bits: int


# Bit layouts: EMVA's Pixel Format Naming Convention 2.x, chapters "unpacked", "lsb
# packed" (p) and "GigE Vision specific" (Packed).
_LAYOUTS = {
    PixelFormat.MONO10: _Layout(2, ((2, 0),), 2),
    PixelFormat.MONO10P: _Layout(5, ((2, 0), (12, 10), (22, 20), (32, 30)), 2),
    PixelFormat.MONO10_PACKED: _Layout(3, ((0, 8), (16, 12)), 2),
    PixelFormat.MONO12: _Layout(2, ((4, 0),), 4),
    PixelFormat.MONO12P: _Layout(3, ((4, 0), (16, 12)), 4),
    PixelFormat.MONO12_PACKED: _Layout(3, ((0, 8), (16, 12)), 4),
    PixelFormat.MONO16: _Layout(2, ((8, 0),), 8),
}


def grey8(buffer: Buffer, *, sensor_bits: int | None = None) -> NDArray[np.uint8]:
    """Return the picture as h×w uint8; for Mono8 a view of the SDK's memory.

    The upper eight bits are kept. 255 is the sensor's maximum and nothing else: values
    just below it become 254. Bytes that did not come are black, surplus ones ignored;
    rows follow each other without padding, as GenICam packs them.

    Parameters
    ----------
    sensor_bits
        How many upper bits the sensor fills. By default all of the format; of Mono16
        those that the picture uses, because a 10 or 12-bit sensor leaves the lowest
        bits zero and is saturated at 0xFFC0 or 0xFFF0.

    Raises
    ------
    SettingRejectedError
        When the camera sends colours, or grey levels that are not known here.
    """
    pixel_format = grey_format(buffer.pixel_format)
    shape = (buffer.height, buffer.width)
    count = buffer.height * buffer.width
    if pixel_format is PixelFormat.MONO8 or count == 0:
        return _filled(buffer.data, count).reshape(shape)
    layout = _LAYOUTS[pixel_format]
    groups = -(-count // len(layout.pixels))
    content = _filled(buffer.data, groups * layout.group_bytes)
    planes = _planes(content.reshape(1, groups, layout.group_bytes))
    maximum = _maximum_of_low_bits(pixel_format, planes, layout, sensor_bits)
    pixels = [_pixel(planes, place, maximum) for place in layout.pixels]
    joined = cast("NDArray[np.uint8]", cv2.merge(pixels))
    return joined.reshape(-1)[:count].reshape(shape)


def grey_format(name: str) -> PixelFormat:
    """Return the format of that name.

    Raises
    ------
    SettingRejectedError
        When it is not one that `grey8` can read.
    """
    try:
        return PixelFormat(name)
    except ValueError:
        known = ", ".join(each.value for each in PixelFormat)
        raise SettingRejectedError(
            f"The camera sends pictures as {name or 'an unnamed format'}, which are"
            " not grey levels that can be read here.",
            remedy=f"Set its PixelFormat to Mono8; known are {known}.",
        ) from None


def _filled(data: Plane, size: int) -> Plane:
    """Return exactly so many bytes, black where none came."""
    if data.size >= size:
        return data[:size]
    whole = np.zeros(size, np.uint8)
    whole[: data.size] = data
    return whole


def _planes(content: Plane) -> Sequence[Plane]:
    """Return the first bytes of all groups, the second ones, and so on."""
    return cast("Sequence[Plane]", cv2.split(content))


def _maximum_of_low_bits(
    pixel_format: PixelFormat,
    planes: Sequence[Plane],
    layout: _Layout,
    sensor_bits: int | None,
) -> int:
    """Return what the lower bits of a saturated pixel read."""
    everything = (1 << layout.low_bits) - 1
    if sensor_bits is not None:
        return everything & ~(everything >> min(max(sensor_bits - 8, 0), 8))
    if pixel_format is not PixelFormat.MONO16:
        return everything
    used = int(np.bitwise_or.reduce(planes[0], axis=None))
    lowest_used = used & -used
    return everything & ~(lowest_used - 1) if used else 0


def _pixel(planes: Sequence[Plane], place: tuple[int, int], maximum: int) -> Plane:
    high, low = place
    value = _upper_bits(planes, high)
    byte, shift = divmod(low, 8)
    mask = np.uint8(maximum << shift)
    saturated = (planes[byte] & mask) == mask
    saturated &= value == np.uint8(255)
    # 254 at most, and one more where both the upper and the lower bits are all set.
    grey: Plane = np.minimum(value, np.uint8(254))
    grey += saturated.view(np.uint8)
    return grey


def _upper_bits(planes: Sequence[Plane], start: int) -> Plane:
    """Cut eight bits out of every group."""
    byte, shift = divmod(start, 8)
    if not shift:
        return planes[byte]
    value: Plane = planes[byte] >> np.uint8(shift)
    value |= planes[byte + 1] << np.uint8(8 - shift)
    return value
