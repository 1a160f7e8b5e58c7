"""The frames of a video: those that OpenCV finds, bit for bit, and by which way."""

from fractions import Fraction
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cameraqc.raw.filmed import (
    HEIGHT,
    NO_B,
    OPEN,
    SLOW,
    WIDTH,
    as_ibllib_reads,
    film,
    film_by_opencv,
    spelled,
)
from camsetup.cameraqc.raw import video, video_pass
from camsetup.cameraqc.raw.video import read_video, sample_indices
from camsetup.cameraqc.raw.video_pass import shared_out
from camsetup.cameraqc.wheel.motion_energy import motion_energy
from camsetup.domain.errors import InputError

COUNT = 320
ROI = ((20, 60), (10, 90))
REGION = np.s_[:, 20:60, 10:90]

#: Videos with a constant rate: decoded in one pass.
REGULAR = {
    "slow.mp4": ("libx264", {"options": SLOW}),
    "no_b.mp4": ("libx264", {"options": NO_B}),
    "colour.mp4": ("libx264", {"colour": True}),
    "full_range.mp4": ("libx264", {"pixels": "yuvj420p", "colour": True}),
    "grey.mp4": ("libx264", {"pixels": "gray"}),
    "full_colour.mp4": ("libx264", {"pixels": "yuv444p", "colour": True}),
    "hd_colour.mp4": ("libx264", {"colour": True, "colorspace": 1, "color_range": 1}),
    "ntsc.mp4": ("libx264", {"rate": Fraction(30000, 1001)}),
    "late.mp4": ("libx264", {"time": lambda i: 1500 + round(i * 100 / 3)}),
    "plain.mkv": ("libx264", {}),
    "b.mp4": ("mpeg4", {"gop_size": 12, "max_b_frames": 2}),
    "long.mp4": ("mpeg4", {"gop_size": 300}),
    "moving.avi": ("mjpeg", {"pixels": "yuvj420p", "colour": True}),
    "lossless.mkv": ("ffv1", {"pixels": "gray"}),
}
#: Videos of which only OpenCV knows what it finds.
IRREGULAR = {
    "varying.mp4": ("libx264", {"time": lambda i: 33 * i + i % 7 + 400 * (i > 200)}),
    "stream.ts": ("libx264", {}),
    "b.avi": ("libx264", {}),
}
#: Where frames come before the key frame that they are built on, either way will do.
OPEN_GROUPS = {"open.mp4": ("libx264", {"options": OPEN})}
BY_OPENCV = {
    "oracle.mp4": ("mp4v", 30),
    "ntsc.mp4": ("mp4v", 29.97),
    "moving.avi": ("MJPG", 30),
    "lossless.avi": ("FFV1", 60),
}


@pytest.fixture(scope="module")
def films(tmp_path_factory):
    """Return a maker of videos that makes each once."""
    folder = tmp_path_factory.mktemp("films")

    def made(name):
        path = folder / name
        if not path.exists():
            codec, options = (REGULAR | IRREGULAR | OPEN_GROUPS)[name]
            film(path, COUNT, codec, **options)
        return path

    return made


@pytest.fixture
def seeking(monkeypatch):
    """Return a list that grows whenever OpenCV has to seek."""
    used = []
    by_seeking = video._read_by_seeking

    def watched(*arguments):
        used.append(arguments)
        return by_seeking(*arguments)

    monkeypatch.setattr(video, "_read_by_seeking", watched)
    return used


