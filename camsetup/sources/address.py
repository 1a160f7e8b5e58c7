"""The address of a source: ``driver[:place][?key=value&…]``, or simply a path."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from camsetup.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@dataclass(frozen=True, slots=True)
class Address:
    """A source's address, taken apart.

    Attributes
    ----------
    driver
        Name of the driver ("simulator").
    place
        Serial number or path; empty where the role says which camera.
    options
        The keys and values behind the question mark.
    """

    driver: str
    place: str = ""
    options: Mapping[str, str] = field(default_factory=dict)

    def numbers(self, known: Collection[str]) -> dict[str, float]:
        """Return the options as numbers.

        Raises
        ------
        UsageError
            When a key is not among ``known`` or its value is not a number.
        """
        unknown = sorted(set(self.options) - set(known))
        if unknown:
            raise UsageError(
                f"The address of a {self.driver} has no option {unknown[0]}.",
                remedy=f"It has: {', '.join(sorted(known))}.",
            )
        return {key: _number(key, value) for key, value in self.options.items()}


def parse_address(text: str, drivers: Collection[str]) -> Address:
    """Take an address apart.

    Text that does not begin with a driver's name is the path of a recording. An
    existing path wins over everything, so that odd file names work too.

    Raises
    ------
    UsageError
        When the part behind the question mark is not ``key=value&key=value``.
    """
    head, _, query = text.partition("?")
    driver, _, place = head.partition(":")
    if driver not in drivers:
        if Path(text).exists():
            return Address("recording", text)
        driver, place = "recording", head
    return Address(driver, place, _options(text, query))


def _options(text: str, query: str) -> dict[str, str]:
    if not query:
        return {}
    try:
        return dict(parse_qsl(query, keep_blank_values=True, strict_parsing=True))
    except ValueError as error:
        raise UsageError(
            f"The address {text} cannot be read: {error}.",
            remedy="Write it like simulator?dx=40&dy=-12.",
        ) from error


def _number(key: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UsageError(
            f"Option {key}={value} is not a number.", remedy=f"Write {key}=1.5."
        )
    return number
