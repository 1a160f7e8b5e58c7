"""Outlines scale with the frame, and know when they are the same drawing."""

import numpy as np
import pytest

from camsetup.domain.errors import OutlineError
from camsetup.domain.frame import Size
from camsetup.domain.outline import Line, Outline, Region

FULL, HALF = Size(1280, 1024), Size(640, 512)


def _outline(**changes):
    values = {
        "name": "drawn",
        "size": FULL,
        "lines": (Line("bar", np.array([[-0.5, 0.5], [1279.5, 100.5]])),),
        "regions": (Region("eye", np.array([[1.5, 1.5], [9.5, 1.5], [9.5, 9.5]])),),
        "tolerance_percent": 2.0,
    }
    return Outline(**{**values, **changes})


def test_scaling_keeps_the_edges_of_the_picture_at_its_edges():
    line = _outline().scaled(HALF).lines[0].points
    assert line.tolist() == [[-0.5, 0.0], [639.5, 50.0]]


def test_scaling_carries_regions_tolerance_and_fingerprint_along():
    whole, half = _outline(), _outline().scaled(HALF)
    assert half.region("eye").polygon[1].tolist() == [4.5, 0.5]
    assert half.tolerance_percent == whole.tolerance_percent
    assert half.fingerprint == whole.fingerprint


def test_a_frame_of_another_shape_is_refused_by_name():
    with pytest.raises(OutlineError, match=r"drawn.*1280×1024.*500×500"):
        _outline().scaled(Size(500, 500))


def test_the_same_size_is_the_same_outline():
    outline = _outline()
    assert outline.scaled(FULL) is outline


def test_another_line_is_another_fingerprint():
    moved = (Line("bar", np.array([[0.0, 0.0], [1279.5, 101.0]])),)
    assert _outline(lines=moved).fingerprint != _outline().fingerprint


def test_a_region_that_is_not_there_is_none():
    assert _outline().region("tail") is None
