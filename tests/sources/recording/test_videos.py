"""What is read from videos, and what is refused."""

import av
import numpy as np
import pytest

from camsetup.domain.errors import InputError
from camsetup.domain.settings import CameraSettings
from camsetup.sources.recording import open_reel, read_all


def write_video(path, pictures, *, codec="ffv1", pixel_format="gray", times=None):
    """Write pictures at 25 Hz, or at the times given in units of 40 ms."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=25)
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = pixel_format
        for index, pixels in enumerate(pictures):
            grey = av.VideoFrame.from_ndarray(pixels, format="gray")
            frame = grey.reformat(format=pixel_format)
            frame.pts = index if times is None else times[index]
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def test_a_lossless_video_is_read_exactly(tmp_path, pictures):
    path = write_video(tmp_path / "film.mkv", pictures)
    np.testing.assert_array_equal(np.stack(list(read_all(path))), pictures)


def test_limited_range_keeps_black_black_and_white_white(tmp_path):
    halves = np.zeros((1, 64, 64), dtype=np.uint8)
    halves[:, :, 32:] = 255
    path = write_video(
        tmp_path / "film.mp4", halves, codec="mpeg4", pixel_format="yuv420p"
    )
    (grey,) = read_all(path)
    assert grey[32, 4] == 0
    assert grey[32, 60] == 255


def test_the_file_gives_the_rate_unless_another_is_asked(tmp_path, pictures, play):
    path = write_video(tmp_path / "film.avi", pictures)
    nothing = CameraSettings()
    assert play(path).apply(nothing).rate_hz == 25.0
    assert play(path, "rate=10").apply(nothing).rate_hz == 10.0


def test_time_stamps_say_when_and_not_the_header(tmp_path, pictures, play):
    path = write_video(tmp_path / "film.avi", pictures, times=[0, 1, 5, 6])
    source = play(path, "pace=fast&loop=0")
    times_ns = [source.read(0.0).stamp.device_time_ns for _ in range(4)]
    assert times_ns == [0, 40_000_000, 200_000_000, 240_000_000]


def test_a_rate_that_is_asked_overrules_the_time_stamps(tmp_path, pictures, play):
    path = write_video(tmp_path / "film.avi", pictures, times=[0, 1, 5, 6])
    source = play(path, "pace=fast&rate=10")
    times_ns = [source.read(0.0).stamp.device_time_ns for _ in range(3)]
    assert times_ns == [0, 100_000_000, 200_000_000]


def test_a_video_loops_with_ids_and_times_running_on(tmp_path, pictures, play):
    source = play(write_video(tmp_path / "film.avi", pictures), "pace=fast")
    stamps = [source.read(0.0).stamp for _ in range(9)]
    assert [stamp.frame_id for stamp in stamps] == list(range(9))
    assert set(np.diff([stamp.device_time_ns for stamp in stamps])) == {40_000_000}


def test_a_video_without_its_index_is_refused(tmp_path, pictures):
    path = write_video(
        tmp_path / "cut.mp4", pictures, codec="mpeg4", pixel_format="yuv420p"
    )
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(InputError, match=r"cut\.mp4 cannot be read"):
        open_reel(path)


def test_a_video_that_has_lost_its_end_says_how_much_is_left(tmp_path):
    noise = np.random.default_rng(1).integers(0, 255, (20, 64, 64), dtype=np.uint8)
    path = write_video(
        tmp_path / "cut.avi", noise, codec="mjpeg", pixel_format="yuvj420p"
    )
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(InputError, match=r"cut\.avi.*ends after \d+ of 20 pictures"):
        list(read_all(path))


def test_a_file_with_sound_only_is_refused(tmp_path):
    with av.open(str(tmp_path / "sound.mkv"), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        silence = av.AudioFrame.from_ndarray(
            np.zeros((1, 800), dtype=np.int16), layout="mono"
        )
        silence.sample_rate = 8000
        container.mux(stream.encode(silence))
        container.mux(stream.encode())
    with pytest.raises(InputError, match="no picture"):
        open_reel(tmp_path / "sound.mkv")


def test_a_video_in_a_coding_that_nobody_knows_is_refused(tmp_path, pictures):
    path = write_video(
        tmp_path / "odd.avi", pictures, codec="mjpeg", pixel_format="yuvj420p"
    )
    path.write_bytes(path.read_bytes().replace(b"MJPG", b"ZQZQ"))
    with pytest.raises(InputError, match=r"odd\.avi.*nobody here knows") as refused:
        open_reel(path)
    assert refused.value.remedy.startswith("A recording is")


@pytest.mark.parametrize(
    "script",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfilm.avi\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile film.avi\n",
    ],
)
@pytest.mark.parametrize("name", ["list.mp4", "list.m3u8", "list.ffconcat"])
def test_a_play_list_does_not_reach_other_files(tmp_path, pictures, script, name):
    write_video(tmp_path / "film.avi", pictures)
    (tmp_path / name).write_text(script)
    with pytest.raises(InputError, match=name):
        open_reel(tmp_path / name)
