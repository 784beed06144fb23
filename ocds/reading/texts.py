"""Where the JSON values of a file begin and end, found without trusting that they are sound.

Used only for files that a strict parser refuses whole: a `NaN` in one release must not cost the others, and several
JSON texts may stand in one file.
"""

import mmap
import re
from collections.abc import Iterator

import msgspec

Buffer = bytes | mmap.mmap
Extent = tuple[int, int]

UNSOUND = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What a decoder raises at a value that is not sound."""
BLOCK = 32_000_000
"""How much of a file is held in memory, at about."""
_DEEPEST = 8
_Value = msgspec.json.Decoder(msgspec.Raw)
_TRAILING = re.compile(r"trailing characters \(byte (\d+)\)")
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}]|[^\s\[\]{}",:]++|[,:]', re.DOTALL)


def texts(buffer: Buffer, start: int, end: int) -> Iterator[Extent]:
    """The extents of the JSON values that follow one another; a value cut short reaches to the end.

    Brackets are counted; what is sound between them is passed over at once.
    """
    depth, begin, place, kept = 0, start, start, start
    while token := _TOKEN.search(buffer, place, end):
        mark, place = token[0], token.end()
        if depth == 0:
            begin = token.start()
        if mark in {b"{", b"["}:
            passed = _sound_end(buffer, token.start(), end) if depth <= _DEEPEST else None
            place, depth = (place, depth + 1) if passed is None else (passed, depth)
        elif mark in {b"}", b"]"}:
            depth = max(depth - 1, 0)
        if depth == 0 and mark not in {b",", b":"}:
            yield begin, place
        if place - kept > BLOCK:
            let_go(buffer, kept, place)
            kept = place
    if depth > 0:
        yield begin, end


def _sound_end(buffer: Buffer, start: int, end: int) -> int | None:
    try:
        found = value_end(buffer, start, min(end, start + BLOCK))
    except UNSOUND:
        return None
    return found


def let_go(buffer: Buffer, start: int, end: int) -> None:
    """Tell the system that these bytes will not be read again soon, so that a large file does not fill the memory."""
    unneeded: int | None = getattr(mmap, "MADV_DONTNEED", None)  # Windows has none
    if unneeded is not None and isinstance(buffer, mmap.mmap):
        start -= start % mmap.PAGESIZE
        buffer.madvise(unneeded, start, end - start)


def value_end(buffer: Buffer, start: int, most: int | None = None) -> int:
    """Give the place where a sound value ends, before `most`: a decoder finds what comes after it.

    Raises `msgspec.DecodeError` where the value is not sound; strings are not looked into.
    """
    with memoryview(buffer) as view, view[start:most] as rest:
        try:
            _Value.decode(rest)
            end = len(buffer) if most is None else most
        except msgspec.DecodeError as error:
            trailing = _TRAILING.search(str(error))
            if trailing is None:
                raise
            end = start + int(trailing[1]) - 1
    while buffer[end - 1 : end].isspace():
        end -= 1
    return end


def members(buffer: Buffer, start: int, end: int) -> dict[str, Extent]:
    """The extents of the values of an object's members, by key (the last of equal keys)."""
    inner = list(texts(buffer, start + 1, end - 1))
    keys = [bytes(buffer[s + 1 : e - 1]).decode(errors="replace") for s, e in inner[::2]]
    return dict(zip(keys, inner[1::2], strict=False))


def items(buffer: Buffer, start: int, end: int) -> Iterator[Extent]:
    """The extents of an array's items."""
    return texts(buffer, start + 1, end - 1)
