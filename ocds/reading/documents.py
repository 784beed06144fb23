"""The documents of a piece of a file, each with its place."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from ocds.reading.files import PlainFile
from ocds.reading.pieces import Piece

_BLOCK = 1 << 16
"""How much of a file is held: what was read a moment ago is still in the processor's cache."""


class Place(NamedTuple):
    """Where a document stands."""

    file: str
    sha256: str
    offset: int
    length: int
    line: int | None
    path: str


def documents(file: PlainFile, piece: Piece) -> Iterator[tuple[Place, bytes]]:
    """Give each document's place and bytes, in order."""
    with file.path.open("rb", _BLOCK) as opened:
        opened.seek(piece.start)
        yield from _each(opened, file, piece) if piece.line is None else _lines(opened, file, piece)


def _each(opened: BinaryIO, file: PlainFile, piece: Piece) -> Iterator[tuple[Place, bytes]]:
    for (start, end), path in zip(piece.extents, piece.paths, strict=True):
        opened.seek(start)
        yield Place(file.name, file.sha256, start, end - start, piece.begins, path), opened.read(end - start)


def _lines(opened: BinaryIO, file: PlainFile, piece: Piece) -> Iterator[tuple[Place, bytes]]:
    name, sha256, offset = file.name, file.sha256, piece.start
    for number, line in enumerate(opened, piece.line or 1):
        raw = line.removesuffix(b"\n")
        if raw and not raw.isspace():
            yield Place(name, sha256, offset, len(raw), number, ""), raw
        offset += len(line)
        if offset >= piece.end:
            return
