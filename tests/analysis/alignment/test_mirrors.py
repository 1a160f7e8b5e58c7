"""A mirrored rig is another rig."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.alignment.drawn_rig import OUTLINE, SIZE, photo
from camsetup.analysis.alignment.field import EdgeFilter
from camsetup.analysis.alignment.mirrors import Mirrors
from camsetup.analysis.alignment.model import model_of
from camsetup.analysis.alignment.search import WIDTH, Searcher
from camsetup.domain.outline import Line


def trust(outline, pixels):
    model, edges = model_of(outline), EdgeFilter(WIDTH, SIZE)
    searcher = Searcher(model, edges.shape)
    mirrors = Mirrors(searcher, model, edges.shape)
    field = edges.field(edges.shrunk(pixels))
    return mirrors.trust(field, searcher.best_score(field))


def test_the_rig_itself_is_trusted():
    assert trust(OUTLINE, photo()) == 1


@pytest.mark.parametrize("axis", [0, 1])
def test_its_mirror_image_is_not(axis):
    assert trust(OUTLINE, np.ascontiguousarray(np.flip(photo(), axis))) == 0


def test_a_symmetric_rig_is_not_held_against_itself():
    def square(half):
        corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]]) * half
        centre = np.array([SIZE.width, SIZE.height]) / 2 - 0.5
        return Line("", corners + centre)

    outline = replace(OUTLINE, lines=(square(200.0), square(120.0)), fingerprint="")
    pixels = np.full((SIZE.height, SIZE.width), 20, np.uint8)
    pixels[56:456, 120:520] = 90
    pixels[136:376, 200:440] = 180
    assert trust(outline, pixels) == 1
