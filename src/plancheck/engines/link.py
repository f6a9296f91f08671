"""The way to a cluster of dask: one that is there, or one on this machine for the run alone."""

import logging
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from plancheck.engines.alike import FILES, Likeness, likeness
from plancheck.errors import ClusterError

LOOPBACK = "127.0.0.1"
"""Where a cluster of this machine listens."""

CONNECT = 20
"""Seconds after which a scheduler counts as not reachable."""

NOISY = ("asyncio", "distributed", "tornado")
"""What logs to the screen."""

WORKERS = 60
"""Seconds that a scheduler may be without workers."""


class Link:
    """A connected cluster.

    :param scheduler: where dask's scheduler listens; a cluster on this machine when empty
    :param jobs: processes of a cluster on this machine
    :raises ClusterError: when there is none, or its machines would judge otherwise than this one
    """

    def __init__(self, scheduler: str, jobs: int) -> None:
        self._ending = ExitStack()
        try:
            self._set_up()
            with _undisturbed():
                self.client = self._client(scheduler, jobs)
            self.threads = self._threads(scheduler)
            if scheduler:
                self._compare()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the cluster; one of this machine's own ends."""
        with suppress(Exception):  # a cluster that has gone needs no farewell
            self._ending.close()

    def has_workers(self) -> bool:
        """Tell whether somebody could work; a scheduler that is gone has nobody."""
        with suppress(Exception):
            return bool(self.client.nthreads())
        return False

    def _set_up(self) -> None:
        try:
            import dask.config
            import distributed  # noqa: F401 - is it there?
        except ImportError as error:
            raise ClusterError("cluster.not-installed") from error
        settings = {
            "distributed.admin.large-graph-warning-threshold": "1GiB",  # an archive goes whole
            "distributed.scheduler.allowed-failures": 1,
            "distributed.scheduler.http.routes": [],
        }
        self._ending.enter_context(dask.config.set(settings))
        for name in sorted(logging.root.manager.loggerDict):
            if name.partition(".")[0] in NOISY:
                self._hush(logging.getLogger(name))

    def _hush(self, logger: logging.Logger) -> None:
        """Keep what dask logs away from the screen; what counts is told in plain words."""
        before = logger.level
        logger.setLevel(logging.CRITICAL + 1)
        self._ending.callback(logger.setLevel, before)

    def _client(self, scheduler: str, jobs: int) -> Any:  # noqa: ANN401 - dask is not imported unless asked for
        from distributed import Client

        address = scheduler or self._ending.enter_context(_own(jobs))
        try:
            client = Client(  # type: ignore[no-untyped-call]
                address, timeout=CONNECT, set_as_default=False
            )
        except (OSError, TimeoutError, ValueError, TypeError, RuntimeError) as error:
            reason = " ".join(str(error).split())
            raise ClusterError(
                "cluster.unreachable", address=scheduler or LOOPBACK, reason=reason
            ) from error
        return self._ending.enter_context(client)

    def _threads(self, scheduler: str) -> int:
        """Return how many batches can be worked on at a time."""
        with suppress(TimeoutError):
            self.client.wait_for_workers(1, timeout=WORKERS)
            return int(sum(self.client.nthreads().values()))
        raise ClusterError("cluster.no-workers", address=scheduler or LOOPBACK)

    def _compare(self) -> None:
        """Make sure that all workers judge as this process does."""
        ours = likeness()
        try:
            theirs: dict[str, Likeness] = self.client.run(likeness)
        except Exception as error:
            reason = f"{type(error).__name__}: {' '.join(str(error).split())}"
            raise ClusterError("cluster.unready", reason=reason) from error
        for worker in sorted(theirs):
            differs = ours.differs(theirs[worker])
            if differs == FILES:
                raise ClusterError("cluster.differs-files", worker=worker)
            if differs:
                raise ClusterError("cluster.differs", worker=worker, what=differs)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put interrupts off; what is started meanwhile never sees them, they are this process's own.

    Dask's thread and, through it, every process that it ever starts inherit the mask.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows: plancheck.engines.quiet alone
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _own(jobs: int) -> Any:  # noqa: ANN401 - as above
    """Start a cluster of this machine's processes.

    It listens on loopback alone, encrypted, with a key of its own: another user of the machine
    could otherwise have the workers do things.
    """
    from distributed import LocalCluster, Security

    _hush_tracker()
    return LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=jobs,
        threads_per_worker=1,
        host=LOOPBACK,
        protocol="tls://",
        security=Security.temporary(),  # type: ignore[no-untyped-call]
        dashboard_address=None,
        scheduler_kwargs={"dashboard": False, "dashboard_address": f"{LOOPBACK}:0"},
        memory_limit=0,  # the judging processes are held to theirs
        silence_logs=logging.CRITICAL,
        preload=["plancheck.engines.quiet"],
    )


def _hush_tracker() -> None:
    """Start the process that tidies up after killed workers, so that it says nothing of it."""
    import os
    from multiprocessing import resource_tracker

    before = os.environ.get("PYTHONWARNINGS")
    os.environ["PYTHONWARNINGS"] = "ignore:resource_tracker:UserWarning"
    try:
        resource_tracker.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONWARNINGS"]
        else:
            os.environ["PYTHONWARNINGS"] = before
