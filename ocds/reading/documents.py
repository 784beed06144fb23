"""The documents of a piece of a file, each with its place."""

from collections.abc import Iterator
from typing import NamedTuple

from ocds.reading.files import PlainFile
from ocds.reading.pieces import Piece


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
    name, sha256 = file.name, file.sha256
    with file.path.open("rb") as opened:
        opened.seek(piece.start)
        block = opened.read(piece.end - piece.start)
    if piece.line is None:
        for (start, end), path in zip(piece.extents, piece.paths, strict=True):
            raw = block[start - piece.start : end - piece.start]
            yield Place(name, sha256, start, end - start, piece.begins, path), raw
        return
    offset = piece.start
    for line, raw in enumerate(block.removesuffix(b"\n").split(b"\n"), piece.line):
        if raw and not raw.isspace():
            yield Place(name, sha256, offset, len(raw), line, ""), raw
        offset += len(raw) + 1
