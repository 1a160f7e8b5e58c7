"""The simulated camera's pace and faults."""

from dataclasses import replace

import numpy as np
import pytest

from camsetup.domain.errors import (
    CameraLostError,
    CameraUnavailableError,
    ReadTimeoutError,
    SettingRejectedError,
    UsageError,
)
from camsetup.domain.rig import Orientation
from camsetup.domain.settings import CameraSettings, Trigger
from camsetup.sources.abilities import Practisable
from camsetup.sources.simulator.timeline import BUFFERS
from sources.simulator.bench import LEFT, Bench, ids


def intervals_ns(source, count=6):
    return np.diff([source.read(1.0).stamp.device_time_ns for _ in range(count)])


def test_the_same_address_gives_the_same_frames():
    first, second = Bench().camera(mouse=1, seed=5), Bench().camera(mouse=1, seed=5)
    for _ in range(4):
        np.testing.assert_array_equal(first.read(1.0).pixels, second.read(1.0).pixels)


def test_another_seed_is_another_rig():
    first, second = Bench().camera(seed=5), Bench().camera(seed=6)
    assert not np.array_equal(first.read(1.0).pixels, second.read(1.0).pixels)


def test_the_pictures_do_not_depend_on_when_the_camera_was_started():
    late = Bench()
    late.clock.advance(12345.678)
    np.testing.assert_array_equal(
        Bench().camera(mouse=1).read(1.0).pixels, late.camera(mouse=1).read(1.0).pixels
    )


def test_no_two_frames_of_a_second_are_equal():
    source = Bench().camera()
    seen = {source.read(1.0).pixels.tobytes() for _ in range(60)}
    assert len(seen) == 60


def test_a_long_exposure_silently_slows_the_camera():
    source = Bench().camera(CameraSettings(exposure_us=40_000.0))
    assert source.apply(CameraSettings()).rate_hz == 50.0
    assert intervals_ns(source) == pytest.approx(40_050_000, rel=1e-3)


def test_a_new_rate_holds_from_the_next_frame_on():
    source = Bench().camera()
    ids(source, 3)
    source.apply(CameraSettings(rate_hz=20.0))
    assert intervals_ns(source)[1:] == pytest.approx(50_000_000, rel=1e-6)


def test_a_slow_link_silently_slows_the_camera():
    source = Bench().camera(max_rate_hz=25)
    assert intervals_ns(source) == pytest.approx(40_000_000, rel=1e-6)


def test_a_reader_who_is_a_little_late_loses_nothing():
    bench = Bench()
    source = bench.camera()
    ids(source, 1)
    bench.clock.advance((BUFFERS - 1) / 50)
    assert ids(source, 10) == list(range(1, 11))


def test_what_no_buffer_was_left_for_is_missing_among_the_ids():
    bench = Bench()
    source = bench.camera()
    ids(source, 1)
    bench.clock.advance(1.0)
    assert ids(source, BUFFERS + 1) == list(range(51 - BUFFERS, 52))


def test_every_so_many_frames_one_is_dropped():
    assert ids(Bench().camera(drop_every=4), 7) == [0, 1, 2, 4, 5, 6, 8]


def test_every_so_many_frames_one_is_incomplete():
    source = Bench().camera(incomplete_every=3)
    frames = [source.read(1.0) for _ in range(6)]
    complete = [frame.stamp.complete for frame in frames]
    assert complete == [True, True, False, True, True, False]
    assert not frames[2].pixels[-20:].any()
    assert frames[1].pixels[-20:].any()


def test_a_camera_on_its_head_misses_the_rows_at_the_top():
    role = replace(LEFT, orientation=Orientation.TURNED_180)
    pixels = Bench(role=role).camera(incomplete_every=1).read(1.0).pixels
    assert not pixels[:20].any()
    assert pixels[-20:].any()


def test_a_stall_ends_the_frames_and_not_the_camera():
    source = Bench().camera(stall_after=0.1)
    assert ids(source, 5) == [0, 1, 2, 3, 4]
    for _ in range(2):
        with pytest.raises(ReadTimeoutError):
            source.read(0.5)


def test_a_stall_that_is_turned_off_again_leaves_no_backlog():
    source = Bench().camera()
    ids(source, 2)
    source.turn("stall", 1)
    with pytest.raises(ReadTimeoutError):
        source.read(0.5)
    source.turn("stall", 0)
    assert ids(source, 3) == [2, 3, 4]


@pytest.mark.parametrize(
    ("settings", "options"),
    [
        (CameraSettings(trigger=Trigger.HARDWARE), {}),
        (CameraSettings(), {"trigger": 1}),
    ],
    ids=["asked for", "a fault"],
)
def test_a_camera_that_waits_for_a_trigger_says_so(settings, options):
    with pytest.raises(ReadTimeoutError, match="trigger"):
        Bench().camera(settings, **options).read(0.5)


