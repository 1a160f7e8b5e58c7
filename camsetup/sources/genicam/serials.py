"""Serial numbers, which SDKs write in decimal or in hex, made comparable.

FLIR's SDKs print the number of one camera as 18012444 or, some versions, as 0112D91C:
eight hex digits, padded with zeros. Decimal serials are never padded. So a text is hex

- surely, when it begins with 0x or holds a letter from a to f;
- possibly, when it is exactly eight digits that begin with a zero (about one camera in
  sixteen has a hex number without letters): it is decimal first, and hex only where
  that is what makes it another camera's decimal text;
- never, otherwise: 18012444 is not 0x18012444.

Two padded texts come from the same SDK and are compared as they are, so that 00000010
is never 00000016.
"""

from __future__ import annotations

import re

_PREFIXED = re.compile(r"0[xX]([0-9a-fA-F]{1,16})")
_LETTERED = re.compile(r"(?=.*[a-fA-F])[0-9a-fA-F]{1,16}")
_DECIMAL = re.compile(r"[0-9]{1,20}")
_PADDED = re.compile(r"0[0-9]{7}")


def same_serial(first: str, second: str) -> bool:
    """Say whether two texts name one camera; an empty one names none."""
    first, second = first.strip(), second.strip()
    if not first or not second:
        return False
    return (
        normal(first) == normal(second)
        or _reads_as_hex(first, second)
        or _reads_as_hex(second, first)
    )


def normal(serial: str) -> str:
    """Write a serial number in decimal, without padding; other texts in lower case.

    Equal results mean the same camera. The reverse fails only for a hex text that
    has no letter, which `same_serial` knows about.
    """
    text = serial.strip()
    prefixed = _PREFIXED.fullmatch(text)
    if prefixed:
        return str(int(prefixed[1], 16))
    if _LETTERED.fullmatch(text):
        return str(int(text, 16))
    if _DECIMAL.fullmatch(text):
        return str(int(text))
    return text.casefold()


def _reads_as_hex(padded: str, other: str) -> bool:
    """Say whether the padded digits are hex for the other text, which is not padded."""
    if not _PADDED.fullmatch(padded) or _PADDED.fullmatch(other):
        return False
    return str(int(padded, 16)) == normal(other)
