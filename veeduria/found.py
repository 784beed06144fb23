"""What a validation finds, as every report reads it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ocds.issues import ERROR
from ocds.reading.files import PlainFile
from ocds.reading.kinds import FOREIGN, UNREADABLE
from ocds.standard.fields import Version
from ocds.validation.record import Issue, encodable

FAILS: dict[str, Callable[[str, str | None], bool]] = {
    "error": lambda severity, _: severity == ERROR,
    "warning": lambda *_: True,
    "new": lambda severity, status: severity == ERROR and status == "new",
    "never": lambda *_: False,
}
"""Whether an issue of a severity and status makes a validation fail, by the name of the choice."""


class Asked(NamedTuple):
    """What a report is asked for.

    `sources` as they were given, `version` that documents were held to. `limit` bounds the kinds of issues shown to a
    person, `fail_on` says what counts as a failure, and `about` names the publisher, buyer or section reported on.
    """

    sources: tuple[str, ...] = ()
    version: Version | None = None
    limit: int = 40
    fail_on: str = "error"
    about: str | None = None

    def fails(self, issue: Issue) -> bool:
        """Whether an issue is a failure; if nothing was to fail, errors are."""
        return FAILS["error" if self.fail_on == "never" else self.fail_on](issue.severity, issue.status)


class Found:
    """Issues one after another, to be read once; what they come to stands in the attributes when all are read.

    `counts` has the issues by severity and status, `documents` the documents by kind (none if only a part of the
    issues is reported), `files` the files read.
    """

    def __init__(self, issues: Iterable[Issue], documents: Counter[str], files: list[PlainFile]) -> None:
        self._issues = issues
        self.documents, self.files = documents, files
        self.counts: Counter[tuple[str, str | None]] = Counter()

    def __iter__(self) -> Iterator[Issue]:
        for issue in self._issues:
            self.counts[issue.severity, issue.status] += 1
            yield issue

    def total(self, severity: str | None = None, status: str | None = None) -> int:
        """How many issues there are of a severity and a status; of all where none is given."""
        return sum(
            times
            for (each, state), times in self.counts.items()
            if severity in {None, each} and status in {None, state}
        )

    @property
    def names(self) -> list[str]:
        """The names of the files read, as issues have them."""
        return [encodable(file.name) for file in self.files]

    @property
    def read(self) -> int:
        """How many documents were read."""
        return sum(self.documents.values()) - self.refused

    @property
    def refused(self) -> int:
        """How many documents were refused."""
        return self.documents[FOREIGN] + self.documents[UNREADABLE]

    def fails(self, fail_on: str) -> bool:
        """Whether there is an issue that makes the validation fail."""
        return any(times and FAILS[fail_on](*key) for key, times in self.counts.items())
