"""Rig files: what is shipped, what wins, and what is refused with which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from camsetup import paths
from camsetup.domain.errors import ProfileError, UsageError
from camsetup.domain.frame import Size
from camsetup.domain.rig import OnChange, Orientation
from camsetup.domain.settings import PixelFormat, Trigger
from camsetup.profiles.outlines import load_outline
from camsetup.profiles.rigs import load_rig, rig_names, rig_with_camera

GOOD = """\
version: 1
title: A rig
cameras:
  - role: left
    size: {width_px: 1280, height_px: 1024}
    rate_hz: 60
    outline: recording-left
    settings:
      exposure_us: 5000
"""


@pytest.fixture
def rig(tmp_path):
    """Return what writes a rig file and gives its path."""

    def write(text: str, name: str = "mine.yaml"):
        file = tmp_path / name
        file.write_text(text, "utf-8")
        return file

    return write


def refusal(file) -> str:
    with pytest.raises(ProfileError) as caught:
        load_rig(file)
    return str(caught.value)


def test_the_training_rig_comes_first():
    assert rig_names() == ("training", "recording")


@pytest.mark.parametrize(
    ("rig", "role", "size", "rate_hz", "orientation"),
    [
        ("training", "left", Size(1280, 1024), 30, Orientation.UPRIGHT),
        ("recording", "left", Size(1280, 1024), 60, Orientation.UPRIGHT),
        ("recording", "right", Size(640, 512), 150, Orientation.TURNED_180),
        ("recording", "body", Size(640, 512), 30, Orientation.MIRRORED_TOP_BOTTOM),
    ],
)
def test_shipped_rigs_have_the_cameras_of_the_ibl(
    rig, role, size, rate_hz, orientation
):
    camera = load_rig(rig).camera(role)
    assert (camera.size, camera.rate_hz) == (size, rate_hz)
    assert camera.orientation is orientation
    assert camera.serial == ""


def test_shipped_cameras_have_fixed_settings_that_leave_time_for_every_frame():
    for name in rig_names():
        for camera in load_rig(name).cameras:
            settings = camera.settings
            assert settings.exposure_us < 0.6 * 1e6 / camera.rate_hz
            assert (settings.gain_db, settings.gamma) == (0, 1)
            assert settings.trigger is Trigger.OFF
            assert settings.rate_hz == camera.rate_hz


def test_every_shipped_camera_has_an_outline_that_fits_its_frame():
    for name in rig_names():
        for camera in load_rig(name).cameras:
            assert load_outline(camera.outline, size=camera.size).lines


def test_a_camera_is_found_in_the_first_rig_that_has_it():
    assert rig_with_camera("left") == "training"
    assert rig_with_camera("body") == "recording"


def test_a_camera_that_no_rig_has_is_refused_with_those_that_are():
    with pytest.raises(UsageError, match="left, right, body"):
        rig_with_camera("belly")


def test_a_rig_of_the_user_wins_over_the_shipped_one():
    folder = paths.user_config() / "rigs"
    folder.mkdir(parents=True)
    (folder / "training.yaml").write_text(GOOD, "utf-8")
    assert load_rig("training").title == "A rig"
    assert load_rig("recording").title == "Recording rig"


def test_the_rig_of_a_file_is_named_after_the_file(rig):
    assert load_rig(rig(GOOD)).name == "mine"
    assert load_rig(str(rig(GOOD))).name == "mine"


def test_targets_that_are_given_replace_the_usual_ones_and_no_others(rig):
    text = GOOD + "    target: {position: {offset_percent: 0.5}}\n"
    position = load_rig(rig(text)).camera("left").target.position
    assert position.offset_percent == 0.5
    assert position.rotation_deg == 0.5
    assert position.warning_factor == 3.0


def test_an_unknown_rig_is_refused_with_the_nearest_name():
    with pytest.raises(ProfileError) as caught:
        load_rig("recoding")
    assert "Did you mean recording?" in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("exposure_us: 5000", "exposure_ms: 5", 9, "Did you mean exposure_us?"),
        ("exposure_us: 5000", "exposure: 5", 9, "exposure_us"),
        ("rate_hz: 60", "rate_hz: 60 Hz", 6, "in hertz, and is '60 Hz'"),
        ("rate_hz: 60", 'rate_hz: "60"', 6, "without quotes"),
        ("rate_hz: 60", "rate_hz: true", 6, "a number"),
        ("rate_hz: 60", "rate_hz: 0", 6, "more than 0"),
        ("rate_hz: 60", "rate_hz: -60", 6, "more than 0"),
        ("rate_hz: 60", "rate_hz: 1e999", 6, "rate_hz must be"),
        ("rate_hz: 60", "rate_hz: .nan", 6, "rate_hz must be"),
        ("    rate_hz: 60\n", "", 4, "cameras[0].rate_hz is missing"),
        ("width_px: 1280", "width_px: 1280.5", 5, "a whole number"),
        ("version: 1", "version: 2", 1, "must be 1, and is 2"),
        ("role: left", "role: the left one", 4, "a short word"),
        ("role: left", "role: left\n    orientation: 180", 5, "'turned_180'"),
        ("role: left", "role: left\n    serial: 18012444", 5, "text in quotes"),
        ("exposure_us: 5000", "exposure_us: 16700", 9, "less than 1/rate_hz"),
        ("exposure_us: 5000", "exposure_us: 5\n      trigger: of", 10, "'off'"),
        ("exposure_us: 5000", "on_change: fight", 9, "'report' or 'reapply'"),
        ("exposure_us: 5000", "binning: 3", 9, "must be 1 or 2, and is 3"),
        ("exposure_us: 5000", "pixel_format: mono8", 9, "'Mono8'"),
        ("exposure_us: 5000", "on_chang: report", 9, "Did you mean on_change?"),
        ("cameras:", "driver: usb\ncameras:", 3, "'spinnaker'"),
        ("cameras:", "producers: x.cti\ncameras:", 3, "a list"),
        ("outline: r", "outline: x\n    outline: r", 8, "first in line 7"),
        ("cameras:", "cameras: []\nkameras:", 4, "Did you mean cameras?"),
        ("title: A rig", "title: &a A rig", 2, "anchors"),
        ("title: A rig", "title: *a", 2, "aliases"),
        ("title: A rig", "title: !!python/name:os.system A", 2, "tags"),
        ("title: A rig", "? [1, 2]\n: 3", 2, "a key must be a word"),
        ("title: A rig", "title: [[[[[[[[[[[[[[[[[[[[[[[[[[", 2, "nested too deeply"),
        ("title: A rig", "title: }", 2, "line 2"),
    ],
)
def test_a_mistake_is_named_by_file_line_and_what_is_allowed(
    rig, old, new, line, words
):
    assert old in GOOD
    file = rig(GOOD.replace(old, new, 1))
    said = refusal(file)
    assert f"{file}, line {line}: " in said
    assert words in said


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("focus: {blur_px: 2.0, warning_blur_px: 1.5}", "warning_blur_px"),
        ("position: {warning_factor: 0.5}", "at least 1"),
        ("position: {offset_percent: 0}", "more than 0"),
        ("aperture: {green_percent: [7, 1]}", "[lowest, highest]"),
        ("aperture: {green_percent: [0.1, 5]}", "must enclose green_percent"),
        ("aperture: {green_percent: [1]}", "at least 2"),
        ("timing: {dropped_frames: 0.5}", "a whole number"),
    ],
)
def test_targets_that_contradict_each_other_are_refused(rig, target, words):
    said = refusal(rig(GOOD + f"    target: {{{target}}}\n"))
    assert "line 10" in said
    assert words in said


def test_a_role_that_is_there_twice_is_refused(rig):
    camera = GOOD[GOOD.index("  - role") :]
    assert "line 10: cameras[1].role left is there twice" in refusal(rig(GOOD + camera))


def test_only_the_first_few_mistakes_are_listed(rig):
    unknown = "".join(f"key_{number}: 1\n" for number in range(50))
    assert len(refusal(rig(GOOD + unknown)).splitlines()) == 5


def test_a_missing_file_is_refused_by_its_path(tmp_path):
    assert "nowhere.yaml" in refusal(tmp_path / "nowhere.yaml")


def test_a_folder_is_refused(tmp_path):
    assert "cannot be read" in refusal(tmp_path)


def test_an_empty_file_is_refused(rig):
    assert "is empty" in refusal(rig(""))


def test_a_file_that_is_not_utf8_is_refused_by_line(tmp_path):
    file = tmp_path / "latin.yaml"
    file.write_bytes(GOOD.replace("A rig", "Käfig").encode("latin-1"))
    assert "line 2: this is not UTF-8" in refusal(file)


def test_a_file_with_control_characters_is_refused(rig):
    assert "not YAML" in refusal(rig("title: \x07\n"))


def test_a_huge_file_is_refused_before_it_is_understood(tmp_path):
    file = tmp_path / "huge.yaml"
    file.write_bytes(b"a" * 10_000_000)
    assert "larger than 200 kB" in refusal(file)


SETTINGS_OF_THE_RIGHT_CAMERA = """\
      binning: 2
      pixel_format: Mono12p
      on_change: reapply
