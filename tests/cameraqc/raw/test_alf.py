"""ALF arrays: read as numpy reads them, without trusting the header."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cameraqc.raw.malformed import one_folder
from cameraqc.raw.written import npy
from camsetup.cameraqc.raw.alf import load_array, load_times
from camsetup.domain.errors import InputError

DTYPES = ["<f8", "<f4", "<f2", ">f8", "<i8", ">i2", "<u4", "|i1", "|u1"]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "_ibl_leftCamera.times.npy"


@given(
    dtype=st.sampled_from(DTYPES),
    shape=st.one_of(
        st.tuples(st.integers(0, 9)), st.tuples(st.integers(0, 4), st.integers(0, 4))
    ),
    order=st.sampled_from("CF"),
)
@one_folder
def test_plain_numbers_are_read_as_numpy_reads_them(file, dtype, shape, order):
    values = np.arange(np.prod(shape, dtype=int)).reshape(shape).astype(dtype)
    file.write_bytes(npy(np.asarray(values, order=order)))
    read = load_array(file)
    assert read.dtype == np.float64
    assert read.shape == shape
    assert np.array_equal(read, values)


@pytest.mark.filterwarnings("ignore:Stored array in format")
@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
def test_every_version_of_the_format_is_read(file, version):
    stream = io.BytesIO()
    np.lib.format.write_array(stream, np.arange(3.0), version)
    file.write_bytes(stream.getvalue())
    assert load_times(file).tolist() == [0, 1, 2]


def test_nan_is_left_for_the_checks(file):
    np.save(file, np.array([0.0, np.nan]))
    assert np.isnan(load_times(file)[1])


def test_a_single_column_is_a_row_of_times(file):
    np.save(file, np.arange(3.0)[:, None])
    assert load_times(file).shape == (3,)


def test_no_times_are_no_error(file):
    np.save(file, np.zeros(0))
    assert load_times(file).shape == (0,)


@pytest.mark.parametrize("shape", [(), (2, 3), (1, 3), (2, 2, 2)])
def test_another_shape_is_refused(file, shape):
    np.save(file, np.zeros(shape))
    with pytest.raises(InputError, match=r"leftCamera\.times\.npy has "):
        load_times(file)


@pytest.mark.parametrize("dtype", ["<c16", "<M8[ns]", "<U3", "|b1", "<f8,<f8"])
def test_what_are_no_real_numbers_is_refused(file, dtype):
    np.save(file, np.zeros(3, dtype))
    with pytest.raises(InputError, match="plain numbers"):
        load_times(file)


def test_what_is_cut_off_is_refused_with_the_numbers(file):
    file.write_bytes(npy(np.arange(5.0))[:-1])
    with pytest.raises(InputError, match=r"cut off: 5 values.* 4 are there"):
        load_times(file)


def test_text_is_refused(file):
    file.write_text("0.1\n0.2\n")
    with pytest.raises(InputError, match=r"not a \.npy file"):
        load_times(file)
