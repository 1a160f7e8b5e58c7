"""What is in a buffer, decoded here once more from the formats' definitions."""

import numpy as np
import pytest

from camsim.client import set_by_hand, take
from camsim.nodes.chameleon3 import CHUNKS, PIXEL_FORMATS

REFERENCE = {"ExposureTime": 5000.0, "Gain": 0.0, "BlackLevel": 0.0}


@pytest.fixture
def scene():
    """Every level many times over, and neighbours that differ."""
    return np.random.default_rng(3).integers(0, 256, (1024, 1280), dtype=np.uint8)


@pytest.fixture
def camera(camera, scene):
    camera.show(scene)
    camera.expose_for(exposure_us=5000.0, black_percent=0.0)
    return camera


def bits_from_the_lowest(data, width, count):
    """Decode a "p" format as what it is: one stream of bits."""
    bits = np.unpackbits(data, bitorder="little")[: count * width]
    return bits.reshape(count, width) @ (1 << np.arange(width))


def decoded(name, data, count):
    if name in ("Mono8", "Mono16", "Mono10", "Mono12"):
        return data.view("<u1" if name == "Mono8" else "<u2")[:count].astype(int)
    if name.endswith("p"):
        return bits_from_the_lowest(data, int(name[4:6]), count)
    high = data[: count * 3 // 2].reshape(-1, 3).astype(int)
    low_bits = int(name[4:6]) - 8
    first = high[:, 0] << low_bits | high[:, 1] & (1 << low_bits) - 1
    second = high[:, 2] << low_bits | high[:, 1] >> 4 & (1 << low_bits) - 1
    return np.stack([first, second], axis=1).ravel()


def depth(name):
    return int(name.removesuffix("Packed").removesuffix("p")[4:])


@pytest.mark.parametrize("gain_db", [0.0, 0.3, 6.0])
@pytest.mark.parametrize("name", PIXEL_FORMATS)
def test_full_scale_is_all_ones_and_nothing_else_is(
    acquirer, camera, scene, name, gain_db
):
    set_by_hand(acquirer, **{**REFERENCE, "Gain": gain_db, "PixelFormat": name})
    acquirer.start()
    frame = take(acquirer)
    acquirer.stop()
    values = decoded(name, frame.data, scene.size).reshape(scene.shape)
    light = scene * 10 ** (gain_db / 20)
    most = 2 ** depth(name) - 1
    assert np.array_equal(values == most, light >= 255)
    expected = np.floor(light / 255 * most + 1e-6)
    assert np.abs(values - np.minimum(expected, most)).max() <= 1


def test_at_the_reference_the_scene_arrives_as_given(acquirer, camera, scene):
    set_by_hand(acquirer, **REFERENCE)
    acquirer.start()
    assert np.array_equal(take(acquirer).pixels, scene)
    acquirer.stop()


def test_a_window_is_cut_out_of_the_scene(acquirer, camera, scene):
    window = {"Width": 320, "Height": 200, "OffsetX": 100, "OffsetY": 50}
    set_by_hand(acquirer, **REFERENCE, **window)
    acquirer.start()
    assert np.array_equal(take(acquirer).pixels, scene[50:250, 100:420])
    acquirer.stop()


def test_a_reversed_picture_is_mirrored(acquirer, camera, scene):
    set_by_hand(acquirer, **REFERENCE, ReverseX=True)
    acquirer.start()
    assert np.array_equal(take(acquirer).pixels, scene[:, ::-1])
    acquirer.stop()


def test_a_binned_pixel_is_the_mean_of_four(acquirer, camera, scene):
    set_by_hand(acquirer, **REFERENCE, BinningVertical=2)
    acquirer.start()
    frame = take(acquirer)
    acquirer.stop()
    fours = scene.reshape(512, 2, 640, 2).astype(int).sum(axis=(1, 3))
    assert np.array_equal(frame.pixels, (fours + 2) // 4)


def test_black_level_and_gamma_change_the_picture(acquirer, camera, scene):
    set_by_hand(acquirer, **{**REFERENCE, "BlackLevel": 10.0}, GammaEnabled=True)
    acquirer.remote_device.node_map.Gamma.value = 2.0
    acquirer.start()
    frame = take(acquirer)
    acquirer.stop()
    share = np.minimum(1.0, (scene + 25.5) / 255)
    assert np.abs(frame.pixels - np.floor(255 * share**2)).max() <= 1


def test_chunks_say_what_the_frame_was_taken_with(acquirer, camera):
    nodes = acquirer.remote_device.node_map
    set_by_hand(acquirer, **{**REFERENCE, "Gain": 2.5}, ChunkModeActive=True)
    for name in CHUNKS:
        nodes.ChunkSelector.value = name
        nodes.ChunkEnable.value = True
    acquirer.start()
    take(acquirer)
    with acquirer.fetch(timeout=5) as buffer:
        assert nodes.ChunkFrameCounter.value == buffer.module.frame_id == 1
        assert nodes.ChunkTimestamp.value == buffer.module.timestamp_ns
        assert nodes.ChunkExposureTime.value == 5000.0
        assert nodes.ChunkGain.value == 2.5
        assert nodes.ChunkBlackLevel.value == 0.0
        assert (nodes.ChunkWidth.value, nodes.ChunkHeight.value) == (1280, 1024)
        assert nodes.ChunkPixelFormat.value == PIXEL_FORMATS["Mono8"]
    acquirer.stop()


def test_only_the_chunks_asked_for_are_sent(acquirer, camera):
    nodes = acquirer.remote_device.node_map
    nodes.ChunkModeActive.value = True
    nodes.ChunkSelector.value = "Timestamp"
    nodes.ChunkEnable.value = True
    assert nodes.PayloadSize.value == 1280 * 1024 + 8 + 8 + 8
    nodes.ChunkSelector.value = "Gain"
    assert nodes.ChunkEnable.value is False
