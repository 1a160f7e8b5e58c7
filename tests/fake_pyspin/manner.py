"""How PySpin might behave where nobody without a camera can know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Manner:
    """The present manner; a test sets what it is about.

    Attributes
    ----------
    code_when_gone
        Error code of a node read once the camera is unplugged.
    says_when_gone
        Whether `IsValid` is then False.
    passes_cache_arguments
        Whether getters take GenApi's ``(Verify, IgnoreCache)``.
    hex_serials
        Whether serial numbers come in hex (PRODUCT.md, trap 1).
    system_fails
        Whether `System.GetInstance` raises.
    lacks
        Nodes that the cameras do not have.
    """

    code_when_gone: int = -1010
    says_when_gone: bool = True
    passes_cache_arguments: bool = True
    hex_serials: bool = False
    system_fails: bool = False
    lacks: frozenset[str] = frozenset()


manner = Manner()


def reset() -> None:
    """Behave as at first."""
    manner.__dict__.update(Manner().__dict__)
