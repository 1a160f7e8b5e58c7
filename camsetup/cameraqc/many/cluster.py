"""A cluster: an existing Dask cluster judges the sessions; it must see their files."""

from __future__ import annotations

import asyncio
import logging
import math
import time
import uuid
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from camsetup import __version__
from camsetup.cameraqc.many.crew import Answer
from camsetup.cameraqc.many.judging import Judgement, answer
from camsetup.domain.errors import ClusterUnavailableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from types import ModuleType

    from camsetup.cameraqc.many.judging import Judge
    from camsetup.cameraqc.options import Options

_CONNECT_S = 10.0

#: An answer is a few kB; where it does not come, its worker has just died.
_FETCH_S = 10.0

#: Workers come and go; so often they are counted.
_COUNT_EVERY_S = 1.0
_LOOK_EVERY_S = 0.02
_FAREWELL_S = 3.0

#: What Dask raises when a worker or the scheduler has gone.
_LOST = (OSError, asyncio.TimeoutError, CancelledError)


class _Future(Protocol):
    """What we use of Dask's future; not all of Dask is typed."""

    @property
    def status(self) -> str: ...
    def result(self, timeout: float) -> Judgement: ...
    def exception(self, timeout: float) -> BaseException | None: ...


class _Client(Protocol):
    """What we use of Dask's client."""

    @property
    def status(self) -> str: ...
    def submit(
        self,
        function: Callable[..., Judgement],
        *arguments: Judge | Path | Options | str,
        key: str,
    ) -> _Future: ...
    def cancel(self, futures: Sequence[_Future]) -> None: ...
    def nthreads(self) -> Mapping[str, int]: ...
    def close(self, timeout: float) -> None: ...


def connect(address: str, judge: Judge, options: Options) -> Cluster:
    """Join a cluster by the address of its scheduler, "tcp://host:8786".

    Raises
    ------
    UsageError
        When dask.distributed is not installed, or the address is none.
    ClusterUnavailableError
        When no scheduler answers there within some seconds.
    """
    distributed = _import_distributed()
    _refuse_unless_scheduler(distributed, address)
    client = distributed.Client(address, timeout=_CONNECT_S, set_as_default=False)
    return Cluster(client, judge, options)


class Cluster:
    """A crew of Dask workers; a session whose worker dies goes to another one.

    There are never more sessions handed out than the workers have threads.
    """

    def __init__(self, client: _Client, judge: Judge, options: Options) -> None:
        self._client = client
        self._judge = judge
        self._options = options
        self._futures: dict[_Future, Path] = {}
        self._counted = 0
        self._counted_at_s = -math.inf

    @property
    def has_room(self) -> bool:
        """Tell whether a thread is free; without a worker one session may wait."""
        return len(self._futures) < max(1, self._threads())

    @property
    def hindrance(self) -> str:
        """Say when there is no worker to wait for."""
        return "" if self._threads() else "Waiting: the cluster has no worker."

    @property
    def at_work(self) -> tuple[Path, ...]:
        """Return the sessions being judged, in the order they were begun."""
        return tuple(self._futures.values())

    def begin(self, session: Path) -> None:
        """Send a session to the cluster."""
        future = self._client.submit(
            answer,
            self._judge,
            session,
            self._options,
            __version__,
            key=f"camsetup-qc-{uuid.uuid4().hex}",
        )
        self._futures[future] = session

    def collect(self, timeout_s: float) -> list[Answer]:
        """Wait for answers, at most so long.

        Raises
        ------
        ClusterUnavailableError
            When the scheduler has gone, or a worker has no camsetup.
        """
        deadline = time.monotonic() + timeout_s
        while not (done := self._done()) and time.monotonic() < deadline:
            time.sleep(_LOOK_EVERY_S)
        judgements = [(future, self._judgement(future)) for future in done]
        return [
            Answer(self._futures.pop(future), judgement)
            for future, judgement in judgements
            if judgement is not None
        ]

    def close(self) -> None:
        """Take back what is still at work, and leave the cluster as it was."""
        with suppress(*_LOST):
            self._client.cancel(list(self._futures))
        self._futures.clear()
        with suppress(*_LOST):
            self._client.close(timeout=_FAREWELL_S)

    def _done(self) -> list[_Future]:
        done = [future for future in self._futures if future.status != "pending"]
        # When the scheduler goes, its client calls all that is open cancelled.
        if self._client.status != "running" or any(_is_lost(each) for each in done):
            raise self._gone()
        return done

    def _judgement(self, future: _Future) -> Judgement | None:
        """Fetch an answer; None where its worker died with it, and it is made anew."""
        if future.status == "error":
            return self._failure(future)
        try:
            return future.result(timeout=_FETCH_S)
        except _LOST:
            return None

    def _failure(self, future: _Future) -> Judgement:
        """Return why Dask could not run our function, which itself never raises."""
        error = future.exception(timeout=_FETCH_S)
        if isinstance(error, ImportError):
            raise ClusterUnavailableError(
                f"A worker of the cluster cannot import camsetup: {error}.",
                remedy=f"Install camsetup {__version__} where the workers run.",
            )
        return Judgement(
            error=f"The cluster gave it up: {type(error).__name__}: {error}",
            lasting=False,
        )

    def _threads(self) -> int:
        """Return how many threads all workers have together, counted now and then."""
        now_s = time.monotonic()
        if now_s >= self._counted_at_s + _COUNT_EVERY_S:
            self._counted_at_s = now_s
            try:
                self._counted = sum(self._client.nthreads().values())
            except _LOST as error:
                raise self._gone() from error
        return self._counted

    def _gone(self) -> ClusterUnavailableError:
        return ClusterUnavailableError(
            "The Dask scheduler has gone away.",
            remedy="Start it, and run the same command again: nothing is judged twice.",
        )


def _is_lost(future: _Future) -> bool:
    return future.status in ("cancelled", "lost")


def _import_distributed() -> ModuleType:
    try:
        import distributed  # noqa: PLC0415 - an extra, and costs 0.5 s
    except ImportError as error:
        raise UsageError(
            "--scheduler needs dask.distributed, which is not installed.",
            remedy='Install it: pip install "camsetup[cluster]".',
        ) from error
    # Every module of it has a logger that would write into the progress bar.
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)
    module: ModuleType = distributed
    return module


async def _identity(distributed: ModuleType, address: str) -> str:
    """Return what answers at an address: "Scheduler", "Worker"."""
    secrets = distributed.Security().get_connection_args("client")
    async with distributed.rpc(
        address, timeout=_CONNECT_S, connection_args=secrets
    ) as remote:
        identity = await remote.identity()
    return str(identity.get("type"))


def _refuse_unless_scheduler(distributed: ModuleType, address: str) -> None:
    """Ask who is there, with an end: Dask's client waits for ever for a silent one."""
    remedy = "Start it with: dask scheduler. It says its address, tcp://host:8786."
    try:
        found = asyncio.run(
            asyncio.wait_for(_identity(distributed, address), _CONNECT_S)
        )
    except ValueError as error:
        raise UsageError(
            f"--scheduler {address} is no address of a Dask scheduler: {error}.",
            remedy=remedy,
        ) from error
    except (OSError, TypeError, MemoryError, asyncio.TimeoutError) as error:
        raise ClusterUnavailableError(
            f"No Dask scheduler answers at {address} within {_CONNECT_S:g} s.",
            remedy=remedy,
        ) from error
    if found != "Scheduler":
        raise ClusterUnavailableError(
            f"At {address} there is no Dask scheduler, but a {found}.", remedy=remedy
        )
