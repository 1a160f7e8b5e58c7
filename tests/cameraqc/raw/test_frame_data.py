"""Frame data: everything counted from the first frame."""

import pytest

from cameraqc.raw.written import doubles, packed
from camsetup.cameraqc.raw.frame_data import load_frame_data
from camsetup.domain.errors import InputError

TICKS = 637504200000000000


@pytest.fixture
def file(tmp_path):
    return tmp_path / "_iblrig_leftCamera.frameData.bin"


def rows(*seconds: float) -> bytes:
    stamps = packed([120 + second for second in seconds])
    return doubles(
        *(
            value
            for i, second in enumerate(seconds)
            for value in (TICKS + second * 1e7, stamps[i], 7 + 2 * i, 2**28 * (i % 2))
        )
    )


def test_everything_counts_from_the_first_frame(file):
    file.write_bytes(rows(0, 4, 10))
    data = load_frame_data(file)
    assert data.bonsai_times == pytest.approx([0, 4, 10], abs=2e-5)
    assert data.camera_times.tolist() == [0, 4, 10]
    assert data.count.tolist() == [0, 2, 4]
    assert data.pin_state[:, 3].tolist() == [False, True, False]


def test_values_that_fill_no_row_are_refused(file):
    file.write_bytes(rows(0, 1) + doubles(1))
    with pytest.raises(InputError, match=r"frameData\.bin holds 9 values.*rows of 4"):
        load_frame_data(file)


def test_a_row_with_a_nan_is_named(file):
    file.write_bytes(rows(0, 1) + doubles(TICKS, 1, float("nan"), 0))
    with pytest.raises(InputError, match="value 3 of frame 2 is nan"):
        load_frame_data(file)
