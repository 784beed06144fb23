"""The issues of documents as the command line puts them out."""

from collections.abc import Iterable, Iterator
from typing import Any

from ocds.validation import record
from ocds.validation.part import Told
from ocds.validation.record import Issue
from veeduria.baseline import Baseline
from veeduria.texts import gettext


def issues(told: Iterable[Told], baseline: Baseline | None = None) -> Iterator[Issue]:
    """Give what a validation tells, in the language in use; with a baseline, each is new or known."""
    return record.issues(told, gettext, baseline.takes if baseline else None)


def schema() -> dict[str, Any]:
    """The JSON Schema of an issue as a line of JSON."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://github.com/veeduria/veeduria/blob/main/docs/issue.schema.json",
        **record.schema(),
        "title": "One issue, as a line of `veeduria validate --format jsonl`",
    }
