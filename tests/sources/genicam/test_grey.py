"""Grey levels of every format, against a decoder that is slow and plain."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camsetup.domain.errors import SettingRejectedError
from camsetup.domain.settings import PixelFormat
from camsetup.sources.genicam.device import Buffer
from camsetup.sources.genicam.grey import grey8, grey_format

BITS = {
    "Mono8": 8,
    "Mono10": 10,
    "Mono10p": 10,
    "Mono10Packed": 10,
    "Mono12": 12,
    "Mono12p": 12,
    "Mono12Packed": 12,
    "Mono16": 16,
}
DEEP = [name for name in BITS if name != "Mono8"]


def packed(name, levels):
    """Write levels as the format's definition says, bit by bit."""
    flat = [int(level) for level in np.ravel(levels)]
    if name.endswith("p"):
        stream = sum(level << (i * BITS[name]) for i, level in enumerate(flat))
        return stream.to_bytes(-(-len(flat) * BITS[name] // 8), "little")
    if name.endswith("Packed"):
        return b"".join(
            _gige_pair(flat[i : i + 2], BITS[name] - 8) for i in _evens(flat)
        )
    size = 1 if name == "Mono8" else 2
    return b"".join(level.to_bytes(size, "little") for level in flat)


def _evens(flat):
    return range(0, len(flat), 2)


def _gige_pair(pair, low_bits):
    first, second = (*pair, 0)[:2]
    mask = (1 << low_bits) - 1
    middle = (first & mask) | (second & mask) << 4
    content = bytes([first >> low_bits, middle, second >> low_bits])
    return content if len(pair) == 2 else content[:2]


def plain(level, bits, sensor_bits=None):
    """Say what one level should become."""
    unused = bits - (sensor_bits or bits)
    maximum = (1 << bits) - (1 << unused)
    return 255 if level >= maximum else min(level >> (bits - 8), 254)


def buffer(name, data, width, height, complete=True):
    content = np.frombuffer(bytes(data), np.uint8)
    return Buffer(content, width, height, name, 0, 0, 1, complete, None)


def decoded(name, levels, **options):
    height, width = levels.shape
    return grey8(buffer(name, packed(name, levels), width, height), **options)


def test_every_format_that_can_be_asked_for_can_be_read():
    assert set(BITS) == {each.value for each in PixelFormat}


@pytest.mark.parametrize("name", BITS)
def test_every_level_becomes_what_it_should_and_only_the_maximum_255(name):
    levels = np.arange(1 << BITS[name]).reshape(16, -1)
    expected = [plain(level, BITS[name]) for level in levels.flat]
    assert expected.count(255) == 1 or name == "Mono8"
    assert decoded(name, levels).ravel().tolist() == expected


@st.composite
def pictures(draw):
    name = draw(st.sampled_from(list(BITS)))
    height, width = draw(st.integers(1, 9)), draw(st.integers(1, 13))
    top = (1 << BITS[name]) - 1
    level = st.integers(0, top) | st.sampled_from([0, top - 1, top])
    flat = draw(st.lists(level, min_size=height * width, max_size=height * width))
    return name, np.array(flat).reshape(height, width)


@given(pictures())
def test_pictures_of_any_size_agree_with_the_plain_decoder(picture):
    name, levels = picture
    levels.flat[0] |= name == "Mono16"  # the sensor fills all 16 bits
    expected = [plain(level, BITS[name]) for level in levels.flat]
    assert decoded(name, levels).ravel().tolist() == expected
    assert decoded(name, levels).shape == levels.shape


@given(pictures(), st.integers(0, 400))
def test_missing_bytes_are_black_and_nothing_else_changes(picture, kept):
    name, levels = picture
    full = packed(name, levels)
    height, width = levels.shape
    short, whole = full[:kept], full[:kept].ljust(len(full), b"\0")
    got = grey8(buffer(name, short, width, height, complete=False))
    assert np.array_equal(got, grey8(buffer(name, whole, width, height)))


@pytest.mark.parametrize("name", BITS)
def test_surplus_bytes_are_ignored(name):
    levels = np.full((3, 5), (1 << BITS[name]) - 1)
    data = packed(name, levels) + b"\x55" * 40
    assert (grey8(buffer(name, data, 5, 3)) == 255).all()


@pytest.mark.parametrize("name", BITS)
def test_a_picture_without_any_bytes_is_black(name):
    assert not grey8(buffer(name, b"", 7, 3)).any()


@pytest.mark.parametrize("name", BITS)
def test_a_picture_without_pixels_is_empty(name):
    assert grey8(buffer(name, b"\1\2\3", 0, 4)).shape == (4, 0)


@pytest.mark.parametrize(("bits", "maximum"), [(8, 0xFF00), (10, 0xFFC0), (12, 0xFFF0)])
def test_a_left_aligned_sensor_is_saturated_where_all_its_bits_are_set(bits, maximum):
    step = 1 << (16 - bits)
    levels = np.arange(0, 1 << 16, step).reshape(2, -1)
    got = decoded("Mono16", levels)
    assert (got == 255).sum() == 1
    assert got[levels == maximum] == 255


def test_a_16_bit_sensor_is_not_saturated_where_a_12_bit_one_would_be():
    levels = np.array([[0xFFF0, 0xFFFE, 0xFFFF, 1]])
    assert decoded("Mono16", levels).tolist() == [[254, 254, 255, 0]]


@pytest.mark.parametrize("name", DEEP)
def test_a_sensor_of_10_bits_may_be_named(name):
    bits = BITS[name]
    unused = bits - 10
    levels = np.array([[1023 << unused, 1022 << unused, (1 << bits) - 1, 5]])
    expected = [plain(level, bits, 10) for level in levels.flat]
    assert decoded(name, levels, sensor_bits=10).ravel().tolist() == expected


def test_8_bits_are_a_view_and_not_a_copy():
    content = np.arange(12, dtype=np.uint8)
    content.flags.writeable = False
    given_ = Buffer(content, 4, 3, "Mono8", 0, 0, 1, True, None)
    assert np.shares_memory(grey8(given_), content)


@pytest.mark.parametrize("name", DEEP)
def test_the_sdk_s_memory_is_left_alone_and_not_shared(name):
    content = np.full(600, 0xFF, np.uint8)
    given_ = Buffer(content, 10, 10, name, 0, 0, 1, True, None)
    assert not np.shares_memory(grey8(given_), content)
    assert (content == 0xFF).all()


@pytest.mark.parametrize("name", ["RGBa8", "BayerRG8", "Mono14p", "", "mono8"])
def test_other_formats_are_refused_by_name_with_those_that_are_known(name):
    with pytest.raises(SettingRejectedError) as refusal:
        grey8(buffer(name, b"", 1, 1))
    assert name in refusal.value.message
    assert "Mono8" in refusal.value.remedy
    assert "Mono12Packed" in refusal.value.remedy
    with pytest.raises(SettingRejectedError):
        grey_format(name)
