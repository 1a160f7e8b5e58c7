"""Headers of ``.npy`` files, as numpy writes them and as it does not."""

import io

import numpy as np
import pytest

from camsetup.cameraqc.raw.npy import NpyHeader, npy_header


def saved(array, version=None):
    content = io.BytesIO()
    np.lib.format.write_array(content, array, version)
    return content.getvalue()


@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
def test_a_header_says_what_follows_it(version):
    content = saved(np.asfortranarray(np.zeros((3, 4), np.uint8)), version)
    header = NpyHeader(len(content) - 12, "|u1", (3, 4), by_columns=True)
    assert npy_header(content) == header


def test_a_table_of_fields_is_of_no_kind_of_one_word():
    header = npy_header(saved(np.zeros(2, [("x", "<f8"), ("y", "<f8")])))
    assert header.kind == ""


def test_a_damaged_header_has_no_shape():
    content = saved(np.zeros(3)).replace(b"'shape'", b"'shake'")
    assert npy_header(content).shape is None


@pytest.mark.parametrize("content", [b"", b"\x93NUM", b"P5 640 512 255"])
def test_another_file_has_no_header(content):
    assert npy_header(content) is None
