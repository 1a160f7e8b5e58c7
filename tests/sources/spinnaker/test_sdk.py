"""PySpin where it is missing, broken, or another program."""

import importlib
import sys

import pytest

from camsetup.domain.errors import CameraUnavailableError
from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole
from camsetup.sources.address import Address
from camsetup.sources.spinnaker import SpinnakerDriver

ROLE = CameraRole("left", Size(640, 512), 50.0, "training-left")


@pytest.fixture
def pyspin_file(tmp_path, monkeypatch):
    """Write what ``import PySpin`` finds."""
    monkeypatch.delitem(sys.modules, "PySpin", raising=False)
    monkeypatch.syspath_prepend(tmp_path)

    def write(text, name="PySpin"):
        (tmp_path / f"{name}.py").write_text(text)
        importlib.invalidate_caches()

    yield write
    for name in ("PySpin", "pyspin"):
        sys.modules.pop(name, None)


@pytest.fixture
def python(monkeypatch):
    """Pretend to be another Python on another system."""

    def be(version, platform):
        monkeypatch.setattr(sys, "version_info", (*version, 0))
        monkeypatch.setattr(sys, "platform", platform)

    return be


def test_a_missing_pyspin_is_named_with_the_wheel_for_this_python(pyspin_file, python):
    python((3, 12), "linux")
    readiness = SpinnakerDriver().readiness()
    assert not readiness.ready
    assert "is not installed" in readiness.reason
    assert "spinnaker_python-…-cp312-….whl" in readiness.remedy
    assert "gentl driver" in readiness.remedy


def test_a_python_without_a_wheel_is_told_which_have_one(pyspin_file, python):
    python((3, 11), "win32")
    remedy = SpinnakerDriver().readiness().remedy
    assert "Python 3.10 and 3.12 on Windows" in remedy
    assert "this is Python 3.11" in remedy


def test_a_system_without_wheels_is_sent_to_the_other_driver(pyspin_file, python):
    python((3, 12), "darwin")
    remedy = SpinnakerDriver().readiness().remedy
    assert remedy == (
        "Spinnaker brings no PySpin for this system. The gentl driver needs no PySpin "
        "and opens these cameras, too."
    )


def test_the_terminal_spinner_of_that_name_is_told_from_the_sdk(pyspin_file):
    pyspin_file("def make_spin(): pass\n")
    readiness = SpinnakerDriver().readiness()
    assert not readiness.ready
    assert "terminal spinner" in readiness.reason
    assert "uninstall pyspin" in readiness.remedy


def test_a_spinner_that_stands_beside_nothing_is_mentioned(pyspin_file):
    pyspin_file("", name="pyspin")
    assert "terminal spinner" in SpinnakerDriver().readiness().reason


@pytest.mark.parametrize(
    ("what_it_does", "remedy"),
    [
        (
            "raise ImportError('libSpinnaker.so.4: cannot open shared object')",
            "SDK and",
        ),
        ("raise OSError('[WinError 126] DLL load failed')", "library of Spinnaker"),
        ("import _PySpin_of_another_Python", "another Python"),
        ("raise ImportError('numpy.core.multiarray failed to import')", "NumPy 2"),
        ("raise RuntimeError('module compiled against numpy 1')", "NumPy 2"),
        ("1 +", "SDK and the wheel"),
    ],
)
def test_one_that_cannot_be_loaded_says_why_and_what_to_do(
    pyspin_file, what_it_does, remedy
):
    pyspin_file(what_it_does + "\n")
    readiness = SpinnakerDriver().readiness()
    assert not readiness.ready
    assert readiness.reason.startswith("PySpin is installed but cannot be loaded")
    assert remedy in readiness.remedy


def test_without_pyspin_nothing_is_found_and_opening_says_the_same(pyspin_file):
    driver = SpinnakerDriver()
    assert driver.find() == []
    with pytest.raises(CameraUnavailableError, match="not installed"):
        driver.open(Address("spinnaker", "123"), ROLE)


def test_with_pyspin_it_is_ready(pyspin):
    assert SpinnakerDriver().readiness().ready


def test_readiness_starts_nothing(pyspin, monkeypatch):
    monkeypatch.setattr(pyspin.System, "GetInstance", None)
    assert SpinnakerDriver().readiness().ready
