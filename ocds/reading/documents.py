"""The documents of a piece of a file, each with its place."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from ocds.reading.files import PlainFile
from ocds.reading.pieces import Piece
from ocds.reading.texts import Extent

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


class Block(NamedTuple):
    """Documents that are read at once: the bytes from a place of the file on, and where in them each document is.

    `numbers` tell which documents of their piece they are, or which lines, whose count begins at 0.
    """

    text: bytes
    start: int
    extents: list[Extent]
    numbers: list[int]


def documents(file: PlainFile, piece: Piece) -> Iterator[tuple[Place, bytes]]:
    """Give each document's place and bytes, in order."""
    for text, offset, extents, numbers in blocks(file, piece):
        for (start, end), number in zip(extents, numbers, strict=True):
            where = standing(piece, number)
            yield Place(file.name, file.sha256, offset + start, end - start, *where), text[start:end]


def standing(piece: Piece, number: int) -> tuple[int | None, str]:
    """The line and the path of a document of a piece."""
    return (piece.begins, piece.paths[number]) if piece.line is None else (piece.line + number, "")


def blocks(file: PlainFile, piece: Piece) -> Iterator[Block]:
    """Give the documents of a piece, many at once, in order."""
    with file.path.open("rb") as opened:
        yield from _each(opened, piece) if piece.line is None else _lines(opened, piece)


def _each(opened: BinaryIO, piece: Piece) -> Iterator[Block]:
    held: list[Extent] = []
    for number, extent in enumerate(piece.extents):
        if held and extent[1] - held[0][0] > _BLOCK:
            yield _block(opened, held, number - len(held))
            held = []
        held.append(extent)
    if held:
        yield _block(opened, held, len(piece.extents) - len(held))


def _block(opened: BinaryIO, held: list[Extent], first: int) -> Block:
    begin, end = held[0][0], held[-1][1]
    opened.seek(begin)
    extents = [(start - begin, end - begin) for start, end in held]
    return Block(opened.read(end - begin), begin, extents, list(range(first, first + len(held))))


def _lines(opened: BinaryIO, piece: Piece) -> Iterator[Block]:
    start, number = piece.start, 0
    opened.seek(start)
    while text := _whole_lines(opened, min(_BLOCK, piece.end - start)):
        block = Block(text, start, [], [])
        begin = 0
        while begin < len(text):
            end = text.find(b"\n", begin)
            end = len(text) if end < 0 else end
            if not text[begin : begin + 1].isspace() or text[begin:end].strip():
                block.extents.append((begin, end))
                block.numbers.append(number)
            begin, number = end + 1, number + 1
        yield block
        start += len(text)


def _whole_lines(opened: BinaryIO, size: int) -> bytes:
    text = opened.read(size)
    return text + opened.readline() if text and not text.endswith(b"\n") else text
