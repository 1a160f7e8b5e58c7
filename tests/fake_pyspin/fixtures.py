"""What tests use of the stand-in for PySpin: the fixture ``pyspin``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from camsim.fixtures import Bus

FOLDER = Path(__file__).parent


@pytest.fixture
def pyspin(camsim: Bus, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Let ``import PySpin`` find the stand-in; ``camsim()`` plugs cameras in.

    Fails when something was done that PySpin does not forgive.
    """
    pytest.importorskip("genicam")
    pytest.importorskip("harvesters.core", exc_type=ImportError)
    from camsetup.sources.spinnaker import system  # noqa: PLC0415
    from fake_pyspin import manner, misuse  # noqa: PLC0415

    manner.reset()
    misuse.forgive()
    monkeypatch.syspath_prepend(FOLDER)
    monkeypatch.delitem(sys.modules, "PySpin", raising=False)
    import PySpin  # noqa: PLC0415

    yield PySpin
    try:
        system.release_system()
    finally:
        PySpin.System.abandon()
        monkeypatch.delitem(sys.modules, "PySpin")
    assert not misuse.forgive()
