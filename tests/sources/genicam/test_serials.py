"""Serial numbers in decimal and in hex."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camsetup.sources.genicam.serials import normal, same_serial

SERIALS = st.integers(min_value=1, max_value=0xFFFFFFFF)


@pytest.mark.parametrize(
    "hexadecimal",
    ["0112D91C", "0112d91c", "112D91C", "0x112D91C", "0X0112d91c", " 0112D91C\n"],
)
def test_hex_and_decimal_name_the_same_camera(hexadecimal):
    assert same_serial("18012444", hexadecimal)
    assert same_serial(hexadecimal, "18012444")
    assert normal(hexadecimal) == "18012444"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("18012444", "18012445"),
        ("18012444", "402728004"),  # 0x18012444
        ("10", "16"),
        ("0010", "16"),
        ("00000010", "00000016"),
        ("0", "1"),
        ("SN-0112D91C", "18012444"),
        ("", ""),
        ("", "0"),
        (" ", " "),
    ],
)
def test_different_cameras_stay_different(first, second):
    assert not same_serial(first, second)
    assert not same_serial(second, first)


def test_leading_zeros_and_blanks_of_a_decimal_do_not_matter():
    assert same_serial("018012444", " 18012444 ")


def test_an_eight_digit_text_with_a_zero_is_decimal_first_and_hex_where_that_fits():
    assert same_serial("01100100", "1100100")
    assert same_serial("01100100", "17826048")
    assert same_serial("17826048", "01100100")
    assert normal("01100100") == "1100100"


def test_serials_that_are_no_numbers_are_compared_as_text():
    assert same_serial("Viky-A", "viky-a")
    assert not same_serial("Viky-A", "Viky-B")


@pytest.mark.parametrize("odd", ["²", "٣", "1" * 5000, "f" * 5000, "0x", "-1", "\0"])
def test_odd_texts_are_only_themselves(odd):
    assert same_serial(odd, odd)
    assert not same_serial(odd, "1")


@given(SERIALS)
def test_every_serial_matches_its_padded_hex_text(serial):
    assert same_serial(str(serial), f"{serial:08X}") or serial > 0x0FFFFFFF
    assert same_serial(str(serial), f"{serial:#x}")


@given(SERIALS, SERIALS)
def test_decimal_texts_match_only_when_the_numbers_are_equal(first, second):
    assert same_serial(str(first), str(second)) == (first == second)


@given(SERIALS, SERIALS)
def test_hex_texts_of_one_sdk_match_only_when_the_numbers_are_equal(first, second):
    texts = f"{first:08X}", f"{second:08X}"
    assert same_serial(*texts) == (first == second) or _one_lacks_letters(texts)


def _one_lacks_letters(texts):
    """One is surely hex and one is not: they may, very rarely, meet in decimal."""
    return [text.isdigit() for text in texts] in ([True, False], [False, True])


@given(st.text(), st.text())
def test_matching_does_not_depend_on_the_order(first, second):
    assert same_serial(first, second) == same_serial(second, first)


@given(st.text())
def test_the_normal_form_is_its_own_normal_form_and_names_the_same(serial):
    assert normal(normal(serial)) == normal(serial)
    assert same_serial(serial, normal(serial)) or not serial.strip()
