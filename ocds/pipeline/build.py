"""From sources to entity tables: the two phases, and what joins them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl

from ocds.exceptions import DamagedFileError, DecompressionLimitError, NothingReadError, SourceNotFoundError
from ocds.pipeline.compiling import Partition, compile_partition
from ocds.pipeline.reading import Part, Settings, Spooled, read_part
from ocds.pipeline.repeated import set_repeated_aside
from ocds.pipeline.workers import Workers
from ocds.reading.files import PlainFile, expand, plain_files
from ocds.reading.pieces import PIECE, Piece, pieces
from ocds.reading.strict import Refusal

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
    tabulate: bool = True,
) -> Built:
    """Read sources and write the entity tables, documents, issues and compiled releases below `folder`.

    With `tabulate` off, only documents and issues are written, document by document: nothing is compiled. The bytes
    written depend on the sources and these two choices alone. Raises `NothingReadError` if no source opens.
    """
    inputs: list[PlainFile] = []
    files = _expanded(sources)
    total = sum(path.stat().st_size for path, _ in files if path.is_file())
    settings = Settings(folder, spool, validate, 1 + total // PARTITION, tabulate)
    parts, spooled = _read(workers, _parts(files, spool, inputs), settings, lambda done: progress("read", done, total))
    if not tabulate:
        return Built(inputs, 0)
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


def _expanded(sources: list[str]) -> list[tuple[Path, Refusal | None]]:
    """The files of all sources; a source that is not there is refused, unless none is."""
    found: list[tuple[Path, Refusal | None]] = []
    reasons = []
    for source in sources:
        try:
            found += [(path, None) for path in expand([source])]
        except SourceNotFoundError as error:
            found.append((Path(source), Refusal("not_found", str(error))))
            reasons.append(str(error))
    if len(reasons) == len(sources) or not found:
        raise NothingReadError(reasons or [f"{source}: an empty folder" for source in sources])
    return found


def _parts(files: list[tuple[Path, Refusal | None]], spool: Path, inputs: list[PlainFile]) -> Iterator[Part]:
    """Pieces and refusals gathered into parts of about `PIECE` bytes."""
    number, size = 0, 0
    held: list[tuple[PlainFile, Piece]] = []
    refused: list[tuple[PlainFile, Refusal]] = []
    for file, found in _pieces(files, spool):
        if not inputs or inputs[-1].name != file.name:
            inputs.append(file)
        if isinstance(found, Refusal):
            refused.append((file, found))
            continue
        held.append((file, found))
        size += found.end - found.start
        if size >= PIECE:
            yield Part(number, tuple(held), tuple(refused))
            number, size, held, refused = number + 1, 0, [], []
    if held or refused:
        yield Part(number, tuple(held), tuple(refused))


def _pieces(files: list[tuple[Path, Refusal | None]], spool: Path) -> Iterator[tuple[PlainFile, Piece | Refusal]]:
    for path, refusal in files:
        plain = PlainFile(str(path), path, "", 0, None, None)
        if refusal:
            yield plain, refusal
            continue
        try:
            for plain in plain_files(path, spool):
                empty = True
                for piece in pieces(plain.path):
                    empty = False
                    yield plain, piece
                if empty:
                    yield plain, Refusal("empty_file", "the file holds nothing; fetch it again")
        except (DamagedFileError, DecompressionLimitError) as error:
            yield plain, Refusal("damaged_file", str(error))
        except OSError as error:
            yield plain, Refusal("not_opened", f"{error.strerror}: {path}")


def _mark_duplicates(folder: Path, duplicates: list[int]) -> None:
    by_part: dict[int, list[int]] = {}
    for document in duplicates:
        by_part.setdefault(document >> 32, []).append(document)
    for part, documents in by_part.items():
        path = folder / "tables" / "document" / f"{part:06}.parquet"
        same = pl.col("document").is_in(documents)
        outcome = pl.when(same).then(pl.lit("duplicate")).otherwise("outcome").alias("outcome")
        pl.read_parquet(path).with_columns(outcome).write_parquet(path, compression="snappy", statistics=False)
