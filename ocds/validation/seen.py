"""Which documents came before: remembered on disk, so that any number of them can be told apart."""

import sqlite3
from collections.abc import Iterator, Sequence

from ocds.issues import ERROR, shown
from ocds.reading.kinds import RECORD
from ocds.validation.part import DOCUMENT, Identity, Subject, Told

_TABLE = "CREATE TABLE seen (key INTEGER PRIMARY KEY, content INTEGER, place TEXT) WITHOUT ROWID"
_ENTER = "INSERT OR IGNORE INTO seen VALUES (?, ?, ?)"
_FIRST = "SELECT content, place FROM seen WHERE key = ?"


class Seen:
    """The documents seen so far, by what identifies them."""

    def __init__(self) -> None:
        self._table = sqlite3.connect("")  # a temporary file, which SQLite keeps in memory while it is small
        self._table.execute("PRAGMA synchronous = OFF")
        self._table.execute(_TABLE)

    def close(self) -> None:
        """Forget everything."""
        self._table.close()

    def repeated(self, identities: Sequence[Identity]) -> Iterator[Told]:
        """Enter documents, and give an issue for each that came before, with the same content or with other."""
        rows = [(_key(one), one.content, _place(one.subject)) for one in identities]
        before = self._table.total_changes
        self._table.executemany(_ENTER, rows)
        if self._table.total_changes - before == len(rows):
            return
        for one, (key, own, place) in zip(identities, rows, strict=True):
            content, first = self._table.execute(_FIRST, (key,)).fetchone()
            if first != place:
                yield _told(one.subject, "duplicate_release" if content == own else "conflicting_release", first)


def _key(one: Identity) -> int:
    """Releases are told apart by ocid and id, records by ocid, projects by id."""
    return hash((one.kind, one.subject.ocid, None if one.kind == RECORD else one.subject.release_id))


def _place(subject: Subject) -> str:
    line = f":{subject.line}" if subject.line else ""
    place = f"{subject.file}{line} {subject.path}".rstrip()
    return place if place.isascii() else place.encode(errors="replace").decode()  # a file name need not be a text


def _told(subject: Subject, rule: str, first: str) -> Told:
    value = shown(subject.release_id or subject.ocid)
    return Told(rule, ERROR, DOCUMENT, subject, subject.path, value, first)
