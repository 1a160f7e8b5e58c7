"""Which file of a session is which."""

import numpy as np
import pytest

from cameraqc.raw.written import training_description, write_training_session
from camsetup.cameraqc.raw.session_files import (
    CameraFiles,
    cameras_in,
    find_camera_files,
    find_task_data,
)

UUID = "1b8c1fd1-8f3d-4b3c-b8a0-5c8a1a1f1c2d"


@pytest.fixture
def session(tmp_path):
    write_training_session(tmp_path / "001")
    return tmp_path / "001"


def test_an_empty_session_has_nothing(tmp_path):
    assert find_camera_files(tmp_path, "left") == CameraFiles()
    assert find_camera_files(tmp_path / "missing", "left") == CameraFiles()
    assert cameras_in(tmp_path) == ()


def test_every_file_is_found(session):
    raw, alf = session / "raw_video_data", session / "alf"
    (raw / "_iblrig_leftCamera.raw.mp4").touch()
    assert find_camera_files(session, "left") == CameraFiles(
        video=raw / "_iblrig_leftCamera.raw.mp4",
        frame_counter=raw / "_iblrig_leftCamera.frame_counter.bin",
        gpio=raw / "_iblrig_leftCamera.GPIO.bin",
        timestamps_ssv=raw / "_iblrig_leftCamera.timestamps.ssv",
        camera_times=alf / "_ibl_leftCamera.times.npy",
        wheel_timestamps=alf / "_ibl_wheel.timestamps.npy",
        wheel_position=alf / "_ibl_wheel.position.npy",
        description=session / "_ibl_experiment.description.yaml",
    )


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("_iblrig_bodyCamera.raw.{}.mp4", "video"),
        ("_iblrig_bodyCamera.frameData.{}.bin", "frame_data"),
        ("_iblrig_bodyCamera.frame_counter.{}.bin", "frame_counter"),
        ("_iblrig_bodyCamera.GPIO.{}.bin", "gpio"),
        ("_iblrig_bodyCamera.timestamps.{}.ssv", "timestamps_ssv"),
    ],
)
def test_a_name_may_have_a_part_before_its_extension(session, name, field):
    path = session / "raw_video_data" / name.format(UUID)
    path.touch()
    assert getattr(find_camera_files(session, "body"), field) == path


def test_of_several_the_shortest_name_is_taken(session):
    raw = session / "raw_video_data"
    (raw / f"_iblrig_leftCamera.GPIO.{UUID}.bin").touch()
    files = find_camera_files(session, "left")
    assert files.gpio.name == "_iblrig_leftCamera.GPIO.bin"


def test_another_camera_s_files_are_not_mistaken(session):
    files = find_camera_files(session, "right")
    assert files.gpio is None
    assert files.camera_times is None


@pytest.mark.parametrize(
    "name",
    [
        "_ibl_leftCamera.times_bpod.npy",
        "_ibl_leftCamera.timesMore.npy",
        "_ibl_topleftCamera.times.npy",
        "_ibl_leftCamera.times.metadata.json",
    ],
)
def test_other_attributes_are_not_the_times(tmp_path, name):
    (tmp_path / "alf").mkdir()
    (tmp_path / "alf" / name).touch()
    assert find_camera_files(tmp_path, "left").camera_times is None


def test_times_below_alf_are_told_apart(session):
    """ibllib looks for the camera's directly in alf; for the wheel's anywhere."""
    deeper = session / "alf" / "#2024-01-01#"
    deeper.mkdir()
    for path in (session / "alf").glob("*.npy"):
        path.rename(deeper / path.name)
    files = find_camera_files(session, "left")
    assert files.camera_times is None
    assert files.deeper_camera_times == deeper / "_ibl_leftCamera.times.npy"
    assert files.wheel_timestamps == deeper / "_ibl_wheel.timestamps.npy"
    assert files.wheel_position == deeper / "_ibl_wheel.position.npy"


def test_the_wheel_s_position_lies_beside_its_times(session):
    deeper = session / "alf" / "task_00"
    deeper.mkdir()
    times = session / "alf" / "_ibl_wheel.timestamps.npy"
    times.rename(deeper / times.name)
    assert find_camera_files(session, "left").wheel_position is None


def test_a_folder_that_links_to_itself_is_not_entered(session):
    (session / "alf" / "again").symlink_to(session / "alf")
    assert find_camera_files(session, "left").deeper_camera_times is None


def test_task_data_are_found_in_their_collection(session):
    found = find_task_data(session, "raw_behavior_data")
    assert found == session / "raw_behavior_data" / "_iblrig_taskData.raw.jsonable"
    assert find_task_data(session, "raw_task_data_00") is None
    assert find_task_data(session, "x" * 5000) is None


def test_a_session_has_the_cameras_that_left_anything_in_it(session):
    assert cameras_in(session) == ("left",)
    (session / "raw_video_data" / "_iblrig_bodyCamera.GPIO.bin").touch()
    np.save(session / "alf" / "rightCamera.times.npy", np.zeros(1))
    assert cameras_in(session) == ("left", "right", "body")


def test_a_camera_that_is_only_described_is_missed_not_forgotten(tmp_path):
    path = tmp_path / "_ibl_experiment.description.yaml"
    path.write_text(training_description())
    assert cameras_in(tmp_path) == ("left",)


def test_a_broken_description_hides_no_camera(session):
    (session / "_ibl_experiment.description.yaml").write_text("[")
    assert cameras_in(session) == ("left",)
