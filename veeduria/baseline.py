"""Issues that were known before, by their fingerprints."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec

from veeduria.exceptions import BadBaselineError

_TABLE = "CREATE TABLE known (mark BLOB PRIMARY KEY, times INTEGER) WITHOUT ROWID"
_ENTER = "INSERT INTO known VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1"
_TAKE = "UPDATE known SET times = times - 1 WHERE mark = ? AND times > 0"


class _Line(msgspec.Struct):
    fingerprint: str


class Baseline:
    """The issues of a former validation; only fingerprints are kept, and those on disk if they are many.

    `path` holds its JSON lines. Raises `BadBaselineError` where it is something else.
    """

    def __init__(self, path: Path) -> None:
        self._table = sqlite3.connect("")  # a temporary file, which SQLite keeps in memory while it is small
        self._table.execute("PRAGMA synchronous = OFF")
        self._table.execute("PRAGMA cache_size = -32000")
        self._table.execute(_TABLE)
        try:
            self._table.executemany(_ENTER, ((mark,) for mark in _marks(path)))
        except BadBaselineError:
            self.close()
            raise

    def takes(self, mark: bytes) -> bool:
        """Whether an issue was known: as many times as the baseline has it, and no more."""
        return self._table.execute(_TAKE, (mark,)).rowcount > 0

    def close(self) -> None:
        """Let go of what is on disk."""
        self._table.close()


def _marks(path: Path) -> Iterator[bytes]:
    decode = msgspec.json.Decoder(_Line).decode
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                if not line.isspace():
                    yield bytes.fromhex(decode(line).fingerprint)
            except (msgspec.DecodeError, ValueError) as error:
                raise BadBaselineError(path, number) from error
