"""Validates sources of any size: issues come out while documents go in, and nothing is kept."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec.structs import replace

from ocds.faultless.quick import load, prepared
from ocds.pipeline.workers import Workers, forks
from ocds.reading.files import PlainFile
from ocds.reading.parts import expanded, parts_of, size_of
from ocds.reading.workbooks import Cells
from ocds.validation.options import PLAIN, Options
from ocds.validation.part import Told, check_part
from ocds.validation.seen import Seen

Progress = Callable[[int, int], None]
"""Told how many bytes are done, and of how many."""
_PART = 4_000_000
_FORKED, _SPAWNED = 5 * _PART, 8 * _PART
"""How many bytes there must be for each process that works beside others, where it is forked or spawned."""


class Validation:
    """The issues of sources, in order of the documents; at the end, how many documents of each kind there were.

    Iterate it once. `documents` counts documents by kind (`foreign` and `unreadable` were refused), `files` holds the
    files read.
    """

    def __init__(
        self, sources: list[str], options: Options = PLAIN, workers: int = 1, progress: Progress = lambda *_: None
    ) -> None:
        self._files = expanded(sources)
        self._options, self._workers, self._progress = options, workers, progress
        self.documents: Counter[str] = Counter()
        self.files: list[PlainFile] = []

    def __iter__(self) -> Iterator[Told]:
        total = size_of(self._files)
        enough = total // (_FORKED if forks() else _SPAWNED)
        options = prepared(self._options, total)
        done, cells = 0, Cells()
        with (
            tempfile.TemporaryDirectory(prefix="veeduria-") as spool,
            closing(Seen()) as seen,
            Workers(min(self._workers, enough), partial(load, options)) as pool,
        ):
            parts = parts_of(self._files, Path(spool), self.files, _PART, cells, hashed=False)
            for part, checked in pool.map(check_part, parts, options):
                self.documents += checked.documents
                for told in chain(checked.issues, *map(seen.repeated, checked.identities)):
                    yield _in_cell(told, cells) if told.subject.file in cells else told
                done += sum(piece.end - piece.start for _, piece in part.pieces)
                self._progress(done, total)


def _in_cell(told: Told, cells: Cells) -> Told:
    cell = cells[told.subject.file](told.pointer)
    if not cell:
        return told
    return replace(told, sheet=cell.sheet, row=cell.row, column=cell.column, header=cell.heading)
