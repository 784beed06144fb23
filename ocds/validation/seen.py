"""Which documents came before: remembered on disk, so that any number of them can be told apart."""

import sqlite3
from collections.abc import Iterable, Iterator

from ocds.issues import ERROR, shown
from ocds.reading.kinds import RECORD
from ocds.validation.part import DOCUMENT, Identity, Told

_TABLE = "CREATE TABLE seen (key INTEGER PRIMARY KEY, content INTEGER, place TEXT) WITHOUT ROWID"
_ENTER = "INSERT OR IGNORE INTO seen VALUES (?, ?, ?)"
_FIRST = "SELECT content, place FROM seen WHERE key = ?"


class Seen:
    """The documents seen so far, by what identifies them."""

    def __init__(self) -> None:
        self._table = sqlite3.connect("")  # a temporary file, which SQLite keeps in memory while it is small
        self._table.execute("PRAGMA synchronous = OFF")
        self._table.execute(_TABLE)
        self.count = 0

    def close(self) -> None:
        """Forget everything."""
        self._table.close()

    def repeated(self, identities: Iterable[Identity]) -> Iterator[Told]:
        """Enter documents, and give an issue for each that came before, with the same content or with other."""
        for one in identities:
            # Releases are told apart by ocid and id, records by ocid, projects by id.
            key = hash((one.kind, one.ocid, None if one.kind == RECORD else one.release_id))
            file, line = one.place.file, one.place.line
            place = f"{file}:{line} {one.place.path}".rstrip() if line else f"{file} {one.place.path}".rstrip()
            place = place.encode(errors="replace").decode()  # a file name need not be a text
            if self._table.execute(_ENTER, (key, one.content, place)).rowcount:
                self.count += 1
                continue
            content, first = self._table.execute(_FIRST, (key,)).fetchone()
            yield _told(one, "duplicate_release" if content == one.content else "conflicting_release", first)


def _told(one: Identity, rule: str, first: str) -> Told:
    path, value = one.place.path, shown(one.release_id or one.ocid)
    return Told(
        rule, ERROR, DOCUMENT, one.place.file, one.place.line, path, path,
        one.ocid, one.release_id, one.publisher, None, value, first,
    )  # fmt: skip
