"""Outline files: names, places, round trips, hostile files, and ours on real rigs."""

from __future__ import annotations

import numpy as np
import pytest

from camsetup import paths
from camsetup.analysis.alignment import Aligner
from camsetup.domain.errors import OutlineError
from camsetup.domain.frame import Size
from camsetup.domain.outline import Line, Outline, Region
from camsetup.profiles.outlines import (
    load_outline,
    load_shapes,
    outline_names,
    save_outline,
    save_user_outline,
)

OURS = ("recording-body", "recording-left", "recording-right", "training-left")
SIDES = ("recording-left", "recording-right", "training-left")
#: The issue allows 1.5 % of the width for the sides and 0.5 % for the body.
WORST_PERCENT = 0.4


@pytest.fixture
def outline() -> Outline:
    return Outline(
        "mine",
        Size(640, 512),
        (
            Line("open", np.array([(1.25, 2.5), (600.75, 500.0), (3.0, 4.0)])),
            Line("closed", np.array([(10.0, 10), (90, 10), (90, 80), (10, 10)])),
            Line("", np.array([(5.0, 5), (50, 50)])),
        ),
        (Region("eye", np.array([(1.0, 1), (9, 1), (9, 9), (1, 9)])),),
        2.5,
    )


def test_four_outlines_are_shipped():
    assert outline_names() == OURS


@pytest.mark.parametrize("name", OURS)
def test_shipped_outlines_stay_inside_their_frame(name):
    ours = load_outline(name)
    points = np.concatenate([line.points for line in ours.lines])
    assert points.min() >= -0.5
    assert (points.max(axis=0) <= (ours.size.width - 0.5, ours.size.height - 0.5)).all()


@pytest.mark.parametrize("name", SIDES)
def test_side_views_have_every_region_that_the_checks_know(name):
    ours = load_outline(name)
    assert [region.name for region in ours.regions] == ["eye", "face", "mouse", "rigid"]
    eye = ours.region("eye")
    assert eye is not None
    assert np.ptp(eye.polygon[:, 0]) >= 0.125 * ours.size.width


def test_the_body_view_has_no_eye():
    names = [region.name for region in load_outline("recording-body").regions]
    assert names == ["mouse", "rigid"]