def assert_as_ibllib(path, length=COUNT):
    """Compare samples, odd requests and a period with what OpenCV reads."""
    scattered = np.array([0, 1, 2, 5, length - 3, length - 1, 37, 38, 40, 36, 37])
    runs = np.array([3, 4, 5, 30, 31, 32, length - 9, length - 8])
    for samples, period in (
        (sample_indices(length, 23), np.arange(length // 3, length // 3 + 40)),
        (scattered, runs),
    ):
        content = read_video(path, samples, period, ROI)
        theirs = as_ibllib_reads(path, samples)
        assert np.array_equal(content.frames, theirs)
        assert content.indices == tuple(samples)
        energy = motion_energy(as_ibllib_reads(path, period)[REGION])
        assert np.array_equal(content.motion_energy, energy)


@pytest.mark.parametrize("name", REGULAR)
def test_frames_are_opencvs_without_seeking(films, seeking, name):
    assert_as_ibllib(films(name))
    assert not seeking


@pytest.mark.parametrize("name", BY_OPENCV)
def test_frames_of_opencvs_own_videos_are_the_same(tmp_path, seeking, name):
    path = film_by_opencv(tmp_path / name, COUNT, *BY_OPENCV[name])
    assert_as_ibllib(path)
    assert not seeking


@pytest.mark.parametrize("name", IRREGULAR)
def test_opencv_itself_seeks_where_numbers_do_not_follow_from_times(
    films, seeking, name
):
    assert_as_ibllib(films(name))
    assert seeking


def test_frames_built_on_a_later_key_frame_are_opencvs(films):
    assert_as_ibllib(films("open.mp4"))


@pytest.mark.parametrize("name", ["slow.mp4", "ntsc.mp4", "late.mp4", "b.mp4"])
def test_a_frame_is_the_one_of_its_number(films, name):
    samples = np.array([0, 3, 16, 17, 100, 249, 250, 251, COUNT - 1])
    content = read_video(films(name), samples)
    assert [spelled(frame) for frame in content.frames] == samples.tolist()
    assert content.unread == 0
    assert content.motion_energy is None


def test_a_negative_number_is_the_first_frame_and_one_beyond_the_end_is_black(films):
    """IBL_QC.md 6 A 7: this is how a short video gets black frames."""
    path = films("slow.mp4")
    samples = np.array([-40, COUNT, COUNT + 7, -1, 9])
    content = read_video(path, samples)
    assert np.array_equal(content.frames, as_ibllib_reads(path, samples))
    assert content.unread == 2
    assert not content.frames[1:3].any()
    assert [spelled(content.frames[i]) for i in (0, 3, 4)] == [0, 0, 9]


def test_numbers_that_go_on_by_one_from_below_nought_are_read_on(films):
    path = films("slow.mp4")
    samples = np.array([-2, -1, 0, 1])
    content = read_video(path, samples)
    assert np.array_equal(content.frames, as_ibllib_reads(path, samples))
    assert [spelled(frame) for frame in content.frames] == [0, 1, 2, 3]


@pytest.mark.parametrize("length", [1, 2, 3, 60])
def test_short_videos_are_read_as_opencv_reads_them(tmp_path, length):
    path = film(tmp_path / "short.mp4", length)
    samples = sample_indices(length, 9)
    content = read_video(path, samples)
    assert np.array_equal(content.frames, as_ibllib_reads(path, samples))


def test_a_period_that_outlasts_the_video_is_black_at_the_end(films):
    path = films("slow.mp4")
    period = np.arange(COUNT - 6, COUNT + 5)
    content = read_video(path, np.array([5]), period, ROI)
    frames = as_ibllib_reads(path, period)
    assert np.array_equal(content.motion_energy, motion_energy(frames[REGION]))
    assert not content.motion_energy[-3:].any()


def test_a_region_that_the_picture_cuts_off_is_compared_as_far_as_it_goes(films):
    path = films("slow.mp4")
    content = read_video(path, np.array([5]), np.arange(9), ((50, 999), (80, 999)))
    cut = as_ibllib_reads(path, np.arange(9))[:, 50:, 80:]
    assert np.array_equal(content.motion_energy, motion_energy(cut))


def test_a_region_outside_the_picture_has_no_motion_energy(films):
    content = read_video(
        films("slow.mp4"), np.array([5]), np.arange(9), ((800, 1020), (233, 1096))
    )
    assert content.motion_energy is None
    assert content.unread == 0


def test_no_samples_and_no_period_are_nothing(films):
    content = read_video(films("slow.mp4"), np.array([], int))
    assert content.frames.shape == (0, HEIGHT, WIDTH)
    assert content.unread == 0


def test_a_wrong_conversion_is_noticed_on_the_first_frame(films, seeking, monkeypatch):
    """What PyAV makes of colours must be what OpenCV makes of them."""
    first = video_pass.first_picture
    monkeypatch.setattr(video_pass, "first_picture", lambda path: first(path) + 1)
    assert_as_ibllib(films("colour.mp4"))
    assert seeking


def test_damage_where_frames_are_needed_leaves_them_to_opencv(tmp_path, films, seeking):
    content = bytearray(films("no_b.mp4").read_bytes())
    third = len(content) // 3
    content[third : third + 2000] = bytes(2000)
    path = tmp_path / "damaged.mp4"
    path.write_bytes(content)
    samples = np.arange(100, 300, 10)
    theirs = as_ibllib_reads(path, samples)
    assert np.array_equal(read_video(path, samples).frames, theirs)
    assert seeking


def test_a_video_cut_short_behind_its_index_is_black_at_the_end(tmp_path):
    whole = film_by_opencv(tmp_path / "whole.avi", 50, "MJPG", 30).read_bytes()
    path = tmp_path / "cut.avi"
    path.write_bytes(whole[: len(whole) // 2])
    samples = np.arange(0, 50, 7)
    content = read_video(path, samples)
    assert np.array_equal(content.frames, as_ibllib_reads(path, samples))
    assert content.unread == sum(not frame.any() for frame in content.frames) > 0


def test_a_video_without_a_frame_that_can_be_decoded_is_refused(tmp_path):
    whole = bytearray(film(tmp_path / "whole.mp4", 10, options=NO_B).read_bytes())
    start = whole.index(b"mdat") + 4
    whole[start : whole.index(b"moov") - 4] = bytes(whole.index(b"moov") - 4 - start)
    path = tmp_path / "zeros.mp4"
    path.write_bytes(whole)
    with pytest.raises(InputError, match=r"zeros\.mp4"):
        read_video(path, np.array([1]))


def test_every_frame_is_decoded_once_though_many_ask_for_it(films, monkeypatch):
    frames = []
    region = video_pass.BlueChannel.region

    def watched(self, frame, *slices):
        frames.append(frame.pts)
        return region(self, frame, *slices)

    monkeypatch.setattr(video_pass.BlueChannel, "region", watched)
    read_video(films("slow.mp4"), np.array([9, 200, 9, 9]))
    assert len(frames) == 3  # the first, on which the conversion is tried; 9; 200


@given(
    numbers=st.sets(st.integers(0, 30_000), min_size=1, max_size=120),
    first=st.integers(0, 30_000),
    most=st.integers(1, 9),
)
def test_work_is_shared_out_whole_in_order_and_the_period_to_one(numbers, first, most):
    together = frozenset(range(first, first + 90))
    numbers = sorted(numbers | together)
    stretches = shared_out(numbers, together, most)
    assert [number for stretch in stretches for number in stretch] == numbers
    assert all(a[-1] < b[0] for a, b in pairwise(stretches))
    assert sum(not together.isdisjoint(stretch) for stretch in stretches) == 1
    assert len(stretches) <= most


def test_stretches_give_what_one_reader_gives(tmp_path):
    path = film(tmp_path / "v.mp4", 1200, options=NO_B)
    samples, period = sample_indices(1200, 31), np.arange(590, 640)
    alone = read_video(path, samples, period, ROI, readers=1)
    shared = read_video(path, samples, period, ROI, readers=3)
    assert np.array_equal(alone.frames, shared.frames)
    assert np.array_equal(alone.motion_energy, shared.motion_energy)
    assert [spelled(frame) for frame in shared.frames] == samples.tolist()


def test_opencvs_settings_are_left_alone(films):
    threads = cv2.getNumThreads()
    read_video(films("slow.mp4"), np.array([5]))
    assert cv2.getNumThreads() == threads
