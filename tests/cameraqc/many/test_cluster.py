"""A real Dask scheduler and two workers judge sixty sessions."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections import Counter

import psutil
import pytest

from cameraqc.many import pretend
from cameraqc.many.pretend import asked, let_go, make_sessions
from cameraqc.many.running import ENVIRONMENT, Run, kept
from camsetup.cameraqc.many import cluster as cluster_module
from camsetup.cameraqc.many.cluster import connect
from camsetup.cameraqc.options import Options
from camsetup.cli.exit_codes import ExitCode
from camsetup.domain.errors import ClusterUnavailableError, UsageError
from waiting import wait_until

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends signals")

SESSIONS, BEFORE = 60, 20


class Cluster:
    """A scheduler of our own on this machine, and workers beside it."""

    def __init__(self, folder):
        self._folder = folder
        self._processes = []
        file = folder / "scheduler.json"
        self._start("dask_scheduler", "--port", "0", "--scheduler-file", str(file))
        wait_until(lambda: file.exists() and file.read_text(), what="the scheduler")
        self.address = json.loads(file.read_text())["address"]

    def start_worker(self):
        options = ["--no-nanny", "--nthreads", "1", "--death-timeout", "5"]
        place = ["--local-directory", str(self._folder)]
        return self._start("dask_worker", self.address, *options, *place)

    def close(self):
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.wait()

    def _start(self, program, *arguments):
        command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments]
        process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--no-dashboard"],
            env=ENVIRONMENT,
            stderr=subprocess.DEVNULL,
        )
        self._processes.append(process)
        return process


@pytest.fixture
def cluster(tmp_path):
    cluster = Cluster(tmp_path)
    yield cluster
    cluster.close()


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "Subjects"
    held = {f"s{number}": "hold" for number in range(BEFORE, SESSIONS)}
    make_sessions(root, SESSIONS, **held)
    return root


@pytest.fixture
def half_way(root, cluster):
    cluster.start_worker(), cluster.start_worker()
    run = Run(root, scheduler=cluster.address)
    wait_until(lambda: kept(root) == BEFORE, what="the first sessions")
    wait_until(lambda: len(asked(root)) == BEFORE + 2, what="two being judged")
    yield run
    if run.process.poll() is None:
        run.process.kill()
        run.process.wait()


def test_a_killed_workers_session_is_done_by_the_other(root, cluster, half_way):
    begun, victim = asked(root)[-1]
    psutil.Process(victim).kill()
    let_go(root)
    assert half_way.end() == ExitCode.PASS
    judged = Counter(name for name, _ in asked(root))
    assert {name for name, times in judged.items() if times > 1} == {begun}
    assert len(judged) == kept(root) == SESSIONS


def test_ctrl_c_lets_the_cluster_finish_what_was_begun(root, cluster, half_way):
    half_way.interrupt()
    half_way.wait_for_words("Ctrl-C again")
    let_go(root)
    assert half_way.end() == ExitCode.INTERRUPTED
    assert kept(root) == BEFORE + 2
    assert Run(root, scheduler=cluster.address).end() == ExitCode.PASS
    assert Counter(name for name, _ in asked(root)).most_common(1)[0][1] == 1
    assert kept(root) == SESSIONS


def test_a_scheduler_that_goes_ends_the_run_and_keeps_what_is_done(
    root, cluster, half_way
):
    cluster.close()
    assert half_way.end() == ExitCode.UNAVAILABLE
    assert "scheduler has gone" in half_way.said
    assert "Traceback" not in half_way.said
    assert kept(root) == BEFORE


def test_a_cluster_without_workers_is_waited_for_and_says_so(root, cluster):
    run = Run(root, scheduler=cluster.address)
    run.wait_for_words("no worker")
    run.interrupt()
    run.wait_for_words("Ctrl-C again")
    run.interrupt()
    assert run.end() == ExitCode.INTERRUPTED


def test_nobody_at_the_address_is_an_error_with_an_end(monkeypatch):
    monkeypatch.setattr(cluster_module, "_CONNECT_S", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ClusterUnavailableError, match="No Dask scheduler answers"):
            connect(address, pretend.judge, Options())


def test_a_run_that_cannot_begin_leaves_the_earlier_results(tmp_path):
    make_sessions(tmp_path, 1)
    (tmp_path / "camsetup-qc.csv").write_text("of another day")
    run = Run(tmp_path, scheduler="nonsense")
    assert run.end() == ExitCode.USAGE
    assert (tmp_path / "camsetup-qc.csv").read_text() == "of another day"


@pytest.mark.parametrize("address", ["nonsense", "http://host:1", "tcp://host"])
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(UsageError, match="no address"):
        connect(address, pretend.judge, Options())


def test_without_dask_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"camsetup\[cluster\]"):
        connect("tcp://127.0.0.1:1", pretend.judge, Options())
