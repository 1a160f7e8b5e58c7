"""Mailboxes keep the newest and count the rest."""

from camsetup.stream.mailbox import Mailbox


def test_the_newest_item_wins_and_the_others_are_counted():
    mailbox = Mailbox()
    for item in (1, 2, 3):
        mailbox.put(item)
    assert mailbox.take() == 3
    assert mailbox.overwritten == 2


def test_an_item_is_taken_once():
    mailbox = Mailbox()
    mailbox.put("frame")
    assert mailbox.take() == "frame"
    assert mailbox.take() is None


def test_items_taken_in_time_are_not_counted():
    mailbox = Mailbox()
    for item in (1, 2, 3):
        mailbox.put(item)
        mailbox.take()
    assert mailbox.overwritten == 0


def test_the_count_can_be_forgotten():
    mailbox = Mailbox()
    mailbox.put(1)
    mailbox.put(2)
    mailbox.forget_count()
    assert mailbox.overwritten == 0
