"""How the server shares its threads and its patience: pages never wait for validations, and nobody is waited for long.

Waitress reads whole requests before a thread sees them, so a slow sender costs a socket and never a thread.
"""

import time
from typing import Any

from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.task import ErrorTask, ThreadedTaskDispatcher  # type: ignore[import-untyped]

from dashboard import problems, security
from dashboard.exceptions import DashboardError

WAITING = 400
"""So many validations may wait; the next ones find a thread of the pages, which refuses them at once."""
SECONDS = 60
"""So long may the sending of one request take."""


class Lanes:
    """Threads for pages, and ``count`` others for what is below ``/api/``."""

    def __init__(self, pages: Any, count: int) -> None:
        self._pages, self._api = pages, ThreadedTaskDispatcher()
        self._api.set_thread_count(count)

    def add_task(self, channel: Any) -> None:
        """Queue what a channel has received."""
        path = getattr(channel.requests[0], "path", "")  # there is none in what is no request at all
        api = path.startswith(problems.API) and len(self._api.queue) < WAITING
        (self._api if api else self._pages).add_task(channel)

    def shutdown(self, *, cancel_pending: bool = True, timeout: float = 5) -> None:
        """End the threads."""
        for lane in (self._api, self._pages):
            lane.shutdown(cancel_pending, timeout)


class Refused(ErrorTask):  # type: ignore[misc]
    """What the server refuses itself, told without its name and with the headers of every answer."""

    def execute(self) -> None:
        error = self.request.error
        fault = (DashboardError.problem, DashboardError.next_step)
        texts = fault if error.code == 500 else problems.HTTP.get(error.code, problems.HTTP[400])
        answer = problems.answer(error.code, *texts, security.HEADERS)
        body = answer.get_data()
        self.status = answer.status
        self.response_headers.extend(answer.headers.items())
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Impatient(HTTPChannel):  # type: ignore[misc]
    """A connection that is closed when a request takes too long to arrive, however busily it is sent."""

    error_task_class = Refused
    _began = 0.0

    def received(self, data: bytes) -> bool:
        """Take some of a request, unless it is late."""
        now = time.monotonic()
        if self.request is None:
            self._began = now
        elif now - self._began > SECONDS:
            self.will_close = True
            return False
        return bool(super().received(data))
