"""The pins: the highest four bits of a word, and when they changed."""

import numpy as np
import pytest

from cameraqc.raw.written import doubles
from camsetup.cameraqc.raw.gpio import fronts, load_pin_state
from camsetup.domain.errors import InputError


@pytest.fixture
def gpio(tmp_path):
    return tmp_path / "_iblrig_leftCamera.GPIO.bin"


@pytest.mark.parametrize("pin", [1, 2, 3, 4])
def test_pin_j_is_bit_32_minus_j(gpio, pin):
    gpio.write_bytes(doubles(0, 2 ** (32 - pin), 0))
    pins = load_pin_state(gpio)
    assert pins.dtype == bool
    assert pins[:, pin - 1].tolist() == [False, True, False]
    assert pins.sum() == 1


def test_bits_below_the_pins_mean_nothing(gpio):
    gpio.write_bytes(doubles(2**28 - 1, 2**28 + 12345))
    assert load_pin_state(gpio).tolist() == [[False] * 4, [False, False, False, True]]


def test_a_signed_word_means_the_same(gpio):
    gpio.write_bytes(doubles(-(2**31), -(2**31) + 2**28))
    expected = [[True, False, False, False], [True, False, False, True]]
    assert load_pin_state(gpio).tolist() == expected


def test_a_word_of_more_than_32_bits_is_refused_with_its_frame(gpio):
    gpio.write_bytes(doubles(0, 2**32))
    with pytest.raises(InputError, match=r"GPIO\.bin: frame 1 .*4294967296"):
        load_pin_state(gpio)


def test_fronts_go_up_and_down():
    pins = np.zeros((6, 4), bool)
    pins[2:4, 3] = True
    *others, last = fronts(pins)
    assert others == [None, None, None]
    assert last.indices.tolist() == [2, 4]
    assert last.polarities.tolist() == [1, -1]


def test_a_pin_that_is_high_at_first_rises_there():
    pins = np.array([[True, False, False, False]] * 3)
    first = fronts(pins)[0]
    assert (first.indices.tolist(), first.polarities.tolist()) == ([0], [1])


def test_no_frames_have_no_fronts():
    assert fronts(np.zeros((0, 4), bool)) == (None,) * 4
