"""Which view a picture is, and how it is turned; in doubt nothing."""

import itertools

import numpy as np
import pytest

from camsetup.analysis.alignment import Aligner
from camsetup.analysis.alignment.estimate import Alignment
from camsetup.analysis.identity import Identifier, Sight, View, combined, turned
from camsetup.domain.errors import OutlineError
from camsetup.domain.rig import Orientation
from camsetup.profiles.outlines import load_outline
from camsetup.profiles.rigs import load_rig
from camsetup.sources.address import Address
from camsetup.sources.simulator import SimulatorDriver
from hand_clock import HandClock

UPRIGHT, HALF_TURN = Orientation.UPRIGHT, Orientation.TURNED_180
MIRRORED = Orientation.MIRRORED_LEFT_RIGHT
NAMES = ("left", "right", "body")


@pytest.fixture(scope="module")
def views():
    rig = load_rig("recording")
    return [
        View(role.name, load_outline(role.outline), role.orientation)
        for role in rig.cameras
    ]


@pytest.fixture(scope="module")
def aligner_of():
    kept = {}
    return lambda outline: kept.setdefault(outline.name, Aligner(outline))


@pytest.fixture(scope="module")
def pictures():
    """Return a picture of each role's view, a little off, with a mouse in two."""
    found = {}
    for name, options in zip(
        NAMES,
        (
            {"mouse": "1", "dx": "30", "roll": "-2"},
            {"dy": "-15", "zoom": "1.04"},
            {"mouse": "1", "dx": "-12", "roll": "1.5"},
        ),
        strict=True,
    ):
        role = load_rig("recording").camera(name)
        source = SimulatorDriver(HandClock()).open(
            Address("simulator", "", options), role
        )
        source.start()
        found[name] = source.read(1.0).pixels
        source.close()
    return found


def _orientation(views, name):
    return next(view.orientation for view in views if view.role == name)


def _identified(identifier, pixels):
    while not identifier.finished:
        identifier.look(pixels)
    return identifier.sight


@pytest.mark.parametrize(
    ("role", "sees", "turn"),
    [*itertools.product(("left", "body"), NAMES, (UPRIGHT, HALF_TURN))],
)
def test_every_view_is_known_under_every_role(
    role, sees, turn, views, aligner_of, pictures
):
    as_mounted = turned(pictures[sees], _orientation(views, sees), turn)
    shown = turned(as_mounted, _orientation(views, role))
    identifier = Identifier(role, views, aligner_of)
    assert _identified(identifier, shown) == Sight(sees, turn)


def test_a_rig_file_that_mirrors_is_found_out(views, aligner_of, pictures):
    shown = turned(pictures["body"], MIRRORED)
    identifier = Identifier("body", views, aligner_of)
    assert _identified(identifier, shown) == Sight("body", MIRRORED)


@pytest.mark.parametrize("role", ["left", "right"])
def test_real_pictures_are_known_under_every_role(role, views, aligner_of, ibl):
    for sees in NAMES:
        turns = (_orientation(views, sees), _orientation(views, role))
        shown = turned(ibl.frames(sees)[0], *turns)
        assert _identified(Identifier(role, views, aligner_of), shown) == Sight(sees)


def test_noise_is_nobodys_view(views, aligner_of):
    noise = np.random.default_rng(1).integers(0, 255, (512, 640)).astype(np.uint8)
    assert _identified(Identifier("left", views, aligner_of), noise) is None


class Oracle:
    """Stands for every aligner; its answers are given in the order of the searches."""

    def __init__(self, *confidences):
        self.confidences = list(confidences)
        self.searches = 0

    def search(self, pixels):
        self.searches += 1
        confidence = self.confidences.pop(0) if self.confidences else 0.0
        return Alignment(recognised=confidence >= 0.3, confidence=confidence)


def _with(views, *confidences):
    oracle = Oracle(*confidences)
    identifier = Identifier("left", views, lambda outline: oracle)
    return _identified(identifier, np.zeros((8, 10), np.uint8)), oracle


def test_what_is_likely_is_asked_again_before_it_is_said(views):
    sight, oracle = _with(views, 0.0, 1.0, 0, 0, 0, 0, 1.0)
    assert sight == Sight("right")
    assert oracle.searches == 7


@pytest.mark.parametrize(
    "confidences",
    [
        (0, 1.0, 0, 0, 0, 0, 0.4),  # not so the second time
        (0, 1.0, 0.6, 0, 0, 0),  # two that fit
        (0, 0.8, 0, 0, 0, 0),  # none that is sure
        (0, 0, 0, 0, 0, 0, 1.0, 1.0),  # mirrored either way
    ],
)
def test_what_is_not_sure_is_not_said(views, confidences):
    assert _with(views, *confidences)[0] is None


def test_an_outline_of_another_shape_is_passed_over(views):
    def refuse(outline):
        raise OutlineError("Another shape.")

    identifier = Identifier("left", views, refuse)
    assert _identified(identifier, np.zeros((8, 8), np.uint8)) is None


@pytest.mark.parametrize(
    ("first", "second"), [*itertools.product(Orientation, Orientation)]
)
def test_two_orientations_are_one(first, second):
    picture = np.arange(12, dtype=np.uint8).reshape(3, 4)
    twice = turned(turned(picture, first), second)
    assert (twice == turned(picture, combined(first, second))).all()
    assert (turned(picture, first, first) == picture).all()
