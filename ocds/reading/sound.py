"""Where the JSON values of a sound file begin and end: read in passing, so that no file is too large.

Raises `msgspec.DecodeError` where the JSON is not sound; strings are not looked into.
"""

import re
from array import array
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

import msgspec

from ocds.reading.texts import BLOCK, Buffer, Extent, let_go, value_end

ARRAYS = ("releases", "records", "projects")
"""The members of a package that hold its documents."""
_WINDOW = 1 << 16
"""How far is looked ahead: little enough to stay in the processor's cache, where copies cost nothing."""
_LONGEST_BEGIN = 200
_Items = msgspec.json.Decoder(list[msgspec.Raw])
_SAID = ("ocid", "version", "publisher", "extensions")
_SPACE = re.compile(rb"\s*")


class Extents:
    """Where the items of an array stand: sixteen bytes for each, however many there are."""

    def __init__(self, found: Iterable[Extent]) -> None:
        self._places = array("Q", chain.from_iterable(found))

    def __iter__(self) -> Iterator[Extent]:
        return zip(self._places[::2], self._places[1::2], strict=True)

    def __len__(self) -> int:
        return len(self._places) // 2


class Outline(NamedTuple):
    """One value of a file: its extent, and the places of what it holds.

    `members` are those of an object but for its arrays of documents, in order, equal keys as often as they stand;
    `arrays` those arrays by key; one without key is the value itself.
    """

    extent: Extent
    members: tuple[tuple[str, Extent], ...] = ()
    arrays: tuple[tuple[str, Extents], ...] = ()


def skip_space(buffer: Buffer, place: int) -> int:
    """Give the place of the first byte from `place` on that is no white space."""
    found = _SPACE.match(buffer, place)
    return found.end() if found else place


def outlines(buffer: Buffer, start: int) -> Iterator[Outline]:
    """Give the values that follow one another from `start` to the end."""
    while start < len(buffer):
        found = outline(buffer, start)
        yield found
        start = skip_space(buffer, found.extent[1])


def outline(buffer: Buffer, start: int) -> Outline:
    """Give the value that begins at `start`; an object with an `ocid` is a document, and its arrays do not count."""
    if buffer[start : start + 1] == b"[":
        found, end = _array(buffer, start)
        return Outline((start, end), (), (("", found),))
    if buffer[start : start + 1] != b"{":
        return Outline((start, value_end(buffer, start)))
    members: list[tuple[str, Extent]] = []
    arrays: list[tuple[str, Extents]] = []
    place = skip_space(buffer, start + 1)
    while buffer[place : place + 1] != b"}":
        key, value = _key(buffer, place)
        if key in ARRAYS and buffer[value : value + 1] == b"[":
            found, end = _array(buffer, value)
            arrays.append((key, found))
        else:
            end = value_end(buffer, value)
            members.append((key, (value, end)))
        place = _next(buffer, end, b"}")
    if any(key == "ocid" for key, _ in members):  # many may follow, and little of each is needed
        return Outline((start, place + 1), tuple(member for member in members if member[0] in _SAID))
    return Outline((start, place + 1), tuple(members), tuple(arrays))


def _key(buffer: Buffer, place: int) -> tuple[str, int]:
    """The key that stands at `place`, and where its value begins."""
    if buffer[place : place + 1] != b'"':
        raise msgspec.DecodeError("a key that is no text")
    end = value_end(buffer, place)
    key = bytes(buffer[place + 1 : end - 1]).decode(errors="replace")
    return key, skip_space(buffer, _after(buffer, end, b":"))


def _array(buffer: Buffer, start: int) -> tuple[Extents, int]:
    """The items of the array that begins at `start`, and where it ends."""
    end = start + 1

    def found() -> Iterator[Extent]:
        nonlocal end
        place = kept = skip_space(buffer, start + 1)
        alike = True
        while buffer[place : place + 1] != b"]":
            several = _several(buffer, place) if alike else []
            alike = bool(several)
            yield from several
            place = _next(buffer, several[-1][1], b"]") if several else place
            end = value_end(buffer, place)
            yield place, end
            place = _next(buffer, end, b"]")
            if place - kept > BLOCK:
                let_go(buffer, kept, place)
                kept = place
        end = place + 1

    return Extents(found()), end


def _several(buffer: Buffer, place: int) -> list[Extent]:
    """Items from `place` on that a decoder takes in one go: up to the last that begins as the first does.

    None where items do not begin alike; what is nested and begins so too is no end of an item, and is refused.
    """
    window = bytes(buffer[place : place + _WINDOW])
    begin = window[: window.find(b":", 0, _LONGEST_BEGIN) + 1]
    body = window[: max(window.rfind(begin), 0)].rstrip() if begin else b""
    if not body.endswith(b","):
        return []
    try:
        found = _Items.decode(b"[" + body[:-1] + b"]")
    except msgspec.DecodeError:
        return []
    extents = []
    for item in found:
        place = skip_space(buffer, place)
        extents.append((place, place + memoryview(item).nbytes))
        place = skip_space(buffer, extents[-1][1]) + 1
    return extents


def _next(buffer: Buffer, end: int, closing: bytes) -> int:
    """Where the next item or member begins, or the bracket that closes them stands."""
    place = skip_space(buffer, end)
    if buffer[place : place + 1] == closing:
        return place
    place = skip_space(buffer, _after(buffer, place, b","))
    if buffer[place : place + 1] == closing:
        raise msgspec.DecodeError("a comma before the closing bracket")
    return place


def _after(buffer: Buffer, place: int, mark: bytes) -> int:
    place = skip_space(buffer, place)
    if buffer[place : place + 1] != mark:
        raise msgspec.DecodeError(f"no {mark.decode()}")
    return place + 1
