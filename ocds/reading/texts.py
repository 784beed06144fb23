"""Where the JSON values of a file begin and end, found without trusting that they are sound.

Used only for files that a strict parser refuses whole: a `NaN` in one release must not cost the others, and several
JSON texts may stand in one file.
"""

import re
from collections.abc import Iterator
from mmap import mmap

Buffer = bytes | mmap
Extent = tuple[int, int]

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{}]|[^\s\[\]{}",:]++|[,:]', re.DOTALL)
_SPACE = re.compile(rb"[\s,]*")


def texts(buffer: Buffer, start: int, end: int) -> Iterator[Extent]:
    """The extents of the JSON values that follow one another; a value cut short reaches to the end."""
    depth, begin = 0, start
    for token in _TOKEN.finditer(buffer, start, end):
        mark = token[0]
        if depth == 0:
            begin = token.start()
        if mark in b"{[" and len(mark) == 1:
            depth += 1
        elif mark in b"}]" and len(mark) == 1:
            depth -= 1
        if depth <= 0:
            depth = 0
            if mark not in b",:":
                yield begin, token.end()
    if depth > 0:
        yield begin, end


def members(buffer: Buffer, start: int, end: int) -> dict[str, Extent]:
    """The extents of the values of an object's members, by key (the last of equal keys)."""
    inner = list(texts(buffer, start + 1, end - 1))
    keys = [bytes(buffer[s + 1 : e - 1]).decode(errors="replace") for s, e in inner[::2]]
    return dict(zip(keys, inner[1::2], strict=False))


def items(buffer: Buffer, start: int, end: int) -> list[Extent]:
    """The extents of an array's items."""
    return list(texts(buffer, start + 1, end - 1))


def spread(buffer: Buffer, start: int, lengths: Iterator[int]) -> list[Extent]:
    """The extents of an array's items whose lengths are known, from the place after the opening bracket."""
    extents, place = [], start
    for length in lengths:
        place = _after_space(buffer, place)
        extents.append((place, place + length))
        place += length
    return extents


def _after_space(buffer: Buffer, place: int) -> int:
    found = _SPACE.match(buffer, place)
    return found.end() if found else place