"""


def test_binning_pixel_format_and_what_to_do_about_changes_are_read(rig):
    camera = load_rig(rig(GOOD + SETTINGS_OF_THE_RIGHT_CAMERA)).camera("left")
    assert camera.settings.binning == 2
    assert camera.settings.pixel_format is PixelFormat.MONO12P
    assert camera.on_change is OnChange.REAPPLY


def test_changes_are_reported_and_nothing_is_binned_unless_the_file_says_so(rig):
    camera = load_rig(rig(GOOD)).camera("left")
    assert camera.on_change is OnChange.REPORT
    assert (camera.settings.binning, camera.settings.pixel_format) == (None, None)


def test_a_camera_whose_light_is_fixed_has_no_automatic_on(rig):
    assert load_rig(rig(GOOD)).camera("left").profile.automatics == frozenset()
    free = GOOD.replace("exposure_us: 5000", "gamma: 1")
    assert load_rig(rig(free)).camera("left").profile.automatics is None


def test_the_small_cameras_of_the_recording_rig_see_the_whole_view_binned():
    recording = load_rig("recording")
    binning = [camera.settings.binning for camera in recording.cameras]
    formats = {camera.settings.pixel_format for camera in recording.cameras}
    assert binning == [None, 2, 2]
    assert formats == {PixelFormat.MONO8}


def test_producers_lie_where_the_rig_file_says_seen_from_it(rig, tmp_path):
    whole = (tmp_path / "far" / "away").resolve()
    text = f"producers: [a.cti, '{whole.as_posix()}']\ndriver: gentl\ncameras:"
    read = load_rig(rig(GOOD.replace("cameras:", text)))
    assert read.driver == "gentl"
    assert read.producers == (str((tmp_path / "a.cti").resolve()), str(whole))


def test_a_producer_that_leads_nowhere_is_the_drivers_to_refuse(rig, tmp_path):
    (tmp_path / "circle.cti").symlink_to(tmp_path / "circle.cti")
    text = "producers: [circle.cti, ~nobody-of-that-name/x.cti]\ncameras:"
    read = load_rig(rig(GOOD.replace("cameras:", text)))
    assert [Path(each).name for each in read.producers] == ["circle.cti", "x.cti"]


def test_a_rig_names_no_driver_and_no_producer_unless_its_file_does(rig):
    read = load_rig(rig(GOOD))
    assert (read.driver, read.producers) == ("", ())


def with_references(folder: str) -> str:
    return GOOD.replace("cameras:", f"gate_references: {folder}\ncameras:")


def test_reference_frames_lie_where_the_rig_file_says_seen_from_it(rig, tmp_path):
    found = load_rig(rig(with_references("../ibl"))).gate_references
    assert found == str((tmp_path / "../ibl").resolve())


def test_a_whole_path_to_reference_frames_stays_as_it_is(rig, tmp_path):
    whole = (tmp_path / "far" / "away").resolve()
    text = with_references(f"'{whole.as_posix()}'")
    assert load_rig(rig(text)).gate_references == str(whole)


def test_without_the_key_no_folder_of_reference_frames_is_named(rig):
    assert load_rig(rig(GOOD)).gate_references is None


def test_a_folder_without_a_name_is_refused(rig):
    assert "gate_references" in refusal(rig(with_references("''")))
