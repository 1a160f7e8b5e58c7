"""What is found out about producers in a process of their own."""

import os
import sys

import pytest

from camsetup.sources.gentl import probing
from camsetup.sources.gentl.probing import Probes, Verdict
from sources.gentl.broken import (
    CHATTERS,
    CRASHES,
    ENDS,
    FAILS,
    HANGS,
    LEAVES_A_CHILD,
    producer,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="compiles by cc")


@pytest.fixture
def probes():
    probes = Probes()
    yield probes
    probes.close()


def test_a_producer_that_is_missing_is_said_to_be(probes, tmp_path):
    assert "There is no GenTL producer" in problem(probes, tmp_path / "gone.cti")


def test_a_folder_is_no_producer(probes, tmp_path):
    assert "is a folder" in problem(probes, tmp_path)


def test_a_text_file_cannot_be_loaded(probes, tmp_path):
    cti = tmp_path / "text.cti"
    cti.write_text("not a library\n")
    assert "text.cti cannot be loaded as a library" in problem(probes, cti)


def test_a_library_that_is_no_producer_names_what_it_lacks(probes, tmp_path):
    """Loaded here it would take this process down: genicam calls what is not there."""
    cti = producer(tmp_path, lacks="DSQueueBuffer")
    assert "is not a GenTL producer (it has no DSQueueBuffer)" in problem(probes, cti)


@pytest.mark.parametrize("where", ["GCInitLib", "TLOpen", "TLUpdateInterfaceList"])
def test_a_producer_that_crashes_does_so_elsewhere(probes, tmp_path, where):
    cti = producer(tmp_path, **{where: CRASHES})
    assert "broken.cti crashes when it is loaded" in problem(probes, cti)


def test_a_producer_that_ends_the_program_does_so_elsewhere(probes, tmp_path):
    cti = producer(tmp_path, GCInitLib=ENDS)
    assert "broken.cti ends the program that loads it" in problem(probes, cti)


def test_a_producer_may_print_as_much_as_it_likes(probes, tmp_path):
    verdict = probes.verdict(producer(tmp_path, GCInitLib=CHATTERS))
    assert verdict is not None
    assert "shows no interface" in verdict.remark


def test_a_producer_that_starts_another_process_is_not_waited_for(probes, tmp_path):
    ended = tmp_path / "ended"
    cti = producer(tmp_path, GCInitLib=LEAVES_A_CHILD.format(ended))
    verdict = probes.verdict(cti)
    assert verdict is not None
    assert not ended.exists()
    assert "shows no interface" in verdict.remark


def test_a_producer_that_fails_says_where(probes, tmp_path):
    cti = producer(tmp_path, TLOpen=FAILS)
    assert "fails at TLOpen with GenTL error -1001" in problem(probes, cti)


def test_a_producer_that_hangs_is_called_silent(probes, tmp_path, monkeypatch):
    monkeypatch.setattr(probing, "PATIENCE_S", 0.2)
    cti = producer(tmp_path, GCInitLib=HANGS)
    verdict = probes.verdict(cti, 0.2)
    assert verdict is not None
    assert "does not answer" in verdict.problem


def test_producers_that_hang_are_waited_for_together(probes, tmp_path, monkeypatch):
    monkeypatch.setattr(probing, "PATIENCE_S", 1.0)
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    first, second = (producer(folder, GCInitLib=HANGS) for folder in folders)
    probes.begin([first, second, tmp_path / "gone.cti"])
    silent = probes.verdict(first, 1.0)
    assert silent is not None
    assert "does not answer" in silent.problem
    # The patience is over for both by now, but for the moment between their starts.
    verdict = probes.verdict(second, 0.5)
    assert verdict is not None
    assert "does not answer" in verdict.problem


def test_who_cannot_wait_is_told_that_nothing_is_known_yet(probes, tmp_path):
    assert probes.verdict(producer(tmp_path, GCInitLib=HANGS), 0.01) is None


def test_a_producer_without_interfaces_can_be_used_and_is_odd(probes, tmp_path):
    verdict = probes.verdict(producer(tmp_path))
    assert verdict == Verdict(
        remark=f"The GenTL producer {tmp_path / 'broken.cti'} shows no interface."
    )


def test_a_producer_without_cameras_can_be_used_and_is_odd(probes, camsim):
    verdict = probes.verdict(camsim.producer)
    assert verdict is not None
    assert not verdict.problem
    assert "shows no camera" in verdict.remark


def test_a_producer_with_cameras_needs_no_words(probes, camsim):
    camsim()
    assert probes.verdict(camsim.producer) == Verdict()


def test_a_producer_is_looked_at_once(probes, tmp_path, monkeypatch):
    cti = producer(tmp_path, TLOpen=FAILS)
    first = probes.verdict(cti)
    monkeypatch.setattr(probing.subprocess, "Popen", None)
    assert probes.verdict(cti) is first


def test_a_producer_that_was_replaced_is_looked_at_again(probes, tmp_path):
    cti = producer(tmp_path, TLOpen=FAILS)
    assert problem(probes, cti)
    producer(tmp_path)
    os.utime(cti, ns=(0, 0))
    assert not problem(probes, cti)


def test_a_producer_that_failed_gets_another_chance(probes, tmp_path, monkeypatch):
    cti = producer(tmp_path, TLOpen=FAILS)
    first = probes.verdict(cti)
    later = probing.time.monotonic() + 31.0
    monkeypatch.setattr(probing.time, "monotonic", lambda: later)
    assert probes.verdict(cti) is not first


def problem(probes, cti):
    verdict = probes.verdict(cti)
    assert verdict is not None
    return verdict.problem
