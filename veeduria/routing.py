"""One report for each publisher, buyer or section of the release, so that issues reach those who can mend them."""

import csv
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec

from ocds.issues import ERROR, WARNING
from ocds.validation.record import Issue
from veeduria.exceptions import FilledFolderError
from veeduria.found import Asked, Found
from veeduria.output import opened
from veeduria.reports.csv import Encoded, inert
from veeduria.texts import gettext

INDEX = "index.csv"
_PLAIN = re.compile(r"[a-z_]{1,40}")
_DEVICES = {"con", "prn", "aux", "nul", "index"}


def write_parts(found: Found, form: Any, by: str, folder: Path, asked: Asked) -> None:
    """Write a file for each value of a field of the issues, and a table of the files: name, file, errors, warnings.

    Issues wait on disk until they are in order. Raises `FilledFolderError`.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FilledFolderError(folder)
    with closing(sqlite3.connect("")) as spool:  # a temporary file, which SQLite keeps in memory while it is small
        spool.execute("PRAGMA synchronous = OFF")
        spool.execute("CREATE TABLE spool (name TEXT, number INTEGER, issue BLOB)")
        spool.executemany("INSERT INTO spool VALUES (?, ?, ?)", _rows(found, by))
        folder.mkdir(parents=True, exist_ok=True)
        ordered = spool.execute("SELECT name, issue FROM spool ORDER BY name, number")
        parts = groupby(ordered, itemgetter(0))
        index = [_write_part(name, _issues(rows), form, folder, asked) for name, rows in parts]
    _write_index(folder / INDEX, index)


def _write_part(name: str, issues: Iterator[Issue], form: Any, folder: Path, asked: Asked) -> tuple[Any, ...]:
    part = Found(issues, Counter(), [])
    file = f"{safe(name)}.{form.SUFFIX}"
    with opened(folder / file) as out:
        form.write(part, out, asked._replace(about=name or gettext("not stated")))
    return inert(name), file, part.total(ERROR), part.total(WARNING), part.total(status="new")


def _rows(found: Iterable[Issue], by: str) -> Iterator[tuple[str, int, bytes]]:
    encode = msgspec.json.Encoder().encode
    for number, issue in enumerate(found):
        yield getattr(issue, by) or "", number, encode(issue)


def _issues(rows: Iterable[tuple[str, bytes]]) -> Iterator[Issue]:
    decode = msgspec.json.Decoder(Issue).decode
    for _, issue in rows:
        yield decode(issue)


def _write_index(path: Path, index: list[tuple[Any, ...]]) -> None:
    with opened(path) as out:
        csv.writer(Encoded(out), lineterminator="\n").writerows(
            [("name", "file", "errors", "warnings", "new"), *index]
        )


def safe(name: str) -> str:
    """A name of a file for any text: short, without a path, and another one for another text, on every system."""
    if _PLAIN.fullmatch(name) and name not in _DEVICES:
        return name
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", letters)[:40].strip("-") or ("unnamed" if name else "not-stated")
    return f"{slug}-{blake2b(name.encode(errors='replace'), digest_size=5).hexdigest()}"
