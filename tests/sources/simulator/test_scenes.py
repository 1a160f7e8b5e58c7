"""The drawn rigs: true to the outline, exposed like a well-set camera."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from camsetup import paths
from camsetup.domain.errors import CameraUnavailableError
from camsetup.domain.frame import Size
from camsetup.domain.outline import Line, Outline, Region
from camsetup.domain.rig import CameraRole
from camsetup.profiles.outlines import load_outline, save_outline
from camsetup.profiles.rigs import load_rig
from camsetup.sources.simulator.studio import view_of
from sources.simulator.bench import LEFT, Bench

ROLES = ("left", "right", "body")

#: CameraQC's brightness ROI, as (rows, columns) of the frame's height and width.
BRIGHTNESS_ROI = {
    "left": ((0, 0.5), (0, 0.66)),
    "right": ((0, 0.5), (0.66, 1)),
    "body": ((0, 1), (0.5, 1)),
}


def frame(name, **options):
    role = load_rig("recording").camera(name)
    return Bench(role=role).camera(**options).read(1.0).pixels


def offsets_px(scene, line):
    """Return how far from a line its strongest edge is seen, along the normal."""
    height, width = scene.size.height, scene.size.width
    inner = scene.light[scene.margin :, scene.margin :][:height, :width]
    soft = cv2.GaussianBlur(np.sqrt(np.clip(inner, 0, 1)), (0, 0), 1.0)
    steps = np.diff(line.points, axis=0)
    along = np.r_[0, np.cumsum(np.hypot(*steps.T))]
    middle = np.arange(3.0, along[-1] - 3.0, 3.0)
    at, before, after = (
        np.column_stack([np.interp(s, along, line.points[:, i]) for i in (0, 1)])
        for s in (middle, middle - 1.5, middle + 1.5)
    )
    tangent = (after - before) / np.hypot(*(after - before).T)[:, None]
    normal = np.column_stack([-tangent[:, 1], tangent[:, 0]])
    reach = np.arange(-4, 4.01, 0.25)
    points = (at[:, None] + reach[None, :, None] * normal[:, None]).astype(np.float32)
    profile = cv2.remap(soft, points[..., 0], points[..., 1], cv2.INTER_CUBIC)
    inside = ((at > 5) & (at < (width - 6, height - 6))).all(axis=1)
    return reach[np.abs(np.gradient(profile, axis=1)).argmax(axis=1)][inside]


@pytest.mark.parametrize("name", ROLES)
def test_the_rigs_edges_lie_on_the_outlines_lines(name):
    view = view_of(load_rig("recording").camera(name))
    scene = view.scene(0, mouse=False)
    found = [offsets_px(scene, line) for line in view.outline.lines]
    everywhere = np.concatenate(found)
    assert abs(np.median(everywhere)) <= 0.3
    assert np.mean(np.abs(everywhere) <= 1.0) > 0.75


@pytest.mark.parametrize("name", ROLES)
def test_a_well_set_camera_sees_the_mouse_begin_to_saturate(name):
    role = load_rig("recording").camera(name)
    pixels = frame(name, mouse=1)
    area = np.zeros(pixels.shape, np.uint8)
    polygon = view_of(role).outline.region("mouse").polygon
    cv2.fillPoly(area, [np.rint(polygon).astype(np.int32)], 1)
    share = 100 * np.mean(pixels[area > 0] >= 250)
    low, high = role.target.aperture.green_percent
    assert low <= share <= high


@pytest.mark.parametrize("name", ROLES)
def test_a_well_set_camera_passes_the_session_gates_brightness(name):
    pixels = frame(name, mouse=1)
    (top, bottom), (left, right) = BRIGHTNESS_ROI[name]
    height, width = pixels.shape
    roi = pixels[
        int(top * height) : int(bottom * height), int(left * width) : int(right * width)
    ]
    assert 45 < roi.mean() < 200


@pytest.mark.parametrize("name", ROLES)
def test_bare_metal_or_white_plastic_saturates_without_a_mouse(name):
    assert np.mean(frame(name) >= 250) > 0.03


def test_the_mouse_comes_and_goes_with_its_knob():
    source = Bench().camera()
    empty = source.read(1.0).pixels.astype(int)
    source.turn("mouse", 1)
    full = source.read(1.0).pixels
    source.turn("mouse", 0)
    again = source.read(1.0).pixels
    assert np.mean(np.abs(full - empty) > 10) > 0.15
    assert np.mean(np.abs(again - empty) > 10) < 0.02


def test_the_wheel_turns_only_as_fast_as_its_knob():
    def moved(**options):
        source = Bench().camera(light=3, **options)
        frames = [source.read(1.0).pixels[170:250, 60:200] for _ in range(400)]
        changes = [np.abs(frame.astype(int) - frames[0]) > 25 for frame in frames]
        return max(change.mean() for change in changes)

    assert moved(wheel_speed=0) < 0.01
    assert moved(wheel_speed=2) > 0.05


@pytest.fixture
def own_outlines(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "user_config", lambda: tmp_path)
    return tmp_path / "outlines"


def test_a_labs_own_outline_is_drawn(own_outlines):
    corners = np.array([[60.0, 50], [200, 50], [200, 180], [60, 180], [60, 50]])
    eye = np.array([[90.0, 70], [130, 70], [130, 100], [90, 100]])
    outline = Outline(
        "ours", Size(320, 256), (Line("box", corners),), (Region("eye", eye),)
    )
    save_outline(outline, own_outlines / "ours.svg")
    role = CameraRole("belly", Size(320, 256), 30.0, "ours")
    scene = view_of(role).scene(0, mouse=False)
    assert np.median(np.abs(offsets_px(scene, outline.lines[0]))) <= 0.5
    with_mouse = view_of(role).scene(0, mouse=True)
    assert {actor.name for actor in with_mouse.actors} == {"blink", "breath"}


def test_an_outline_that_is_not_there_is_replaced_by_that_of_the_role():
    view = view_of(replace(LEFT, outline="nobody-drew-this"))
    assert view.outline.name == "recording-left"


def test_a_role_that_nobody_knows_is_refused_by_its_name():
    role = replace(LEFT, name="belly", outline="nobody-drew-this")
    with pytest.raises(CameraUnavailableError, match=r"belly.*nobody-drew-this"):
        view_of(role)


def test_the_view_has_the_frames_size_whatever_the_outlines():
    role = replace(LEFT, size=Size(640, 512))
    assert view_of(role).outline.size == Size(640, 512)
    assert load_outline(role.outline).size != Size(640, 512)
