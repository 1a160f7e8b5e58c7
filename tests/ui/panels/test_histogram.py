"""The histogram shows the grey levels, the zones and what is saturated."""

from __future__ import annotations

import numpy as np
import pytest
from PyQt6.QtCore import QRectF

from camsetup.domain.verdict import Outcome
from camsetup.ui.panels.histogram import (
    BRIGHTNESS_ZONES,
    Area,
    HistogramPanel,
    Scale,
    heights,
    histogram_view,
    steps,
)


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


def test_steps_stand_on_the_floor_and_cover_the_width():
    outline = steps(np.array([0.0, 1.0]), QRectF(0, 0, 20, 10))
    corners = [(point.x(), point.y()) for point in outline]
    assert corners == [(0, 10), (10, 10), (10, 0), (20, 0), (20, 10), (0, 10)]


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


def test_one_click_changes_to_the_mouse(shown, camera, push):
    panel = shown(HistogramPanel, camera)
    before = panel._plot._view.heights
    push(panel, "Mouse")
    assert not np.array_equal(panel._plot._view.heights, before)


def test_a_view_without_a_mouse_region_shows_the_frame(shown, make, push):
    panel = shown(HistogramPanel, make.camera())
    push(panel, "Mouse")
    panel.show_camera(
        make.camera(inspection=make.inspection(exposure=make.exposure(mouse=False)))
    )
    assert not panel._area_switch.isEnabled()
    assert panel._plot._view.heights.max() == 1.0
