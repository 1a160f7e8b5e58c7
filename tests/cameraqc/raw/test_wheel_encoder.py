"""The wheel: extracted, or decoded from the encoder's fronts."""

import numpy as np
import pytest

from camsetup.cameraqc.raw.sync import SyncFronts
from camsetup.cameraqc.raw.wheel_encoder import load_wheel, wheel_from_fronts
from camsetup.domain.errors import InputError


@pytest.fixture
def files(tmp_path):
    return tmp_path / "wheel.timestamps.npy", tmp_path / "wheel.position.npy"


def load(files, timestamps, position):
    for path, values in zip(files, (timestamps, position), strict=True):
        np.save(path, np.array(values))
    return load_wheel(*files)


def test_times_and_positions_belong_together(files):
    wheel = load(files, [0.0, 0.1, 0.3], [0.0, 1.0, 2.0])
    assert wheel.timestamps.tolist() == [0.0, 0.1, 0.3]
    assert wheel.position.tolist() == [0.0, 1.0, 2.0]


def test_two_numbered_times_stand_for_an_even_row(files):
    wheel = load(files, [[0, 10.0], [4, 12.0]], np.zeros(5))
    assert wheel.timestamps.tolist() == [10.0, 10.5, 11.0, 11.5, 12.0]


def test_unequal_lengths_are_refused_with_both(files):
    with pytest.raises(InputError, match=r"3 times, and wheel\.position\.npy has 2"):
        load(files, [0.0, 0.1, 0.3], [0.0, 1.0])


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_what_is_no_number_is_refused(files, value):
    with pytest.raises(InputError, match=r"wheel\.timestamps\.npy.*not all numbers"):
        load(files, [0.0, value, 0.3], np.zeros(3))
    with pytest.raises(InputError, match="not all numbers"):
        load(files, [0.0, 0.1, 0.3], [0.0, value, 1.0])


@pytest.mark.parametrize("last", [1e6, -1e6, 1.7e308])
def test_a_record_longer_than_a_day_is_refused(files, last):
    """At 1 kHz it would fill the memory."""
    with pytest.raises(InputError, match="longer than a day"):
        load(files, [0.0, 0.1, last], np.zeros(3))


def quadrature(turns: float):
    """Fronts of both channels of an encoder that turns evenly, one way."""
    fronts = int(abs(turns) * 4096)
    times = 1 + np.arange(fronts) / 1000.0
    ups = np.resize([1.0, 1.0, -1.0, -1.0], fronts)
    first, second = np.arange(fronts) % 2 == 0, np.arange(fronts) % 2 == 1
    channels = [SyncFronts(times[it], ups[it]) for it in (first, second)]
    return channels if turns > 0 else channels[::-1]


@pytest.mark.parametrize("turns", [1.5, -1.5])
def test_the_encoder_is_decoded_to_radians(turns):
    wheel = wheel_from_fronts(*quadrature(turns))
    assert (np.diff(wheel.timestamps) > 0).all()
    # Its first front has no front of the other channel before it.
    assert np.ptp(wheel.position) == pytest.approx(1.5 * 2 * np.pi, rel=1e-3)
    assert np.sign(wheel.position[-1]) == np.sign(turns)


def test_a_channel_that_never_changes_is_named():
    nothing = SyncFronts(np.empty(0), np.empty(0))
    with pytest.raises(InputError, match="rotary encoder"):
        wheel_from_fronts(nothing, quadrature(1)[1])
