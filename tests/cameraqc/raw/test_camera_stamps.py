"""The stamps of the camera and the computer, in the dialects that rigs write."""

from datetime import datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cameraqc.raw.malformed import one_folder
from cameraqc.raw.written import packed
from camsetup.cameraqc.raw.camera_stamps import load_camera_stamps, unwrap_seconds
from camsetup.domain.errors import InputError

NINE = np.datetime64("2021-03-04T09:00:00.123456700", "ns")


@pytest.fixture
def ssv(tmp_path):
    return tmp_path / "_iblrig_leftCamera.timestamps.ssv"


def lines(*rows: str) -> str:
    return "".join(f"{row}\n" for row in rows)


@pytest.mark.parametrize(
    "time",
    [
        "2021-03-04T10:00:00.1234567+01:00",
        "2021-03-04T09:00:00.1234567Z",
        "2021-03-04T09:00:00.1234567",
        "2021-03-04T03:30:00.1234567-05:30",
        "2021-03-04T09:00:00.123456700+00:00",
    ],
)
@pytest.mark.parametrize("row", ["{} {} ", "{} {}", "{} {}\r"])
@pytest.mark.parametrize("stamp_first", [False, True])
def test_every_dialect_of_one_moment_is_read(ssv, time, row, stamp_first):
    stamp = int(packed(3.5))
    pair = (stamp, time) if stamp_first else (time, stamp)
    ssv.write_text(lines(*[row.format(*pair)] * 2))
    stamps = load_camera_stamps(ssv)
    assert stamps.bonsai_times.dtype == "datetime64[ns]"
    assert stamps.bonsai_times.tolist() == [NINE.astype(int)] * 2
    assert stamps.camera_times.tolist() == [3.5] * 2


def test_the_offset_may_change_with_the_clocks(ssv):
    ssv.write_text(
        lines("2021-03-28T01:59:59+01:00 0", "2021-03-28T03:00:01+02:00 67108864")
    )
    first, second = load_camera_stamps(ssv).bonsai_times
    assert second - first == np.timedelta64(2, "s")


def test_a_fraction_may_be_left_out(ssv):
    """Python's isoformat does, once in a million."""
    ssv.write_text(lines("2021-03-04T10:00:00.500000Z 0", "2021-03-04T10:00:01Z 1"))
    first, second = load_camera_stamps(ssv).bonsai_times
    assert second - first == np.timedelta64(500, "ms")


def test_empty_lines_are_passed_over(ssv):
    ssv.write_text("2021-03-04T10:00:00Z 1\n\n2021-03-04T10:00:01Z 2\n \n")
    assert len(load_camera_stamps(ssv).camera_times) == 2


def test_no_end_of_line_is_needed(ssv):
    ssv.write_text("2021-03-04T10:00:00Z 1\n2021-03-04T10:00:01Z 2")
    assert len(load_camera_stamps(ssv).camera_times) == 2


@pytest.mark.parametrize(
    ("third", "problem"),
    [
        ("2021-03-04T10:00:00Z", "line 3.*as in line 1"),
        ("2021-03-04T10:00:00Z 1 2", "line 3"),
        ("1 2021-03-04T10:00:00Z", "line 3"),
        ("2021-03-04T10:00:00Z nan", "line 3"),
        ("2021-03-04T10:00:00Z 1.5", "line 3"),
        ("2021-03-04T10:00:00Z -1", "line 3"),
        ("2021-13-04T10:00:00Z 1", "Month out of range"),
        ("2021-03-04T10:00:00Z 4294967296", "frame 2 is 4294967296"),
    ],
)
def test_another_line_is_refused_with_its_place(ssv, third, problem):
    good = "2021-03-04T10:00:00Z 1"
    ssv.write_text(lines(good, good, third, good))
    with pytest.raises(InputError, match=rf"timestamps\.ssv.*{problem}"):
        load_camera_stamps(ssv)


def test_a_first_line_of_something_else_is_shown(ssv):
    ssv.write_text("frame,time\n0,0.1\n")
    with pytest.raises(InputError, match=r"line 1: expected a time.*'frame,time'"):
        load_camera_stamps(ssv)


def test_a_single_line_is_refused_since_ibllib_dies_of_it(ssv):
    ssv.write_text("2021-03-04T10:00:00Z 1 \n")
    with pytest.raises(InputError, match=r"timestamps\.ssv has a single line"):
        load_camera_stamps(ssv)


def test_seconds_run_on_where_the_stamp_wraps():
    seconds = 120 + np.arange(400) * 0.8
    assert unwrap_seconds(packed(seconds)) == pytest.approx(seconds, abs=1 / 16000)


def test_bits_finer_than_the_clock_are_dropped():
    assert unwrap_seconds(packed([1.0, 2.0], finer=4095)).tolist() == [1.0, 2.0]


def test_a_glitch_backwards_counts_as_a_wrap():
    """IBL_QC.md 3: and what follows stays 128 s late."""
    seconds = unwrap_seconds(packed([10.0, 10.5, 10.25, 11.0]))
    assert seconds.tolist() == [10.0, 10.5, 138.25, 139.0]


def test_a_gap_of_more_than_a_turn_is_lost():
    assert unwrap_seconds(packed([10.0, 10.5 + 128])).tolist() == [10.0, 10.5]


def test_no_stamps_are_no_seconds():
    assert unwrap_seconds(np.array([], np.int64)).size == 0


@given(
    moments=st.lists(
        st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), min_size=2, max_size=5
    ),
    ahead=st.integers(-14 * 60, 14 * 60),
)
@one_folder
def test_times_come_out_as_python_has_them(ssv, moments, ahead):
    zone = timezone(timedelta(minutes=ahead))
    aware = [moment.replace(tzinfo=zone) for moment in moments]
    ssv.write_text(lines(*(f"{moment.isoformat()} 0 " for moment in aware)))
    utc = [moment.astimezone(timezone.utc).replace(tzinfo=None) for moment in aware]
    expected = np.array(utc, "datetime64[ns]")
    assert np.array_equal(load_camera_stamps(ssv).bonsai_times, expected)


def test_a_year_that_nanoseconds_do_not_reach_is_refused(ssv):
    ssv.write_text(lines("2021-03-04T10:00:00Z 1", "9999-03-04T10:00:00Z 1"))
    with pytest.raises(InputError, match=r"timestamps\.ssv: no frame .* year 9999"):
        load_camera_stamps(ssv)