def test_pulses_at_the_trigger_set_the_rate():
    source = Bench().camera(CameraSettings(trigger=Trigger.HARDWARE), pulse_hz=10)
    assert intervals_ns(source) == pytest.approx(100_000_000, rel=1e-6)


def test_an_unplugged_camera_cannot_be_opened_until_it_returns():
    bench = Bench()
    source = bench.camera(unplug_after=0.1, return_after=2)
    ids(source, 5)
    with pytest.raises(CameraLostError):
        ids(source, 2)
    source.close()
    with pytest.raises(CameraUnavailableError, match="unplugged"):
        bench.open()
    assert bench.driver.find()[0].problem
    bench.clock.advance(2.0)
    assert not bench.driver.find()[0].problem
    again = bench.camera(unplug_after=0.1, return_after=2)
    assert ids(again, 20) == list(range(20))


def test_another_camera_stays_when_one_is_unplugged():
    bench = Bench()
    source = bench.camera()
    source.turn("unplug", 1)
    with pytest.raises(CameraLostError):
        source.read(1.0)
    bench.role = replace(LEFT, name="right", serial="SIM-RIGHT")
    assert ids(bench.camera(), 2) == [0, 1]


def test_jitter_moves_the_frames_as_far_as_asked():
    source = Bench().camera(jitter_us=400)
    times = [source.read(1.0).stamp.device_time_ns for _ in range(400)]
    assert np.std(np.diff(times)) == pytest.approx(400e3 * 2**0.5, rel=0.15)


def test_drawing_anew_takes_no_time_of_the_camera(monkeypatch):
    bench = Bench()
    source = bench.camera()
    ids(source, 3)
    prepare = source._imaging.prepare

    def slowly(*arguments):
        bench.clock.advance(3.0)
        return prepare(*arguments)

    monkeypatch.setattr(source._imaging, "prepare", slowly)
    source.turn("dx", 5.0)
    source._redraw(source._timeline)
    monkeypatch.undo()
    assert ids(source, 3) == [3, 4, 5]


def test_every_knob_that_is_shown_can_be_turned():
    source = Bench().open()
    assert isinstance(source, Practisable)
    for knob in source.describe().knobs:
        source.turn(knob.name, knob.range.high)
    turned = {knob.name: knob for knob in source.describe().knobs}
    assert all(knob.value == knob.range.high for knob in turned.values())


def test_a_knob_stops_at_its_end():
    source = Bench().open()
    source.turn("roll", 400.0)
    knob = next(k for k in source.describe().knobs if k.name == "roll")
    assert knob.value == knob.range.high


def test_a_knob_that_is_not_there_is_refused_by_name():
    with pytest.raises(UsageError, match="flux"):
        Bench().open().turn("flux", 1.0)


@pytest.mark.parametrize("options", [{"zoom": 9}, {"dx": 4000}, {"colour": 1}])
def test_an_address_that_asks_too_much_is_refused_by_name(options):
    with pytest.raises(UsageError, match=next(iter(options))):
        Bench().open(**options)


@pytest.mark.parametrize(
    "settings",
    [
        CameraSettings(exposure_us=5.0),
        CameraSettings(gain_db=60.0),
        CameraSettings(width_px=400),
        CameraSettings(width_px=101),
        CameraSettings(width_px=200, offset_x_px=180),
        CameraSettings(rate_hz=float("nan")),
    ],
)
def test_a_setting_out_of_range_is_rejected_and_nothing_changes(settings):
    source = Bench().open()
    before = source.apply(CameraSettings())
    with pytest.raises(SettingRejectedError, match=[*settings.asked()][-1]):
        source.apply(replace(settings, gamma=2.0))
    assert source.apply(CameraSettings()) == before


@pytest.mark.parametrize("orientation", Orientation)
def test_a_region_of_interest_is_cut_out_where_the_sensor_has_it(orientation):
    window = CameraSettings(width_px=120, height_px=80, offset_x_px=20, offset_y_px=40)
    role = replace(LEFT, orientation=orientation)
    picture = Bench(role=role).camera(window).read(1.0).pixels
    full = Bench(role=role).camera().read(1.0).pixels
    flips_x = orientation in (Orientation.TURNED_180, Orientation.MIRRORED_LEFT_RIGHT)
    flips_y = orientation in (Orientation.TURNED_180, Orientation.MIRRORED_TOP_BOTTOM)
    x = 320 - 20 - 120 if flips_x else 20
    y = 256 - 40 - 80 if flips_y else 40
    expected = full[y : y + 80, x : x + 120].astype(int)
    assert np.abs(picture - expected).mean() < 3.0


def test_a_camera_that_was_not_started_says_so():
    with pytest.raises(UsageError, match="started"):
        Bench().open().read(0.1)
