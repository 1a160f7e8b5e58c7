"""Everything of a session at once: what is missing or broken stops nothing else."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cameraqc.raw.malformed import NO_FILES, damaged, one_folder
from cameraqc.raw.written import doubles, packed, write_sync, write_training_session
from camsetup.cameraqc.cameras import ExpectedVideo
from camsetup.cameraqc.raw.session_data import load_session_data
from camsetup.domain.errors import UsageError
from camsetup.domain.frame import Size

RAW, ALF = "raw_video_data/_iblrig_leftCamera", "alf/_ibl_"
#: Every file of the session, and what is not known without it.
LOSSES = {
    f"{RAW}.frame_counter.bin": {"count"},
    f"{RAW}.GPIO.bin": {"pin_state"},
    f"{RAW}.timestamps.ssv": {"camera_times", "bonsai_times"},
    f"{ALF}leftCamera.times.npy": {"timestamps"},
    f"{ALF}wheel.timestamps.npy": {"wheel"},
    f"{ALF}wheel.position.npy": {"wheel"},
    "raw_behavior_data/_iblrig_taskData.raw.jsonable": {"audio"},
    "_ibl_experiment.description.yaml": {"expected"},
}
FIELDS = {field for lost in LOSSES.values() for field in lost}
each_file = pytest.mark.parametrize("name", LOSSES)


@pytest.fixture
def session(tmp_path):
    write_training_session(tmp_path / "001")
    return tmp_path / "001"


def missing(raw) -> set[str]:
    known = {field: getattr(raw, field, raw.wheel_timestamps) for field in FIELDS}
    return {field for field, value in known.items() if value is None}


def test_a_whole_session_has_no_gaps(session):
    raw = load_session_data(session, "left")
    assert raw.gaps == ()
    assert missing(raw) == set()
    assert raw.expected == ExpectedVideo(30, Size(1280, 1024))
    assert raw.count.tolist() == [5, 6, 7, 8]
    assert raw.pin_state[:, 3].tolist() == [False, True, True, False]
    assert raw.camera_times.tolist() == [127, 127.5, 128, 128.5]
    assert str(raw.bonsai_times[0]) == "2021-03-04T09:00:00.000000000"
    assert raw.audio.tolist() == [2.0, 2.5]
    assert raw.wheel_position.tolist() == [0, 1, 2, 3, 4]
    assert raw.protocol == "trainingChoiceWorld"


@pytest.mark.parametrize("kind", NO_FILES)
@each_file
def test_a_file_that_is_none_leaves_a_gap_where_it_was(session, name, kind):
    (session / name).unlink()
    NO_FILES[kind](session / name)
    raw = load_session_data(session, "left")
    if kind == "an empty file" and name.endswith("jsonable"):
        assert raw.audio.size == 0
        return
    assert missing(raw) == LOSSES[name]
    assert {gap.what for gap in raw.gaps} == LOSSES[name]
    assert all(gap.message and gap.remedy for gap in raw.gaps)


@each_file
@given(data=st.data())
@one_folder
def test_a_damaged_file_costs_only_what_it_held(tmp_path, name, data):
    session = tmp_path / "001"
    if not session.exists():
        write_training_session(session)
    whole = session.parent / name.replace("/", " ")
    if not whole.exists():
        whole.write_bytes((session / name).read_bytes())
    (session / name).write_bytes(data.draw(damaged(whole.read_bytes())))
    raw = load_session_data(session, "left")
    allowed = LOSSES[name]
    if name.endswith("yaml"):  # It may also name other folders and other clocks.
        allowed = allowed | {"audio"}
    assert missing(raw) <= allowed
    assert missing(raw) <= {gap.what for gap in raw.gaps}


def test_an_empty_folder_has_a_gap_for_everything(tmp_path):
    raw = load_session_data(tmp_path, "left")
    assert missing(raw) == FIELDS
    assert {gap.what for gap in raw.gaps} == FIELDS


def test_a_camera_that_nobody_has_is_refused(session):
    with pytest.raises(UsageError, match=r"no camera 'l\*ft'.*left, right, body"):
        load_session_data(session, "l*ft")


def test_frame_data_stand_for_the_separate_files(session):
    stamps = packed([126, 127, 128])
    rows = [v for i, stamp in enumerate(stamps) for v in (i * 10**7, stamp, 9 + i, 0)]
    path = session / f"{RAW}.frameData.bin"
    path.write_bytes(doubles(*rows))
    raw = load_session_data(session, "left")
    assert raw.count.tolist() == [0, 1, 2]
    assert raw.camera_times.tolist() == raw.bonsai_times.tolist() == [0, 1, 2]
    assert not raw.pin_state.any()


def test_broken_frame_data_are_not_made_up_for(session):
    (session / f"{RAW}.frameData.bin").write_bytes(doubles(1, 2, 3))
    raw = load_session_data(session, "left")
    lost = {"count", "pin_state", "camera_times", "bonsai_times"}
    assert missing(raw) == lost
    assert all(gap.message.count("frameData.bin") for gap in raw.gaps)


def test_a_value_that_is_cut_short_is_told(session):
    path = session / f"{RAW}.frame_counter.bin"
    path.write_bytes(path.read_bytes()[:-3])
    raw = load_session_data(session, "left")
    assert raw.count.tolist() == [5, 6, 7]
    (gap,) = raw.gaps
    assert gap.what == "count"
    assert "cut short" in gap.message


def test_times_that_ibllib_does_not_look_for_are_told(session):
    path = session / f"{ALF}leftCamera.times.npy"
    (path.parent / "#2024-01-01#").mkdir()
    path.rename(path.parent / "#2024-01-01#" / path.name)
    (gap,) = load_session_data(session, "left").gaps
    assert gap.what == "timestamps"
    assert "#2024-01-01#" in gap.message
    assert gap.remedy.startswith("Copy it to")


def describe(session, **changes):
    path = session / "_ibl_experiment.description.yaml"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_task_data_are_read_where_the_description_says(session):
    (session / "raw_behavior_data").rename(session / "raw_task_data_01")
    describe(
        session,
        tasks=[
            {"passive": {"collection": "raw_task_data_00"}},
            {"habituation": {"collection": "raw_task_data_01"}},
        ],
    )
    raw = load_session_data(session, "left")
    assert raw.audio.tolist() == [2.0, 2.5]
    assert raw.protocol == "habituation"


def test_a_board_s_audio_is_taken_instead_of_bpod_s(session):
    describe(session, sync={"nidq": {"collection": "raw_sync_data"}})
    write_sync(session / "raw_sync_data", {7: [1.25, 1.5]})
    raw = load_session_data(session, "left")
    assert raw.audio.tolist() == [1.25, 1.5]
    assert raw.expected.rate_hz == 60


def test_the_wheel_is_decoded_from_a_board_when_it_was_not_extracted(session):
    describe(session, sync={"nidq": None})
    folder = session / "raw_ephys_data"
    write_sync(folder, {5: [1, 3, 5, 7], 6: [2, 4, 6, 8], 7: [1.25]})
    extracted = load_session_data(session, "left")
    for path in (session / "alf").glob("*wheel*"):
        path.unlink()
    decoded = load_session_data(session, "left")
    assert extracted.wheel_position.tolist() == [0, 1, 2, 3, 4]
    assert decoded.wheel_timestamps.tolist() == [1, 2, 3, 4, 5, 6, 7, 8]
    tick = 2 * np.pi / 4096
    assert np.abs(np.diff(decoded.wheel_position)) == pytest.approx(tick)


def test_a_board_without_data_costs_audio_only(session):
    describe(session, sync={"nidq": None})
    raw = load_session_data(session, "left")
    assert missing(raw) == {"audio"}
