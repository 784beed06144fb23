"""A few processes that validate, so that the pages stay quick and memory and time are bounded."""

import logging
from contextlib import suppress
from functools import cache
from multiprocessing import get_context
from queue import Empty, LifoQueue

from dashboard.exceptions import BusyError, HeavyBodyError
from ocds.validation.aside import Job, work

LOG = logging.getLogger("dashboard")
AT_ONCE = 2
SECONDS = 30.0
MEMORY = 160_000_000
PATIENCE = 1.0
_CONTEXT = get_context("spawn")


class Worker:
    """One process that validates, and the line to it."""

    def __init__(self, memory: int) -> None:
        self._line, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=work, args=(theirs, memory), daemon=True)
        self._process.start()
        theirs.close()
        self.used = False

    def carry_out(self, job: Job, seconds: float) -> bool:
        """Have a job carried out, and tell whether another may follow; raises ``TimeoutError`` and ``EOFError``."""
        self.used = True
        self._line.send(job)
        if not self._line.poll(seconds):
            raise TimeoutError
        fit: bool = self._line.recv()
        return fit

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._line.close()


class Pool:
    """At most ``count`` processes, started when they are needed; a job gets ``seconds`` and ``memory`` bytes."""

    def __init__(self, count: int = AT_ONCE, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._places: LifoQueue[Worker | None] = LifoQueue()
        for _ in range(count):
            self._places.put(None)

    def carry_out(self, job: Job) -> None:
        """Have a job carried out; raises ``BusyError`` and ``HeavyBodyError``."""
        try:
            worker = self._places.get(timeout=PATIENCE)
        except Empty:
            raise BusyError from None
        try:
            if worker and worker.used:
                # What ended it may be what it remembered of others: only a new one that ends is ended by this body.
                with suppress(EOFError, ConnectionError):
                    worker = self._tried(worker, job)
                    return
            worker = self._tried(Worker(self._memory), job)
        except (EOFError, OSError) as error:
            LOG.warning("a validation was stopped: %s", type(error).__name__)
            worker = None
            raise HeavyBodyError from error
        finally:
            self._places.put(worker)

    def _tried(self, worker: Worker, job: Job) -> Worker | None:
        """The worker, if it can go on; what failed is ended."""
        fit = False
        try:
            fit = worker.carry_out(job, self._seconds)
        finally:
            if not fit:
                worker.end()
        return worker if fit else None

    def close(self) -> None:
        """End the processes that wait for a job."""
        with suppress(Empty):
            while True:
                worker = self._places.get_nowait()
                if worker:
                    worker.end()


@cache
def pool() -> Pool:
    """Give the processes of this server."""
    return Pool()
