"""Building the producer, with a compiler that only notes that it was called."""

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from camsim.build import NoCompilerError, producer

COMPILER = """#!/bin/sh
echo called >>"{calls}"
while [ "$1" != -o ]; do shift; done
ls layout.c shared.c >"$2"
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it is for Linux")


@pytest.fixture
def calls(tmp_path, monkeypatch):
    compiler, calls = tmp_path / "compiler", tmp_path / "calls"
    compiler.write_text(COMPILER.format(calls=calls))
    compiler.chmod(0o755)
    monkeypatch.setenv("CC", str(compiler))
    return calls


def test_the_same_sources_are_built_once(tmp_path, calls):
    first = producer(tmp_path / "cache")
    assert producer(tmp_path / "cache") == first
    assert calls.read_text().split() == ["called"]
    assert "shared.c" in first.read_text()


def test_other_flags_build_another_producer(tmp_path, calls, monkeypatch):
    plain = producer(tmp_path / "cache")
    monkeypatch.setenv("CAMSIM_CFLAGS", "-fsanitize=address")
    assert producer(tmp_path / "cache") != plain


def test_two_may_build_at_once(tmp_path, calls):
    with ThreadPoolExecutor(2) as pool:
        built = list(pool.map(producer, [tmp_path / "cache"] * 2))
    assert built[0] == built[1]
    assert [path.name for path in built[0].parent.iterdir()] == ["camsim.cti"]


def test_without_a_compiler_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(NoCompilerError, match="libc6-dev"):
        producer(tmp_path / "cache")
