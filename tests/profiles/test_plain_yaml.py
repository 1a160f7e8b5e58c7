"""The YAML door: every text is either plain values or a clear refusal."""

from __future__ import annotations

import contextlib
import json
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camsetup.domain.errors import ProfileError
from camsetup.profiles.plain_yaml import read_yaml
from camsetup.profiles.rigs import load_rig

one_file = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text("abcäöß :#'\"-{}[]!&*%@`\t", max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc_", min_size=1, max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


def is_plain(value) -> bool:
    if isinstance(value, dict):
        return all(isinstance(k, str) and is_plain(v) for k, v in value.items())
    if isinstance(value, list):
        return all(map(is_plain, value))
    return value is None or isinstance(value, (str, bool, int, float))


@given(text=st.text(max_size=80))
@one_file
def test_any_text_is_read_or_refused_and_never_crashes(tmp_path, text):
    file = tmp_path / "any.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    with contextlib.suppress(ProfileError):
        assert is_plain(read_yaml(file).values)


@given(values=plain)
@one_file
def test_json_is_read_as_what_it_says(tmp_path, values):
    file = tmp_path / "some.yaml"
    file.write_text(json.dumps(values, ensure_ascii=False), "utf-8")
    read = read_yaml(file).values
    assert json.dumps(read) == json.dumps(values)


@given(values=plain)
@one_file
def test_whatever_is_not_a_rig_is_refused_with_a_line(tmp_path, values):
    file = tmp_path / "some.yaml"
    file.write_text(json.dumps(values), "utf-8")
    with pytest.raises(ProfileError, match=", line 1: "):
        load_rig(file)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("off", "off"),
        ("no", "no"),
        ("true", True),
        ("0112", 112),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("2026-01-01", "2026-01-01"),
        ("12:30:00", "12:30:00"),
        ("~", None),
        ("9" * 400, "9" * 400),
    ],
)
def test_words_stay_words_and_numbers_become_numbers(tmp_path, text, value):
    file = tmp_path / "one.yaml"
    file.write_text(f"key: {text}\n", "utf-8")
    assert read_yaml(file).values == {"key": value}


def test_a_number_too_large_for_a_float_is_infinite_and_not_an_error(tmp_path):
    file = tmp_path / "one.yaml"
    file.write_text("key: 1e999\n", "utf-8")
    values = read_yaml(file).values
    assert isinstance(values, dict)
    assert math.isinf(values["key"])


def test_billion_laughs_are_refused_at_the_first(tmp_path):
    file = tmp_path / "laughs.yaml"
    levels = [f"k{i}: &k{i} [{', '.join([f'*k{i - 1}'] * 9)}]" for i in range(1, 10)]
    file.write_text("\n".join(["k0: &k0 lol", *levels]), "utf-8")
    with pytest.raises(ProfileError, match="line 1: anchors"):
        read_yaml(file)


def test_several_documents_are_refused(tmp_path):
    file = tmp_path / "two.yaml"
    file.write_text("a: 1\n---\nb: 2\n", "utf-8")
    with pytest.raises(ProfileError):
        read_yaml(file)


def test_the_line_of_a_place_that_is_not_there_is_that_of_what_encloses_it(tmp_path):
    file = tmp_path / "lines.yaml"
    file.write_text("a: 1\nb:\n  - c: 2\n    d: 3\n", "utf-8")
    document = read_yaml(file)
    assert document.line(("b", 0, "d")) == 4
    assert document.line(("b", 0, "missing")) == 3
    assert document.line(("nothing", "at", "all")) == 1
