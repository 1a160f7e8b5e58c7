"""What a video says of itself, which frames are sampled, and what is no video."""

from fractions import Fraction

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cameraqc.raw.filmed import (
    HEIGHT,
    NO_B,
    SLOW,
    WIDTH,
    film,
    film_by_opencv,
    picture,
)
from cameraqc.raw.malformed import NO_FILES, damaged, one_folder
from camsetup.cameraqc.raw.picture_size import checked_size
from camsetup.cameraqc.raw.video import (
    even_indices,
    read_properties,
    read_video,
    sample_indices,
)
from camsetup.domain.errors import InputError, UsageError
from camsetup.domain.frame import Size

COUNT = 60


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """Return the bytes of a small mp4v, its index at the end."""
    path = tmp_path_factory.mktemp("good") / "good.mp4"
    return film_by_opencv(path, COUNT, "mp4v", 30).read_bytes()


@pytest.mark.parametrize(
    ("name", "codec", "options"),
    [
        ("slow.mp4", "libx264", {"options": SLOW}),
        ("plain.mkv", "libx264", {"options": NO_B}),
        ("long.mp4", "mpeg4", {"gop_size": 50, "max_b_frames": 2}),
        ("moving.avi", "mjpeg", {"pixels": "yuvj420p"}),
        ("lossless.mkv", "ffv1", {"pixels": "gray"}),
        ("ntsc.mp4", "libx264", {"rate": Fraction(30000, 1001)}),
        ("varying.mp4", "libx264", {"time": lambda i: 33 * i + i % 7}),
    ],
)
def test_a_header_says_what_opencv_says(tmp_path, name, codec, options):
    path = film(tmp_path / name, COUNT, codec, **options)
    capture = cv2.VideoCapture(str(path))
    properties = read_properties(path)
    assert properties.length == capture.get(cv2.CAP_PROP_FRAME_COUNT) == COUNT
    assert properties.rate_hz == capture.get(cv2.CAP_PROP_FPS)
    assert properties.size == Size(WIDTH, HEIGHT)
    assert properties.path == path
    capture.release()


@pytest.mark.parametrize("rate_hz", [30, 29.97, 149.9])
def test_a_rate_keeps_its_decimals(tmp_path, rate_hz):
    path = film_by_opencv(tmp_path / "v.mp4", 20, "mp4v", rate_hz)
    assert read_properties(path).rate_hz == pytest.approx(rate_hz, abs=1e-9)


@pytest.mark.parametrize(
    ("length", "n", "expected"),
    [
        (1000, 3, [100, 500, 900]),
        (18000, 4, [100, 6033, 11966, 17900]),
        (150, 4, [100, 83, 66, 50]),
        (60, 5, [100, 65, 30, -5, -40]),
        (200, 2, [100, 100]),
        (500, 1, [100]),
    ],
)
def test_ibllib_samples_short_videos_backwards(length, n, expected):
    """IBL_QC.md 6 A 7: fractions are cut towards zero."""
    assert sample_indices(length, n).tolist() == expected


@given(length=st.integers(1, 5000), n=st.integers(1, 300))
def test_even_samples_ascend_inside_the_video(length, n):
    indices = even_indices(length, n)
    assert len(indices) == min(n, length)
    assert (np.diff(indices) > 0).all()
    assert indices[0] >= 0
    assert indices[-1] < length


def test_even_samples_of_a_long_video_are_ibllibs():
    assert even_indices(18000, 100).tolist() == sample_indices(18000, 100).tolist()


@pytest.mark.parametrize("choose", [sample_indices, even_indices])
def test_no_samples_are_refused(choose):
    with pytest.raises(UsageError, match="0 frames cannot be sampled"):
        choose(1000, 0)


@pytest.mark.parametrize("stand_in", NO_FILES.values(), ids=list(NO_FILES))
def test_what_is_no_file_is_refused_by_name(tmp_path, stand_in):
    path = tmp_path / "_iblrig_leftCamera.raw.mp4"
    stand_in(path)
    with pytest.raises(InputError, match=path.name):
        read_properties(path)


@pytest.mark.parametrize(
    "content",
    [
        b"not a video\n" * 400,
        b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom",
        b"RIFF\xff\xff\xff\xffAVI LIST",
        bytes(range(256)) * 2000,
    ],
    ids=["text", "an mp4 cut after its first words", "an avi cut so", "noise"],
)
def test_what_is_no_video_is_refused_by_name(tmp_path, content):
    path = tmp_path / "_iblrig_leftCamera.raw.mp4"
    path.write_bytes(content)
    with pytest.raises(InputError, match=path.name):
        read_properties(path)


@pytest.mark.parametrize(
    "script",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{}'\n",
        "<SMIL><video src='{}'/></SMIL>",
    ],
    ids=["a play list", "a script of FFmpeg", "a SMIL"],
)
def test_a_list_that_names_another_video_is_not_followed(tmp_path, good, script):
    (tmp_path / "other.mp4").write_bytes(good)
    path = tmp_path / "_iblrig_leftCamera.raw.mp4"
    path.write_text(script.format(tmp_path / "other.mp4"))
    with pytest.raises(InputError, match=path.name):
        read_properties(path)


def test_sound_alone_is_refused(tmp_path):
    path = tmp_path / "sound.avi"
    write_sound(path)
    with pytest.raises(InputError, match="there is no picture in it"):
        read_properties(path)


def test_a_single_image_renamed_is_refused(tmp_path):
    path = tmp_path / "image.mp4"
    path.write_bytes(cv2.imencode(".png", picture(1))[1].tobytes())
    with pytest.raises(InputError, match=r"image\.mp4"):
        read_properties(path)


@pytest.mark.parametrize("size", [(0, 512), (640, -1), (100_000, 512), (640, 16385)])
def test_absurd_sizes_are_refused(tmp_path, size):
    with pytest.raises(InputError, match=r"The pictures of .*v\.mp4 are"):
        checked_size(*size, tmp_path / "v.mp4")


def test_more_samples_than_memory_holds_are_refused(tmp_path):
    path = film(tmp_path / "v.mp4", 10)
    with pytest.raises(InputError, match="GB of memory"):
        read_video(path, np.zeros(10**6, int))


@pytest.mark.parametrize("period", [[3, 2], [4, 4], [-1, 0]])
def test_a_period_must_ascend_from_nought(tmp_path, period):
    path = film(tmp_path / "v.mp4", 10)
    with pytest.raises(UsageError, match="must ascend"):
        read_video(path, np.array([1]), np.array(period), ((0, 9), (0, 9)))


@one_folder
@given(data=st.data())
def test_a_damaged_video_is_read_or_refused_by_name(tmp_path, good, data):
    path = tmp_path / "_iblrig_leftCamera.raw.mp4"
    path.write_bytes(data.draw(damaged(good)))
    try:
        length = read_properties(path).length
        samples = sample_indices(min(length, 1000), 5)
        content = read_video(path, samples, np.arange(9), ((0, 9), (0, 9)))
    except InputError as error:
        refusal = str(error)
    else:
        refusal = f"none, {path.name}"
        assert len(content.frames) == len(content.indices) == 5
        assert 0 <= content.unread <= 5
        assert content.motion_energy.shape == (7,)
    assert path.name in refusal


def write_sound(path):
    import av  # noqa: PLC0415 - one test needs it

    with av.open(path, "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        sound = av.AudioFrame.from_ndarray(
            np.zeros((1, 800), np.int16), format="s16", layout="mono"
        )
        sound.rate = 8000
        container.mux(stream.encode(sound))
        container.mux(stream.encode())
