"""What was done that PySpin does not forgive, noted for the fixture to fail for."""

from __future__ import annotations

noted: list[str] = []


def note(text: str) -> None:
    noted.append(text)


def forgive() -> list[str]:
    """Return what was noted, and forget it."""
    texts, noted[:] = list(noted), []
    return texts
