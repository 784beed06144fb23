"""From sources to parts: what one worker reads in one go."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ocds.exceptions import DamagedFileError, DecompressionLimitError, NothingReadError, SourceNotFoundError
from ocds.reading.files import PlainFile, expand, plain_files
from ocds.reading.pieces import PIECE, Piece, pieces
from ocds.reading.strict import Refusal
from ocds.reading.workbooks import Cells, unflattened_file, workbook_at
from ocds.spreadsheets.exceptions import SpreadsheetError


class Part(NamedTuple):
    """What one worker reads in one go: pieces of files, files refused whole, and the number of the part."""

    number: int
    pieces: tuple[tuple[PlainFile, Piece], ...]
    refused: tuple[tuple[PlainFile, Refusal], ...] = ()


def expanded(sources: list[str]) -> list[tuple[Path, Refusal | None]]:
    """The files of all sources; a source that is not there is refused, unless none is."""
    found: list[tuple[Path, Refusal | None]] = []
    reasons = []
    for source in sources:
        if workbook_at(Path(source)):
            found.append((Path(source), None))
            continue
        try:
            found += [(path, None) for path in expand([source])]
        except SourceNotFoundError as error:
            found.append((Path(source), Refusal("not_found", str(error))))
            reasons.append(str(error))
    if len(reasons) == len(sources) or not found:
        raise NothingReadError(reasons or [f"{source}: an empty folder" for source in sources])
    return found


def size_of(files: list[tuple[Path, Refusal | None]]) -> int:
    """How many bytes files have, as far as they are there."""
    return sum(path.stat().st_size for path, _ in files if path.is_file())


def parts_of(
    files: list[tuple[Path, Refusal | None]],
    spool: Path,
    inputs: list[PlainFile],
    full: int | None = None,
    cells: Cells | None = None,
    *,
    hashed: bool = True,
) -> Iterator[Part]:
    """Pieces and refusals gathered into parts of about `full` bytes.

    `inputs` gets the files they come from, `hashed` if need be, and `cells` where in workbooks among them each value
    stands.
    """
    full = full or PIECE
    cells = {} if cells is None else cells
    number, size = 0, 0
    held: list[tuple[PlainFile, Piece]] = []
    refused: list[tuple[PlainFile, Refusal]] = []
    for file, found in _pieces(files, spool, full, cells, hashed):
        if not inputs or inputs[-1].name != file.name:
            inputs.append(file)
        if isinstance(found, Refusal):
            refused.append((file, found))
            continue
        held.append((file, found))
        size += found.end - found.start
        if size >= full:
            yield Part(number, tuple(held), tuple(refused))
            number, size, held, refused = number + 1, 0, [], []
    if held or refused:
        yield Part(number, tuple(held), tuple(refused))


def _pieces(
    files: list[tuple[Path, Refusal | None]], spool: Path, full: int, cells: Cells, hashed: bool
) -> Iterator[tuple[PlainFile, Piece | Refusal]]:
    for path, refusal in files:
        plain = PlainFile(str(path), path, "", 0, None, None)
        if refusal:
            yield plain, refusal
            continue
        try:
            if workbook_at(path):
                found = unflattened_file(path, spool)
                cells[str(path)] = found.cell
                yield from ((found.file, piece) for piece in found.pieces(full))
                continue
            for plain in plain_files(path, spool, hashed=hashed):
                empty = True
                for piece in pieces(plain.path, full):
                    empty = empty and piece.line is None and not piece.extents
                    yield plain, piece
                if empty:
                    yield plain, Refusal("empty_file", "the file holds nothing; fetch it again")
        except (DamagedFileError, DecompressionLimitError, SpreadsheetError) as error:
            yield plain, Refusal("damaged_file", str(error))
        except OSError as error:
            yield plain, Refusal("not_opened", f"{error.strerror}: {path}")
