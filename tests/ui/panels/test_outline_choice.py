"""Outlines and references can be chosen, taken and dropped."""

from __future__ import annotations

import numpy as np
import pytest

from camsetup.profiles.outlines import save_user_outline
from camsetup.ui.panels import outline_choice
from camsetup.ui.panels.outline_choice import OutlineChoice


@pytest.fixture
def choice(shown, camera):
    return shown(OutlineChoice, camera)


def test_it_names_the_outline_in_use(choice, read):
    assert "recording-left" in read(choice)


def test_a_saved_outline_can_be_chosen_by_name(choice, session, make):
    save_user_outline(make.outline())
    choice.use("recording-left")
    command, role, outline = session.told[-1]
    assert (command, role, outline.name) == ("use_outline", "left", "recording-left")


def test_a_file_that_is_no_outline_is_refused_in_words(choice, session, read, tmp_path):
    path = tmp_path / "broken.svg"
    path.write_text("no drawing")
    choice.use(str(path))
    assert session.told == []
    assert any("broken.svg" in text for text in read(choice))


def test_the_complaint_goes_when_an_outline_works(choice, make, read):
    choice.use("nowhere.svg")
    save_user_outline(make.outline())
    choice.use("recording-left")
    assert not any("nowhere" in text for text in read(choice))


def test_a_file_can_be_opened(choice, session, make, monkeypatch):
    path = save_user_outline(make.outline())
    monkeypatch.setattr(outline_choice, "choose_outline_file", lambda _: str(path))
    choice._on_file_wanted()
    assert session.told[-1][0] == "use_outline"


def test_changing_ones_mind_changes_nothing(choice, session, monkeypatch):
    monkeypatch.setattr(outline_choice, "choose_outline_file", lambda _: "")
    choice._on_file_wanted()
    assert session.told == []


def test_a_reference_is_taken(choice, session, push):
    push(choice, "Take reference")
    assert session.told == [("take_reference", "left")]


def test_a_reference_can_be_dropped_only_when_there_is_one(choice, session, make, push):
    choice.show_camera(make.camera(reference=np.zeros((4, 4), np.uint8)))
    push(choice, "Drop")
    assert session.told == [("drop_reference", "left")]
    choice.show_camera(make.camera())
    assert not choice._drop.isEnabled()


def test_nothing_can_be_made_before_the_first_picture(choice, make):
    choice.show_camera(make.camera(inspection=None))
    assert not choice._make.isEnabled()
