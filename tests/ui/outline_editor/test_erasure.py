"""The brush rubs out where it went, and every stroke can be taken back."""

from __future__ import annotations

from camsetup.domain.frame import Size
from camsetup.ui.outline_editor.erasure import Erasure, Patch, Stroke

SIZE = Size(100, 60)


def test_a_dab_rubs_out_a_disk():
    mask = Erasure((Stroke(10, ((50.0, 30.0),)),)).mask(SIZE)
    assert mask[30, 50]
    assert mask[30, 59]
    assert not mask[30, 62]
    assert mask.shape == (60, 100)


def test_a_stroke_rubs_out_the_way_between_its_points():
    stroke = Stroke(4, ((10.0, 30.0),)).onwards(90.0, 30.0)
    mask = Erasure((stroke,)).mask(SIZE)
    assert mask[27:34, 10:91].all()
    assert not mask[40].any()


def test_undoing_takes_the_last_stroke_back():
    first, second = Stroke(4, ((10.0, 30.0),)), Stroke(4, ((90.0, 30.0),))
    erasure = Erasure().with_mark(first).with_mark(second).undone()
    assert erasure.marks == (first,)


def test_a_patch_rubs_out_its_inside():
    corners = ((20.0, 10.0), (80.0, 10.0), (80.0, 50.0), (20.0, 50.0))
    mask = Erasure((Patch(corners),)).mask(SIZE)
    assert mask[10:51, 20:81].all()
    assert not mask[:, :19].any()


def test_undoing_nothing_is_quiet():
    assert Erasure().undone() == Erasure()
