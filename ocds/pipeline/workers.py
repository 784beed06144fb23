"""Runs the same work on one processor or on many, with the same outcome in the same order."""

import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Self, TypeVar

from ocds.pipeline import memory

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Job = TypeVar("Job")
Done = TypeVar("Done")
_AHEAD = 2
_ALONE = {"POLARS_MAX_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_THREADS = Path("/proc/self/task")


class Workers:
    """Calls a function on each of many jobs; the results come in the order of the jobs.

    Processes use one thread each. They are forked at once where that is safe, after `prepare` has loaded what all of
    them need; elsewhere they are spawned when there is a job for them.
    """

    def __init__(self, count: int, prepare: Callable[[], object] | None = None) -> None:
        self._count, self._prepare = count, prepare
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self._count > 1 and forks():
            with _environment(**_ALONE):
                if self._prepare:
                    self._prepare()
                if forks():
                    self._pool = self._begun("fork")
                    self._pool.submit(int)  # forks all of them now: later there may be threads
        return self

    def _begun(self, method: str) -> "ProcessPoolExecutor":
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 (slow to load: only where it is used)
        from multiprocessing import get_context  # noqa: PLC0415

        return ProcessPoolExecutor(self._count, get_context(method), _begin)

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def map(self, work: Callable[[Job, Any], Done], jobs: Iterable[Job], settings: Any) -> Iterator[tuple[Job, Done]]:
        """Each job with its result, in order; only a few jobs are under way at any time."""
        if self._count <= 1:
            yield from ((job, _uncollected(work, job, settings)) for job in jobs)
            return
        waiting: deque[tuple[Job, Future[Done]]] = deque()
        with _environment(**_ALONE):
            for job in jobs:
                self._pool = self._pool or self._begun("spawn")
                waiting.append((job, self._pool.submit(_worked, work, job, settings)))
                while len(waiting) >= _AHEAD * self._count:
                    done, future = waiting.popleft()
                    yield done, future.result()
            for done, future in waiting:
                yield done, future.result()


def forks() -> bool:
    """Whether processes can be forked, which costs next to nothing, now: threads do not survive it.

    Some libraries have threads that Python does not count; those of polars begin when it is first used.
    """
    return sys.platform == "linux" and len(list(_THREADS.glob("*"))) == 1 and "polars" not in sys.modules


def _begin() -> None:
    """Prepare a worker: it ends with the process that started it, even if that one is killed."""
    gc.disable()
    memory.keep()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _worked(work: Callable[[Job, Any], Done], job: Job, settings: Any) -> Done:
    """The result of one job in a worker."""
    memory.give_back_before(work)
    return _uncollected(work, job, settings)


def _uncollected(work: Callable[[Job, Any], Done], job: Job, settings: Any) -> Done:
    """The result of one job, with the cycle collector at rest: parsed JSON holds no cycles, and tracing it is dear."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        return work(job, settings)
    finally:
        gc.collect(0)  # what the job left; what was there before is not looked through again
        if enabled:
            gc.enable()


@contextmanager
def _environment(**variables: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
