"""Validation in a line of Python: whatever holds the data goes in, a report comes out."""

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from msgspec.structs import replace

from ocds.exceptions import NoJsonValueError
from ocds.extending.resolving import Sources
from ocds.messages import translation
from ocds.standard.fields import Version
from ocds.validation.options import Options
from ocds.validation.part import Told
from ocds.validation.record import Issue, issues
from ocds.validation.stream import Validation

Source: TypeAlias = str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | bytes | dict[str, Any] | list[Any]
UNNAMED = "-"
"""The name of what stands in no file, in issues: that of standard input."""


@dataclass(frozen=True)
class Report:
    """What a validation found: the issues in order, and how many documents there were of each kind.

    The kinds are `release`, `compiled`, `record`, `project`, and `foreign` and `unreadable` for those refused.
    """

    issues: list[Issue]
    documents: dict[str, int]

    @property
    def ok(self) -> bool:
        """Whether there is no error; warnings are allowed."""
        return all(issue.severity != "error" for issue in self.issues)

    def __iter__(self) -> Iterator[Issue]:
        return iter(self.issues)


def validate(
    source: Source,
    *,
    version: Version | None = None,
    extensions: str | os.PathLike[str] | None = None,
    online: bool = False,
    workers: int = 1,
    language: str = "en",
) -> Report:
    """Validate a file or folder, several of them, the bytes of a file, or parsed JSON (a dict or a list).

    `version` is held to whatever packages say. `extensions` is a folder of extensions that are not known here; with
    `online`, those that are not there are fetched. Sentences are in `language` (en, es, pt, fr). All issues are held
    in memory: for data of any size, iterate `ocds.validation.stream.Validation`.

    Raises `NothingReadError` if no source is there, and `NoJsonValueError` for what JSON cannot hold.
    """
    options = Options(version, Sources(Path(extensions) if extensions else None, online))
    with _files(source) as (paths, unnamed):
        validation = Validation(paths, options, workers)
        told = (named(one, unnamed) if unnamed else one for one in validation)
        found = list(issues(told, translation(language).gettext))
    return Report(found, dict(validation.documents))


def named(one: Told, path: str) -> Told:
    """An issue of a file that is only ours, without the path of that file."""
    subject = replace(one.subject, file=one.subject.file.replace(path, UNNAMED))
    return replace(one, subject=subject, detail=one.detail.replace(path, UNNAMED))


@contextmanager
def _files(source: Source) -> Iterator[tuple[list[str], str]]:
    """The files to read; what is in memory is written to one, whose path is given too."""
    if isinstance(source, (str, os.PathLike)):
        yield [os.fspath(source)], ""
    elif paths := _paths(source):
        yield paths, ""
    else:
        with tempfile.TemporaryDirectory(prefix="veeduria-") as folder:
            path = Path(folder, "body")
            path.write_bytes(source if isinstance(source, bytes) else _written(source))
            yield [str(path)], str(path)


def _paths(source: Any) -> list[str]:
    """The paths, if the source is a list of them; an empty list is JSON."""
    many = isinstance(source, (list, tuple)) and all(isinstance(one, (str, os.PathLike)) for one in source)
    return [os.fspath(one) for one in source] if many else []


def _written(value: Any) -> bytes:
    """JSON as `json` writes it, NaN and halves of characters included: that they stand there is to be told."""
    try:
        return json.dumps(value).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise NoJsonValueError(str(error)) from error
