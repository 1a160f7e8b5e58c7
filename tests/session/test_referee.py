"""Who was waved at: a clear leader, for long enough."""

import pytest

from camsetup.session.referee import HOLD_S, REST_S, Referee, clear_leader


@pytest.mark.parametrize(
    ("energies", "leader"),
    [
        ({}, ""),
        ({"a": 0.0}, ""),
        ({"a": 0.9}, "a"),
        ({"a": 0.9, "b": 0.1, "c": 0.0}, "a"),
        ({"a": 0.1, "b": 0.9}, "b"),
        ({"a": 0.4, "b": 0.0}, ""),  # too little
        ({"a": 0.9, "b": 0.6}, ""),  # too near
        ({"a": 1.0, "b": 1.0}, ""),  # the light, or a person walking by
    ],
)
def test_a_leader_moves_much_and_the_others_little(energies, leader):
    assert clear_leader(energies) == leader


def test_the_winner_leads_for_a_second():
    referee = Referee()
    assert referee.winner({"a": 0.9, "b": 0.0}, 10.0) == ""
    assert referee.winner({"a": 0.8, "b": 0.1}, 10.0 + 0.9 * HOLD_S) == ""
    assert referee.winner({"a": 0.9, "b": 0.0}, 10.0 + HOLD_S) == "a"


@pytest.mark.parametrize("between", [{"a": 0.2, "b": 0.0}, {"a": 0.9, "b": 0.9}])
def test_who_was_interrupted_begins_anew(between):
    referee, clear = Referee(), {"a": 0.9, "b": 0.0}
    referee.winner(clear, 10.0)
    referee.winner(between, 10.5)
    assert referee.winner(clear, 11.0) == ""
    assert referee.winner(clear, 11.0 + HOLD_S) == "a"


def test_another_leader_begins_anew():
    referee = Referee()
    referee.winner({"a": 0.9, "b": 0.0}, 10.0)
    assert referee.winner({"a": 0.0, "b": 0.9}, 10.0 + HOLD_S) == ""


def test_the_hand_that_gave_a_camera_its_role_does_not_take_it_away():
    referee, clear = Referee(resting="a"), {"a": 0.9, "b": 0.0}
    for tenths in range(50):
        assert referee.winner(clear, 10.0 + tenths / 10) == ""
    assert referee.resting == "a"


def test_another_camera_wins_while_the_last_one_rests():
    referee, clear = Referee(resting="a"), {"a": 0.1, "b": 0.9}
    referee.winner(clear, 10.0)
    assert referee.winner(clear, 10.0 + HOLD_S) == "b"


def test_who_was_still_for_a_while_can_win_again():
    referee, still, clear = Referee(resting="a"), {"a": 0.0}, {"a": 0.9}
    referee.winner(still, 10.0)
    referee.winner(still, 10.0 + REST_S)
    assert referee.resting == ""
    referee.winner(clear, 20.0)
    assert referee.winner(clear, 20.0 + HOLD_S) == "a"
