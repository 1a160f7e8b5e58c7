"""The colours of the two themes."""

from __future__ import annotations

from dataclasses import dataclass

from camsetup.domain.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, as #rrggbb.

    ``accent`` is for what can be pressed and for nothing else. Outcome colours are
    readable as text on every surface (contrast ≥ 4.5 : 1).
    """

    window: str
    surface: str
    raised: str
    hover: str
    text: str
    dim: str
    accent: str
    on_accent: str
    passed: str
    warning: str
    failed: str
    critical: str
    not_judged: str

    def outcome(self, outcome: Outcome) -> str:
        """Return the colour of an outcome."""
        return {
            Outcome.NOT_SET: self.not_judged,
            Outcome.PASS: self.passed,
            Outcome.WARNING: self.warning,
            Outcome.FAIL: self.failed,
            Outcome.CRITICAL: self.critical,
        }[outcome]


DARK = Colours(
    window="#121417",
    surface="#1a1d22",
    raised="#23272e",
    hover="#2e343d",
    text="#e6e8eb",
    dim="#9aa3ad",
    accent="#4c9aff",
    on_accent="#0b1220",
    passed="#3fb950",
    warning="#e3a008",
    failed="#fa625b",
    critical="#df5cf2",
    not_judged="#8b949e",
)
LIGHT = Colours(
    window="#f6f7f9",
    surface="#ffffff",
    raised="#eceff3",
    hover="#dfe4ea",
    text="#16191d",
    dim="#5c6670",
    accent="#0b5fc7",
    on_accent="#ffffff",
    passed="#16702f",
    warning="#855a00",
    failed="#c01f2b",
    critical="#a21caf",
    not_judged="#5c6670",
)
