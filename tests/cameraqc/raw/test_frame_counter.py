"""The frame counter: kept as the camera counted."""

import pytest

from cameraqc.raw.written import doubles
from camsetup.cameraqc.raw.frame_counter import load_frame_counter
from camsetup.domain.errors import InputError


@pytest.fixture
def counter(tmp_path):
    return tmp_path / "_iblrig_leftCamera.frame_counter.bin"


def test_the_count_begins_where_the_camera_began(counter):
    counter.write_bytes(doubles(41, 42, 44))
    assert load_frame_counter(counter).tolist() == [41, 42, 44]


def test_a_wrap_and_a_repeat_are_left_for_the_check(counter):
    counter.write_bytes(doubles(2**32 - 1, 0, 0))
    assert load_frame_counter(counter).tolist() == [2**32 - 1, 0, 0]


def test_a_last_value_that_is_cut_short_is_left_out_as_in_ibllib(counter):
    counter.write_bytes(doubles(1, 2, 3)[:-3])
    assert load_frame_counter(counter).tolist() == [1, 2]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 0.5, -(2.0**64)])
def test_what_is_no_count_is_refused_with_its_frame(counter, value):
    counter.write_bytes(doubles(1, 2, value, 4))
    with pytest.raises(InputError, match=r"frame_counter\.bin.* of frame 2 .*whole"):
        load_frame_counter(counter)


def test_text_is_refused(counter):
    counter.write_text("0 1 2 3 4 5 6 7 8 9 10")
    with pytest.raises(InputError, match="not the camera's data"):
        load_frame_counter(counter)
