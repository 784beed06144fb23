"""From sources to entity tables: the two phases, and what joins them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl

from ocds.faultless.quick import prepared
from ocds.pipeline.compiling import Partition, compile_partition
from ocds.pipeline.reading import Settings, Spooled, read_part
from ocds.pipeline.repeated import set_repeated_aside
from ocds.pipeline.workers import Workers
from ocds.reading.files import PlainFile
from ocds.reading.parts import Part, expanded, parts_of, size_of
from ocds.validation.options import PLAIN, Options

PARTITION = 32_000_000
"""About how many bytes of input make one more partition of the processes that have to be compiled."""
Progress = Callable[[str, int, int], None]
"""Told the step, how far it is and how far it goes (bytes or partitions)."""


class Built(NamedTuple):
    """What was built: the files read, and how many processes could not be merged."""

    inputs: list[PlainFile]
    unmerged: int


def build(
    sources: list[str],
    folder: Path,
    spool: Path,
    *,
    validate: bool,
    workers: Workers,
    progress: Progress,
    options: Options = PLAIN,
) -> Built:
    """Read sources and write the entity tables, documents, issues and compiled releases below `folder`.

    `options` say how to validate. The bytes written depend on the sources and these choices alone. Raises
    `NothingReadError` if no source opens.
    """
    inputs: list[PlainFile] = []
    files = expanded(sources)
    total = size_of(files)
    settings = Settings(folder, spool, validate, 1 + total // PARTITION, prepared(options, total))
    parts, spooled = _read(
        workers, parts_of(files, spool, inputs), settings, lambda done: progress("read", done, total)
    )
    again = set_repeated_aside(folder, {file.name: file.path for file in inputs}, settings, parts)
    spooled += [again] if again else []
    unmerged = _compile(workers, parts, spooled, settings, lambda done, all_: progress("compile", done, all_))
    return Built(inputs, unmerged)


def _read(
    pool: Workers, parts: Iterator[Part], settings: Settings, told: Callable[[int], None]
) -> tuple[int, list[Spooled]]:
    """Phase one; gives the number of parts and the releases set aside."""
    number, done, spooled = 0, 0, []
    for part, aside in pool.map(read_part, parts, settings):
        number = part.number + 1
        done += sum(piece.end - piece.start for _, piece in part.pieces)
        told(done)
        if aside:
            spooled.append(aside)
    return number, spooled


def _compile(
    pool: Workers, parts: int, spooled: list[Spooled], settings: Settings, told: Callable[[int, int], None]
) -> int:
    """Phase two; gives the number of processes that could not be merged."""
    numbers = sorted({number for aside in spooled for number in aside.extents})
    jobs = [
        Partition(n, parts + n, tuple(Spooled(s.path, {n: s.extents[n]}) for s in spooled if n in s.extents))
        for n in numbers
    ]
    unmerged, duplicates = 0, []
    for done, (_, outcome) in enumerate(pool.map(compile_partition, jobs, settings), 1):
        told(done, len(jobs))
        unmerged += outcome.unmerged
        duplicates += outcome.duplicates
    _mark_duplicates(settings.folder, duplicates)
    return unmerged


def _mark_duplicates(folder: Path, duplicates: list[int]) -> None:
    by_part: dict[int, list[int]] = {}
    for document in duplicates:
        by_part.setdefault(document >> 32, []).append(document)
    for part, documents in by_part.items():
        path = folder / "tables" / "document" / f"{part:06}.parquet"
        same = pl.col("document").is_in(documents)
        outcome = pl.when(same).then(pl.lit("duplicate")).otherwise("outcome").alias("outcome")
        pl.read_parquet(path).with_columns(outcome).write_parquet(path, compression="snappy", statistics=False)
