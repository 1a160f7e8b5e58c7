"""Serial numbers, which come back in decimal or in hex: see GENICAM.md."""

from __future__ import annotations


def same_serial(one: str, other: str) -> bool:
    """Say whether two serial numbers are of one camera (0112D91C is 18012444).

    Two that are both decimal, as a rig file and most drivers have them, are compared
    as they are: 18012444 is not 0x18012444.
    """
    if not one.strip() or not other.strip():
        return False
    if _plain(one) == _plain(other):
        return True
    return _hex_value(one) == _decimal_value(other) is not None or (
        _hex_value(other) == _decimal_value(one) is not None
    )


def _plain(serial: str) -> str:
    return serial.strip().upper().removeprefix("0X").lstrip("0")


def _decimal_value(serial: str) -> int | None:
    text = serial.strip()
    return int(text) if text.isascii() and text.isdigit() else None


def _hex_value(serial: str) -> int | None:
    """Return what it is in hex; None when nothing in it says that it is hex.

    SDKs write hex with eight digits; a decimal one of a Chameleon3 has eight too.
    """
    text = serial.strip().upper()
    digits = text.removeprefix("0X")
    marked = digits != text or any(digit in "ABCDEF" for digit in digits)
    if not marked or not all(digit in "0123456789ABCDEF" for digit in digits):
        return None
    return int(digits, 16) if digits else None
