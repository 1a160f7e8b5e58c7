"""A mailbox between two threads: one slot, the newest wins."""

from __future__ import annotations

from threading import Lock
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Mailbox(Generic[Item]):
    """Holds the newest item until somebody takes it, and counts what it replaced."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._item: Item | None = None
        self._overwritten = 0

    @property
    def overwritten(self) -> int:
        """Return how many items were replaced before anybody took them."""
        return self._overwritten

    def put(self, item: Item) -> None:
        """Leave an item; one that is still there is lost and counted."""
        with self._lock:
            self._overwritten += self._item is not None
            self._item = item

    def take(self) -> Item | None:
        """Take the item out, or return None when nothing new has come."""
        with self._lock:
            item, self._item = self._item, None
        return item

    def forget_count(self) -> None:
        """Count from zero again."""
        with self._lock:
            self._overwritten = 0
