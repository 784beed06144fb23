"""Validates what a server was sent, in a process of its own: bytes from anywhere cannot harm the server.

Whatever takes too much memory ends this process alone, and the server ends it when it takes too much time.
"""

import gc
import os
import signal
import sys
from collections import Counter
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from ocds.messages import translation
from ocds.standard.fields import Version
from ocds.validation.options import Options
from ocds.validation.record import Issue, issues
from ocds.validation.report import named
from ocds.validation.stream import Validation

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

ERRORS = 1000
"""So many errors of structure are told of one document."""
JOBS, FULL = 1000, 128_000_000
"""After so many jobs, or with so many bytes held, a process makes place for a new one: it remembers what it saw."""


class Job(NamedTuple):
    """What to validate: the file ``body``, held to ``version``; and where to write what comes of it.

    ``answer`` gets a :class:`Verdict` with at most ``limit`` issues (None: all), or with ``lines`` only these issues.
    """

    body: str
    answer: str
    version: Version | None
    language: str
    limit: int | None
    lines: bool


class Verdict(msgspec.Struct, frozen=True):
    """What is wrong with the documents that were sent."""

    ok: Annotated[bool, Meta(description="Whether there is no error; warnings are allowed.")]
    documents: Annotated[
        dict[str, int],
        Meta(description="Documents by kind: release, record…; foreign and unreadable ones are refused."),
    ]
    severities: Annotated[dict[str, int], Meta(description="How many issues there are of each severity.")]
    rules: Annotated[dict[str, int], Meta(description="How many issues there are of each rule.")]
    issues: Annotated[list[Issue], Meta(description="The first issues, as many as were asked for.")]
    more: Annotated[int, Meta(description="How many issues there are besides.")]


def work(connection: Connection, memory: int) -> None:
    """Carry out jobs until the other end closes, and tell after each whether the process can go on.

    ``memory`` bounds what the process may hold, in bytes.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server
    with Path(os.devnull).open("wb") as nowhere:  # what a fault says may quote the data
        os.dup2(nowhere.fileno(), 2)
    _bound(memory)
    for done in range(1, JOBS + 1):
        try:
            job = connection.recv()
        except EOFError:
            return
        carry_out(job)
        gc.freeze()  # what is kept for the next job need not be looked through again
        connection.send(done < JOBS and _held() < FULL)


def carry_out(job: Job) -> None:
    """Write the verdict on a body, or its issues line by line."""
    validation = Validation([job.body], Options(job.version, most=ERRORS))
    found = issues((named(one, job.body) for one in validation), translation(job.language).gettext)
    severities, rules, kept = Counter(error=0, warning=0), Counter[str](), list[Issue]()
    encode = msgspec.json.Encoder().encode
    with Path(job.answer).open("wb") as out:
        for number, issue in enumerate(found):
            severities[issue.severity] += 1
            rules[issue.rule] += 1
            if job.limit is not None and number >= job.limit:
                continue
            if job.lines:
                out.write(encode(issue) + b"\n")
            else:
                kept.append(issue)
        if not job.lines:
            more = severities.total() - len(kept)
            out.write(encode(Verdict(not severities["error"], validation.documents, severities, rules, kept, more)))


def _bound(memory: int) -> None:
    if resource:
        with suppress(ValueError, OSError):  # not every system has each limit
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _held() -> int:
    """The most bytes that this process ever held; none where that cannot be known."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit if resource else 0
