"""How recordings keep time, loop, end, and answer to settings."""

import numpy as np
import pytest

from camsetup.domain.errors import (
    EndOfRecordingError,
    InputError,
    ReadTimeoutError,
    UsageError,
)
from camsetup.domain.settings import CameraSettings
from camsetup.sources.recording import RecordingDriver


def test_a_stack_comes_picture_by_picture(play, stack, pictures):
    source = play(stack)
    for expected in pictures:
        np.testing.assert_array_equal(source.read(1.0).pixels, expected)


def test_a_recording_takes_as_long_as_it_took(play, stack, clock):
    source = play(stack, "rate=20")
    began_ns = clock.now_ns
    arrivals = [source.read(1.0).stamp.host_time_ns - began_ns for _ in range(4)]
    assert arrivals == [0, 50_000_000, 100_000_000, 150_000_000]


def test_the_role_gives_the_rate_where_nothing_else_does(play, stack):
    source = play(stack)
    source.read(1.0)
    assert source.read(1.0).stamp.device_time_ns == 20_000_000


def test_fast_pace_never_waits_and_keeps_the_times(play, stack, clock):
    source = play(stack, "pace=fast&rate=20")
    began_ns = clock.now_ns
    stamps = [source.read(0.0).stamp for _ in range(4)]
    assert clock.now_ns == began_ns
    assert [stamp.device_time_ns for stamp in stamps] == [
        0,
        50_000_000,
        100_000_000,
        150_000_000,
    ]
    assert not source.describe().paced


def test_ids_and_times_run_on_through_the_loops(play, stack):
    source = play(stack, "rate=100")
    stamps = [source.read(1.0).stamp for _ in range(13)]
    assert [stamp.frame_id for stamp in stamps] == list(range(13))
    assert set(np.diff([stamp.device_time_ns for stamp in stamps])) == {10_000_000}


def test_a_late_reader_misses_nothing_and_is_not_hurried(play, stack, clock):
    source = play(stack, "rate=20")
    source.read(1.0)
    clock.advance(10.0)
    late, after = source.read(1.0), source.read(1.0)
    assert [late.stamp.frame_id, after.stamp.frame_id] == [1, 2]
    assert after.stamp.host_time_ns - late.stamp.host_time_ns == 50_000_000


def test_a_little_lateness_does_not_slow_the_recording(play, stack, clock):
    source = play(stack, "rate=20")
    began_ns = source.read(1.0).stamp.host_time_ns
    clock.advance(0.070)
    source.read(1.0)
    assert source.read(1.0).stamp.host_time_ns - began_ns == 100_000_000


def test_a_read_times_out_and_the_picture_still_comes(play, stack, clock):
    source = play(stack, "rate=2")
    source.read(1.0)
    began_ns = clock.now_ns
    with pytest.raises(ReadTimeoutError):
        source.read(0.2)
    assert clock.now_ns - began_ns == 200_000_000
    assert source.read(1.0).stamp.frame_id == 1


def test_a_recording_played_once_ends_and_says_so_again(play, stack):
    source = play(stack, "loop=0&pace=fast")
    for _ in range(4):
        source.read(0.0)
    for _ in range(2):
        with pytest.raises(EndOfRecordingError, match="loop=1"):
            source.read(0.0)


def test_settings_are_not_taken_and_the_answer_tells(play, stack):
    got = play(stack, "rate=25").apply(CameraSettings(640, 512, exposure_us=100.0))
    assert got == CameraSettings(48, 32, rate_hz=25.0)


def test_a_recording_is_not_live_and_has_no_limits(play, stack):
    description = play(stack).describe()
    assert not description.live
    assert not description.limits


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ("speed=2", ["speed", "loop, pace, rate"]),
        ("rate=0", ["rate=0", "0.1 to 10000 Hz"]),
        ("rate=nan", ["rate=nan"]),
        ("rate=quick", ["rate=quick"]),
        ("loop=2", ["loop=2", "loop=0"]),
        ("pace=slow", ["pace=slow", "pace=fast"]),
    ],
)
def test_a_wrong_option_is_named_with_what_is_allowed(play, stack, options, names):
    with pytest.raises(UsageError) as refusal:
        play(stack, options)
    assert all(name in str(refusal.value) for name in names)


def test_an_address_without_a_path_is_refused(play):
    with pytest.raises(UsageError, match="path"):
        play("")


def test_a_broken_image_in_the_middle_is_named_when_its_turn_comes(play, folder):
    (folder / "frame10.png").write_bytes(b"\x89PNG\r\n\x1a\n no more")
    source = play(folder, "pace=fast")
    source.read(0.0)
    source.read(0.0)
    with pytest.raises(InputError, match=r"frame10\.png"):
        source.read(0.0)


def test_the_driver_is_always_ready_and_finds_nothing():
    driver = RecordingDriver()
    assert driver.readiness().ready
    assert driver.find() == []
