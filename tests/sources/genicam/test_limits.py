"""What settings may be, and what becomes of values near limits and between steps."""

import pytest

from camsetup.domain.settings import Range
from camsetup.sources.genicam.limits import fitted, floored, limits_now
from camsetup.sources.genicam.names import Features
from camsetup.sources.genicam.nodes import Access
from camsetup.sources.genicam.reading import read_back
from sources.genicam.paper_nodes import chameleon


def limits_of(nodes):
    features = Features(nodes)
    return limits_now(features, read_back(features))


def test_limits_hold_what_is_set():
    nodes = chameleon()
    got, limits = read_back(Features(nodes)), limits_of(nodes)
    assert {name for name in limits if not limits[name].holds(getattr(got, name))} == (
        set()
    )


def test_only_what_is_there_has_limits():
    nodes = chameleon()
    del nodes.all["ExposureTime"]
    nodes.all["Gain"].access = Access.UNAVAILABLE
    assert limits_of(nodes).keys() == {
        "width_px",
        "height_px",
        "offset_x_px",
        "offset_y_px",
        "rate_hz",
        "gamma",
        "black_level_percent",
    }


def test_steps_are_the_cameras_increments():
    assert limits_of(chameleon())["width_px"] == Range(16, 1280, 16)


@pytest.mark.parametrize(
    ("value", "limits", "expected"),
    [
        (3000.4, Range(6, 5000, 1), 3000),
        (3000.6, Range(6, 5000, 1), 3001),
        (7.4, Range(6.4, 10.4, 0.5), 7.4),
        (3000.4, Range(6, 5000), 3000.4),
        (10.3, Range(0, 10.4, 1), 10),
        (10.4, Range(0, 10.4, 0.6), pytest.approx(10.2)),
        (150.0000001, Range(1, 150), 150),
        (151, Range(1, 150), None),
        (0.999, Range(1, 150), None),
    ],
)
def test_values_go_to_the_nearest_step_inside(value, limits, expected):
    assert fitted("exposure_us", value, limits) == expected


@pytest.mark.parametrize("name", ["width_px", "height_px", "offset_x_px"])
def test_pictures_have_the_size_asked_for_or_none(name):
    assert fitted(name, 640, Range(16, 1280, 16)) == 640
    assert fitted(name, 641, Range(16, 1280, 16)) is None


@pytest.mark.parametrize(
    ("value", "expected"), [(321, 320), (324, 324), (-5, 0), (900, 640)]
)
def test_a_centre_is_on_a_step(value, expected):
    assert floored(value, Range(0, 640, 4)) == expected
