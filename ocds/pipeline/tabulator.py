"""Writes one part of the entity tables: compiled releases go in one by one, Parquet comes out."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import msgspec
import orjson
import polars as pl
import zstandard

from ocds.exceptions import MisfitError
from ocds.issues import ERROR, Issue, shown
from ocds.tables.build import entity_tables
from ocds.tables.lenient import lenient_release
from ocds.tables.levels import Levels
from ocds.tables.lines import Lines, together
from ocds.tables.shape import numbers_struct, release_struct


def write(frame: pl.DataFrame, folder: Path, table: str, part: int) -> None:
    """One part of a table as Parquet; an empty part leaves no file."""
    write_all({table: frame}, folder, part)


def write_all(frames: dict[str, pl.DataFrame], folder: Path, part: int) -> None:
    """One part of each table, in one go: polars takes longer to begin than to write a small one."""
    sinks = []
    for table, frame in frames.items():
        if frame.height:
            path = folder / "tables" / table / f"{part:06}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            sinks.append(frame.lazy().sink_parquet(path, compression="snappy", statistics=False, lazy=True))
    pl.collect_all(sinks, engine="streaming")


def frame_of(rows: Sequence[Sequence[Any]], schema: pl.Schema) -> pl.DataFrame:
    """Rows as a frame, column by column: polars takes whole columns much faster than rows."""
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pl.DataFrame(
        [pl.Series(name, values, dtype) for (name, dtype), values in zip(schema.items(), columns, strict=True)]
    )


class Tabulator:
    """Collects compiled releases and writes them as part `part` of every entity table below `folder`."""

    def __init__(self, folder: Path, part: int, *, quickly: bool = False) -> None:
        self._folder = folder
        self._part = part
        self._quickly = quickly
        self._documents: list[tuple[int, str]] = []
        self._publishers: list[str | None] = []
        self._lines: list[bytes] = []
        self._fitted: dict[int, bytes] = {}
        self._issues: list[Issue] = []

    def add(
        self,
        value: dict[str, Any],
        raw: bytes,
        document: int,
        publisher: str | None,
        path: str = "",
        wrong: Collection[str] | None = (),
    ) -> None:
        """Add a compiled release, `raw` being its JSON text, which stands at `path` in its document.

        Where its types do not fit the tables the value becomes null; each such place is an issue, but for the
        pointers already known to be `wrong`; None if no place is to be told.
        """
        self.add_sound(raw, document, publisher, path)
        suspect = wrong is None or wrong
        try:
            msgspec.convert(value, release_struct() if suspect else numbers_struct())
        except msgspec.ValidationError:
            self._fit(len(self._lines) - 1, value, wrong)

    def add_sound(self, raw: bytes, document: int, publisher: str | None, path: str = "") -> None:
        """Add a compiled release whose numbers fit the tables."""
        self._documents.append((document, path))
        self._publishers.append(publisher)
        self._lines.append(raw.replace(b"\n", b" ").replace(b"\r", b" ") if b"\n" in raw else raw)

    def _fit(self, row: int, value: dict[str, Any], wrong: Collection[str] | None = ()) -> None:
        """Give a release the types that the tables have; tell where they were others."""
        release, misfits = lenient_release(value)
        self._fitted[row] = orjson.dumps(release)
        if wrong is None:
            return
        told = set(wrong)
        document, path = self._documents[row]
        self._issues += [
            Issue(document, release["ocid"], "type", ERROR, path + found.pointer, shown(found.value), found.expected)
            for found in misfits
            if found.pointer not in told
        ]

    def close(self) -> list[Issue]:
        """Write the part; gives what did not fit the tables."""
        if self._lines:
            lines, levels = self._laid_out()
            lengths = [len(line) + 1 for line in self._lines]
            self._write(entity_tables(levels, self._publishers, self._part << 32), lengths)
            self._keep(memoryview(lines.text)[: sum(lengths)])
        return self._issues

    def _laid_out(self) -> tuple[Lines, Levels]:
        lines = together(self._lines, self._fitted)
        try:
            return lines, Levels(lines, quickly=self._quickly)
        except MisfitError:
            self._fit_all()
            lines = together(self._lines, self._fitted)
            return lines, Levels(lines, quickly=self._quickly)

    def _fit_all(self) -> None:
        """Find the releases that do not fit, one by one."""
        decoder = msgspec.json.Decoder(release_struct())
        for row, line in enumerate(self._lines):
            if row not in self._fitted:
                try:
                    decoder.decode(line)
                except msgspec.ValidationError:
                    self._fit(row, orjson.loads(line))

    def _write(self, tables: dict[str, pl.DataFrame], lengths: list[int]) -> None:
        sizes = pl.Series("json_length", lengths, pl.UInt32)
        places = pl.DataFrame([(sizes.cum_sum() - sizes).alias("json_offset"), sizes])
        tables["process"] = tables["process"].hstack(places)
        write_all(tables, self._folder, self._part)

    def _keep(self, releases: memoryview) -> None:
        """Write the releases themselves, as they came."""
        folder = self._folder / "compiled"
        folder.mkdir(exist_ok=True)
        (folder / f"{self._part:06}.jsonl.zst").write_bytes(zstandard.ZstdCompressor(level=1).compress(releases))
