"""Writes one part of the entity tables: compiled releases go in one by one, Parquet comes out."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import zstandard

from ocds.issues import ERROR, Issue, shown
from ocds.tables.build import entity_tables
from ocds.tables.lenient import lenient_release
from ocds.tables.levels import Levels
from ocds.tables.shape import release_decoder, release_shape

_GROUP = 64
"""How many releases are decoded before their fields are read: few enough to stay in the processor's cache."""


def write(frame: pl.DataFrame, folder: Path, table: str, part: int) -> None:
    """One part of a table as Parquet; an empty part leaves no file."""
    if frame.height:
        (folder / "tables" / table).mkdir(parents=True, exist_ok=True)
        frame.write_parquet(folder / "tables" / table / f"{part:06}.parquet", compression="snappy", statistics=False)


def frame_of(rows: Sequence[Sequence[Any]], schema: pl.Schema) -> pl.DataFrame:
    """Rows as a frame, column by column: polars takes whole columns much faster than rows."""
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pl.DataFrame(
        [pl.Series(name, values, dtype) for (name, dtype), values in zip(schema.items(), columns, strict=True)]
    )


class Tabulator:
    """Collects compiled releases and writes them as part `part` of every entity table below `folder`."""

    def __init__(self, folder: Path, part: int) -> None:
        self._folder = folder
        self._part = part
        self._decode = release_decoder().decode
        self._struct = release_shape().struct
        self._levels = Levels()
        self._group: list[Any] = []
        self._publishers: list[str | None] = []
        self._lines: list[bytes] = []

    def __len__(self) -> int:
        return len(self._lines)

    def add(
        self, value: dict[str, Any], raw: bytes, document: int, publisher: str | None, known: Iterable[str] = ()
    ) -> list[Issue]:
        """Add a compiled release, `raw` being its JSON text.

        Where its types do not fit the tables the value becomes null; each such place is an issue, but for the
        pointers already `known` to be wrong.
        """
        issues = []
        try:
            release = msgspec.convert(value, self._struct)
        except msgspec.ValidationError:
            release, misfits = lenient_release(value)
            told = set(known)
            issues = [
                Issue(document, release.ocid, "type", ERROR, m.pointer, shown(m.value), m.expected)
                for m in misfits
                if m.pointer not in told
            ]
        self._append(release, raw, publisher)
        return issues

    def add_if_sound(self, raw: bytes, publisher: str | None) -> Any | None:
        """Add a document if it is a compiled release of OCDS 1.1 that fits the tables as it is.

        Gives the release as a struct, or None if it was not added and needs a closer look.
        """
        try:
            release = self._decode(raw)
            if not raw.isascii():
                raw.decode()
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            return None
        plain = release.compiledRelease is None and release.releases is None and release.versionedRelease is None
        if not (plain and release.ocid and release.parties and release.tag and "compiled" in release.tag):
            return None
        self._append(release, raw, publisher)
        return release

    def _append(self, release: Any, raw: bytes, publisher: str | None) -> None:
        self._group.append(release)
        self._publishers.append(publisher)
        self._lines.append(raw.replace(b"\n", b" ").replace(b"\r", b" ") if b"\n" in raw else raw)
        if len(self._group) == _GROUP:
            self._flush()

    def _flush(self) -> None:
        self._levels.add(self._group)
        self._group = []

    def close(self) -> None:
        """Write the part."""
        if not self._lines:
            return
        self._flush()
        tables = entity_tables(self._levels, self._publishers, self._part << 32)
        lengths = pl.Series("json_length", [len(line) + 1 for line in self._lines], pl.UInt32)
        places = pl.DataFrame([(lengths.cum_sum() - lengths).alias("json_offset"), lengths])
        tables["process"] = tables["process"].hstack(places)
        for table, frame in tables.items():
            write(frame, self._folder, table, self._part)
        (self._folder / "compiled").mkdir(exist_ok=True)
        compressed = zstandard.ZstdCompressor(level=1).compress(b"\n".join(self._lines) + b"\n")
        (self._folder / "compiled" / f"{self._part:06}.jsonl.zst").write_bytes(compressed)
