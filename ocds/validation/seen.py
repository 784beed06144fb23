"""Which documents came before: remembered on disk, so that any number of them can be told apart."""

import sqlite3
from collections.abc import Iterator
from itertools import repeat

import orjson

from ocds.issues import ERROR, shown
from ocds.validation.identity import Identities
from ocds.validation.part import DOCUMENT, Subject, Told

_TABLE = "CREATE TABLE seen (key INTEGER PRIMARY KEY, content INTEGER, file INTEGER, line INTEGER, path TEXT)"
_ENTER = "INSERT OR IGNORE INTO seen VALUES (?, ?, ?, ?, ?)"
_FIRST = "SELECT content, file, line, path FROM seen WHERE key = ?"

_HELD = 16_000
"""So many kilobytes of the table are held: keys come in no order, so that any page of it may be next."""


class Seen:
    """The documents seen so far, by what identifies them."""

    def __init__(self) -> None:
        self._files: dict[str, int] = {}
        self._table = sqlite3.connect("")  # a temporary file, which SQLite keeps in memory while it is small
        self._table.execute("PRAGMA synchronous = OFF")
        self._table.execute(f"PRAGMA cache_size = -{_HELD}")
        self._table.execute(_TABLE)

    def close(self) -> None:
        """Forget everything."""
        self._table.close()

    def repeated(self, entered: Identities) -> Iterator[Told]:
        """Enter documents, and give an issue for each that came before, with the same content or with other."""
        file = self._files.setdefault(entered.file, len(self._files))
        files = repeat(file, len(entered.keys))
        rows = list(zip(entered.keys, entered.contents, files, entered.lines, entered.paths, strict=True))
        before = self._table.total_changes
        self._table.executemany(_ENTER, rows)
        if self._table.total_changes - before == len(rows):
            return
        names = list(self._files)
        for (key, own, _, line, path), said in zip(rows, entered.said, strict=True):
            content, *first = self._table.execute(_FIRST, (key,)).fetchone()
            if first != [file, line, path]:
                rule = "duplicate_release" if content == own else "conflicting_release"
                subject = _subject(entered, line, path, said)
                yield _told(subject, rule, _place(names[first[0]], *first[1:]))


def _subject(entered: Identities, line: int | None, path: str, said: bytes) -> Subject:
    ocid, release_id, buyer = orjson.loads(b"[%b]" % said)
    return Subject(entered.file, line, path, ocid, release_id, entered.publisher, buyer)


def _place(file: str, line: int | None, path: str) -> str:
    place = f"{file}{f':{line}' if line else ''} {path}".rstrip()
    return place if place.isascii() else place.encode(errors="replace").decode()  # a file name need not be a text


def _told(subject: Subject, rule: str, first: str) -> Told:
    value = shown(subject.release_id or subject.ocid)
    return Told(rule, ERROR, DOCUMENT, subject, subject.path, value, first)