@pytest.mark.parametrize("name", OURS)
def test_shapes_for_the_simulator_reach_beyond_the_frame(name):
    size = load_outline(name).size
    shapes = load_shapes(name)
    assert len({shape.name for shape in shapes}) == len(shapes) > 10
    corners = np.concatenate([shape.polygon for shape in shapes])
    assert corners[:, 1].max() > 1.15 * size.height


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_outlines_are_scaled_to_the_frame(name, width):
    size = Size(width, width * 4 // 5)
    assert load_outline(name, size=size).size == size


def test_a_frame_of_another_shape_is_refused():
    with pytest.raises(OutlineError, match="another shape"):
        load_outline("recording-left", size=Size(1280, 720))


@pytest.mark.parametrize(
    "name", ["recording-left", "recording-right", "recording-body"]
)
def test_our_outlines_lie_on_the_rigs_of_the_ibl(ibl, name):
    ours = load_outline(name)
    frame = np.ascontiguousarray(ibl.frames(name.removeprefix("recording-"))[0])
    found = Aligner(ours).search(frame)
    assert found.recognised
    assert 100 * found.rms_px / ours.size.width <= WORST_PERCENT


@pytest.mark.parametrize("camera", ["left", "right", "body"])
def test_templates_of_the_ibl_load_with_a_tolerance_and_regions(ibl, camera):
    template = load_outline(ibl.template(camera))
    ours = load_outline(f"recording-{camera}")
    assert template.size == ours.size
    assert template.tolerance_percent == 5.5
    assert 10 < len(template.lines) < 70
    assert [r.name for r in template.regions] == [r.name for r in ours.regions]


@pytest.mark.parametrize("camera", ["left", "right"])
def test_the_eye_of_a_template_is_carried_onto_the_eye(ibl, camera):
    template = load_outline(ibl.template(camera))
    ours = load_outline(f"recording-{camera}")
    frame = np.ascontiguousarray(ibl.frames(camera)[0])
    pose = Aligner(template).search(frame).pose
    carried, true = template.region("eye"), ours.region("eye")
    assert carried is not None
    assert true is not None
    off = pose.apply(carried.polygon, template.size) - true.polygon
    assert np.abs(off).max() < 0.02 * ours.size.width


def test_a_png_of_unknown_view_has_no_regions(ibl, tmp_path):
    copy = tmp_path / "my_own_rig.png"
    copy.write_bytes(ibl.template("left").read_bytes())
    assert load_outline(copy).regions == ()


def test_an_outline_is_read_as_it_was_saved(outline, tmp_path):
    path = tmp_path / "new folder" / "mine.svg"
    save_outline(outline, path)
    again = load_outline(path)
    assert (again.name, again.size) == (outline.name, outline.size)
    assert again.tolerance_percent == outline.tolerance_percent
    for before, after in zip(outline.lines, again.lines, strict=True):
        assert before.name == after.name
        assert after.points == pytest.approx(before.points, abs=0.01)
    assert again.regions[0].name == "eye"
    assert again.regions[0].polygon == pytest.approx(outline.regions[0].polygon)
    assert again.fingerprint == outline.fingerprint


def test_names_with_signs_of_xml_survive(outline, tmp_path):
    odd = Outline("odd", outline.size, (Line('<a> & "b"', outline.lines[2].points),))
    save_outline(odd, tmp_path / "odd.svg")
    assert load_outline(tmp_path / "odd.svg").lines[0].name == '<a> & "b"'


def test_nothing_but_the_file_is_left_after_saving(outline, tmp_path):
    save_outline(outline, tmp_path / "mine.svg")
    save_outline(outline, tmp_path / "mine.svg")
    assert [file.name for file in tmp_path.glob("*.svg*")] == ["mine.svg"]


def test_saving_where_nobody_may_is_an_outline_error(outline, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(OutlineError, match="cannot be written"):
        save_outline(outline, tmp_path / "file" / "mine.svg")


def test_an_outline_of_the_user_is_found_by_name_and_wins(outline):
    path = save_user_outline(outline)
    assert path.parent == paths.user_config() / "outlines"
    assert load_outline("mine").fingerprint == outline.fingerprint
    assert "mine" in outline_names()
    own = Outline("recording-left", outline.size, outline.lines)
    save_user_outline(own)
    assert load_outline("recording-left").size == outline.size


@pytest.mark.parametrize("name", ["", "../up", "a/b", ".hidden", "x" * 99, "nul\0"])
def test_a_name_that_is_no_file_name_is_refused(outline, name):
    with pytest.raises(OutlineError, match="cannot be named"):
        save_user_outline(Outline(name, outline.size, outline.lines))


def test_an_unknown_name_is_refused_with_the_nearest_one():
    with pytest.raises(OutlineError) as caught:
        load_outline("recording-lefd")
    assert "Did you mean recording-left?" in caught.value.remedy
    assert "training-left" in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("text.png", b"I am no picture", "not a PNG"),
        ("empty.png", b"", "not a PNG"),
        ("empty.svg", b"", "not a readable SVG"),
        ("photo.jpg", b"\xff\xd8", ".svg or .png"),
    ],
)
def test_a_file_that_is_no_outline_is_refused_by_its_path(
    tmp_path, name, content, words
):
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(OutlineError, match=words) as caught:
        load_outline(file)
    assert str(file) in str(caught.value)


@pytest.mark.parametrize("name", ["folder.svg", "folder.png", "folder"])
def test_a_folder_is_refused(tmp_path, name):
    (tmp_path / name).mkdir()
    with pytest.raises(OutlineError):
        load_outline(tmp_path / name)


@pytest.mark.parametrize("source", ["nowhere.svg", "no/such/rig.png", "nul\0.svg", ""])
def test_a_file_that_is_not_there_is_refused(source):
    with pytest.raises(OutlineError):
        load_outline(source)
