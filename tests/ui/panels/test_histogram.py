"""The histogram shows the grey levels, the zones and what is saturated."""

from __future__ import annotations

import numpy as np
import pytest

from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme
from camsetup.ui.look.theme import Surface, Theme
from camsetup.ui.panels.histogram import HistogramPanel
from camsetup.ui.panels.histogram_plot import HistogramPlot
from camsetup.ui.panels.histogram_view import (
    BRIGHTNESS_ZONES,
    Area,
    HistogramView,
    Scale,
    heights,
    histogram_view,
)
from camsetup.ui.parts.bar import ZONE_HEIGHT


def test_the_highest_level_fills_the_plot(make):
    view = histogram_view(make.exposure(), Area.FRAME, Scale.LINEAR)
    assert view.heights.max() == 1.0
    assert view.heights.shape == (256,)


def test_saturated_pixels_do_not_flatten_all_others():
    counts = np.full(256, 10)
    counts[255] = 1_000_000
    assert heights(counts, Scale.LINEAR)[100] == 1.0


def test_a_logarithmic_plot_shows_rare_levels():
    counts = np.full(256, 10_000)
    counts[3] = 1
    assert heights(counts, Scale.LINEAR)[3] < 0.001
    assert heights(counts, Scale.LOGARITHMIC)[3] > 0.05


@pytest.mark.parametrize("scale", Scale)
def test_a_black_picture_has_one_level(scale):
    counts = np.zeros(256, np.int64)
    counts[0] = 500
    assert heights(counts, scale)[0] == 1.0


def test_the_mouse_has_its_own_histogram(make):
    frame = histogram_view(make.exposure(), Area.FRAME, Scale.LINEAR)
    mouse = histogram_view(make.exposure(), Area.MOUSE, Scale.LINEAR)
    assert frame.heights.argmax() != mouse.heights.argmax()


def test_the_saturated_share_is_of_the_area_shown(make):
    assert histogram_view(make.exposure(), Area.MOUSE, Scale.LINEAR).saturated == "0.0"
    assert histogram_view(make.exposure(), Area.FRAME, Scale.LINEAR).saturated == "2.1"


@pytest.fixture
def plot(qtbot):
    made = HistogramPlot()
    qtbot.addWidget(made)
    theme.dress(made, Theme.DARK)
    made.resize(512, 100)
    made.show()
    return made


def colour_at(plot, x, y) -> str:
    """Return a colour of the grabbed plot, x and y as shares of it."""
    picture = plot.grab().toImage()
    return picture.pixelColor(
        int(x * (picture.width() - 1)), int(y * (picture.height() - 1))
    ).name()


def one_step(level: int, height: float = 1.0, mean: float | None = None):
    shares = np.zeros(256)
    shares[level] = height
    return HistogramView(shares, mean, "")


def test_a_step_stands_at_its_level_and_reaches_its_height(plot):
    plot.show_view(one_step(128, 0.5))
    middle = 128.5 / 256
    assert colour_at(plot, middle, 0.95) == Theme.DARK.colours.dim
    assert colour_at(plot, middle, 0.3) == Theme.DARK.colours.raised
    assert colour_at(plot, middle + 0.01, 0.95) == Theme.DARK.colours.raised


def test_saturated_pixels_are_red(plot):
    plot.show_view(one_step(255))
    assert colour_at(plot, 1.0, 0.95) == theme.SATURATED
    plot.show_view(one_step(254))
    assert colour_at(plot, 1.0, 0.95) != theme.SATURATED


def test_only_the_zone_of_the_mean_is_bright(plot):
    plot.show_view(one_step(128, mean=120.0))
    assert colour_at(plot, 60 / 256, 0.02) == Theme.DARK.colours.passed
    assert colour_at(plot, 230 / 256, 0.02) != Theme.DARK.colours.failed
    plot.show_view(one_step(128, mean=230.0))
    assert colour_at(plot, 60 / 256, 0.02) != Theme.DARK.colours.passed
    assert colour_at(plot, 210 / 256, 0.02) == Theme.DARK.colours.failed


@pytest.mark.parametrize("wanted", Theme)
def test_between_strip_and_steps_the_surface_is_seen(qtbot, wanted):
    plot = HistogramPlot()
    qtbot.addWidget(plot)
    theme.lay_on(plot, Surface.SURFACE)
    theme.dress(plot, wanted)
    plot.resize(512, 100)
    plot.show()
    assert colour_at(plot, 0.9, ZONE_HEIGHT / 99) == wanted.colours.surface


def test_a_tick_marks_the_mean(plot):
    plot.show_view(one_step(10, mean=120.0))
    assert colour_at(plot, 120 / 256, 0.1) == Theme.DARK.colours.text
    plot.show_view(one_step(10))
    assert colour_at(plot, 120 / 256, 0.1) != Theme.DARK.colours.text


def test_the_plot_follows_the_theme(plot):
    plot.show_view(one_step(128))
    theme.dress(plot, Theme.LIGHT)
    assert colour_at(plot, 128.5 / 256, 0.95) == Theme.LIGHT.colours.dim
    assert colour_at(plot, 0.2, 0.95) == Theme.LIGHT.colours.raised


def test_the_zones_are_cameraqc_s():
    ends = [(zone.low * 256, zone.outcome) for zone in BRIGHTNESS_ZONES]
    assert ends == [
        (0, Outcome.FAIL),
        (20, Outcome.WARNING),
        (40, Outcome.PASS),
        (200, Outcome.FAIL),
    ]


def test_the_panel_writes_brightness_and_saturation(shown, camera, read):
    assert {"71", "2.1 %"} <= set(read(shown(HistogramPanel, camera)))


def test_the_plot_comes_after_the_numbers_and_shows_the_same(shown, camera, make):
    panel = shown(HistogramPanel, camera)
    assert panel.findChild(HistogramPlot) is None
    panel.add_plot()
    panel.add_plot()
    (plot,) = panel.findChildren(HistogramPlot)
    view = histogram_view(make.exposure(), Area.FRAME, Scale.LINEAR)
    assert np.array_equal(plot.steps, view.heights)


def test_one_click_changes_to_the_mouse(shown, camera, push):
    panel = shown(HistogramPanel, camera)
    panel.add_plot()
    before = panel._plot.steps
    push(panel, "Mouse")
    assert not np.array_equal(panel._plot.steps, before)


def test_a_view_without_a_mouse_region_shows_the_frame(shown, make, push):
    panel = shown(HistogramPanel, make.camera())
    panel.add_plot()
    push(panel, "Mouse")
    panel.show_camera(
        make.camera(inspection=make.inspection(exposure=make.exposure(mouse=False)))
    )
    assert not panel._area_switch.isEnabled()
    assert panel._plot.steps.max() == 1.0
