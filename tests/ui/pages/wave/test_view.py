"""What the page of the wave says, from the beginning to the end."""

from __future__ import annotations

from dataclasses import replace

from camsetup.domain.verdict import Outcome
from camsetup.session.role_values import Bound, Wave
from camsetup.stream.phase import Problem
from camsetup.ui.pages.wave.view import wave_view
from ui.by_hand import three_cameras

SEEN = Wave("left", message="Two cameras see motion.", remedy="Wave at one only.")
WON = replace(SEEN, winner="100", message="100 was waved at.", remedy="")


def view(wave, bound=None, before=None):
    return wave_view(replace(three_cameras(), bound=bound), wave, before)


def test_it_says_what_is_seen_and_what_to_do():
    said = view(SEEN)
    assert (said.headline, said.advice) == (SEEN.message, SEEN.remedy)
    assert not said.over


def test_a_winner_is_named_before_it_is_bound():
    said = view(WON)
    assert (said.headline, said.winner, said.over) == ("100 was waved at.", "100", True)
    assert said.outcome is Outcome.NOT_SET


def test_an_earlier_binding_is_not_this_one_s():
    earlier = Bound("300 is the body camera now.", number=1)
    assert view(WON, earlier, earlier).headline == "100 was waved at."


def test_once_it_is_bound_the_next_camera_s_turn_has_come():
    said = view(WON, Bound("100 is the left camera now.", number=2))
    assert said.headline == "100 is the left camera now."
    assert (said.outcome, said.next_role) == (Outcome.PASS, "right")


def test_after_the_last_camera_nothing_follows():
    won = replace(WON, role="body")
    assert view(won, Bound("100 is the body camera now.", number=2)).next_role == ""


def test_a_binding_that_failed_says_why_and_may_be_tried_again():
    refused = Problem("The rig file is write-protected.", "Give it write permission.")
    said = view(WON, Bound("", refused, 2))
    assert (said.headline, said.advice) == (refused.message, refused.remedy)
    assert (said.outcome, said.again, said.next_role) == (Outcome.FAIL, True, "")
