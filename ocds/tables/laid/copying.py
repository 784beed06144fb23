"""Values of texts copied together, leaf by leaf, and items, level by level, as Arrow lays out its arrays."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ocds.machine.compiled import Numbers, byte_at, compiled, inlined, kept
from ocds.machine.signs import BACKSLASH
from ocds.tables.laid.walk import ABOVE, BEGIN, END, OF_LEAF, OF_LEVEL, POSITION, ROW, Found, Places

ROWS, VALUES, BYTES, DONE, OFFSETS, DATA, BITS = range(7)
"""Columns of leaves: how many rows, values and bytes (at most) they have, how many rows are done, and where their
offsets, bytes and bits of validity begin."""
_U, _ZERO, _NINE, _A, _F = b"u09af"
_SIGNS = np.arange(256, dtype=np.uint8)
_SIGNS[[*b"bfnrt"]] = [*b"\b\f\n\r\t"]
_HIGH, _LOW, _AFTER, _BEYOND = 0xD800, 0xDC00, 0xE000, 0x10000
Bytes = npt.NDArray[np.uint8]


class Copied(NamedTuple):
    """All leaves, one after another: their offsets, bytes, and bits of validity."""

    leaves: Numbers
    offsets: Places
    data: Bytes
    bits: Bytes


class Values(NamedTuple):
    """The values of one leaf as Arrow lays them out: `bits` tell which rows have one, `nulls` how many have none."""

    rows: int
    nulls: int
    bits: Bytes
    offsets: Places
    data: Bytes


class Placed(NamedTuple):
    """All items, level after level: the row on which their array stands, and the place in it."""

    above: npt.NDArray[np.uint32]
    position: npt.NDArray[np.uint32]


def copied(text: bytes, found: Found, levels: Numbers) -> Copied | None:
    """The values found, `levels` being those of the leaves; None if a text is none."""
    leaves = np.zeros((len(levels), BITS + 1), np.int64)
    leaves[:, ROWS] = found.heights[levels]
    _measure(found, leaves)
    sizes = (leaves[:, ROWS] + 1, leaves[:, BYTES], (leaves[:, ROWS] + 7) // 8)
    for column, size in zip((OFFSETS, DATA, BITS), sizes, strict=True):
        leaves[:, column] = starts(size)
    offsets, data, bits = (size.sum() for size in sizes)
    copy = Copied(leaves, np.zeros(offsets, np.int32), np.empty(data, np.uint8), np.zeros(bits, np.uint8))
    return copy if _copy(text, found, copy) else None


def values_of(copy: Copied, nth: int) -> Values:
    """The values of a leaf."""
    rows, values, size, _, offset, start, bit = copy.leaves[nth].tolist()
    bits, offsets = copy.bits[bit : bit + (rows + 7) // 8], copy.offsets[offset : offset + rows + 1]
    return Values(rows, rows - values, bits, offsets, copy.data[start : start + size])


def placed(found: Found) -> Placed:
    """The items found."""
    items = len(found.items[: found.counts[1]])
    place = Placed(np.empty(items, np.uint32), np.empty(items, np.uint32))
    _place(found, starts(found.heights) - found.heights[0], place)
    return place


def starts(sizes: Numbers) -> Numbers:
    """Where each of some things begins that stand one after another."""
    return np.cumsum(sizes) - sizes


@kept
def _measure(found: Found, leaves: Numbers) -> None:
    for nth in range(found.counts[0]):
        leaf, begin = found.values[nth, OF_LEAF], found.values[nth, BEGIN]
        leaves[leaf, VALUES] += 1
        leaves[leaf, BYTES] += found.values[nth, END] - (~begin if begin < 0 else begin)


@kept
def _place(found: Found, firsts: Numbers, place: Placed) -> None:
    for nth in range(found.counts[1]):
        level = found.items[nth, OF_LEVEL]
        to = np.uintp(firsts[level])
        place.above[to] = found.items[nth, ABOVE]
        place.position[to] = found.items[nth, POSITION]
        firsts[level] += 1


@kept
def _copy(text: bytes, found: Found, copy: Copied) -> bool:
    """Copy the values found; whether each of them is a sound text."""
    leaves = copy.leaves
    for nth in range(found.counts[0]):
        leaf, row = found.values[nth, OF_LEAF], found.values[nth, ROW]
        begin, end = found.values[nth, BEGIN], found.values[nth, END]
        _pass_nulls(copy, leaf, row)
        cursor = copy.offsets[leaves[leaf, OFFSETS] + row]
        to = leaves[leaf, DATA] + cursor
        if begin < 0:
            after = _unescaped(text, ~begin, end, copy.data, to)
            if after < 0:
                return False
        else:
            after = to + end - begin
            for at in range(end - begin):
                copy.data[np.uintp(to + at)] = byte_at(text, begin + at)
        copy.offsets[leaves[leaf, OFFSETS] + row + 1] = cursor + after - to
        copy.bits[leaves[leaf, BITS] + (row >> 3)] |= 1 << (row & 7)
        leaves[leaf, DONE] = row + 1
    for leaf in range(len(leaves)):
        _pass_nulls(copy, leaf, leaves[leaf, ROWS])
    return True


@inlined
def _pass_nulls(copy: Copied, leaf: int, row: int) -> None:
    """Let the rows of a leaf up to a row be without values."""
    first, done = copy.leaves[leaf, OFFSETS], copy.leaves[leaf, DONE]
    for at in range(done + 1, row + 1):
        copy.offsets[first + at] = copy.offsets[first + done]


@compiled
def _unescaped(text: bytes, place: int, end: int, data: Bytes, to: int) -> int:
    """Copy a text without its escapes; gives the place after the copy, -1 if an escape is none."""
    while place < end:
        byte = byte_at(text, place)
        if byte != BACKSLASH:
            data[to] = byte
            to, place = to + 1, place + 1
        elif byte_at(text, place + 1) != _U:
            data[to] = _SIGNS[byte_at(text, place + 1)]
            to, place = to + 1, place + 2
        else:
            letter, place = _unit(text, place), place + 6
            if _HIGH <= letter < _LOW:
                low, place = _unit(text, place), place + 6
                letter = _BEYOND + ((letter - _HIGH) << 10) + (low - _LOW) if _LOW <= low < _AFTER else -1
            if letter < 0 or _LOW <= letter < _AFTER:
                return -1
            to = _encoded(letter, data, to)
    return to


@compiled
def _unit(text: bytes, place: int) -> int:
    """The number that an escape of six bytes tells, -1 if it is none."""
    if byte_at(text, place) != BACKSLASH or byte_at(text, place + 1) != _U:
        return -1
    number = 0
    for at in range(place + 2, place + 6):
        byte = byte_at(text, at)
        if _ZERO <= byte <= _NINE:
            number = number * 16 + byte - _ZERO
        elif _A <= byte | 32 <= _F:
            number = number * 16 + (byte | 32) - _A + 10
        else:
            return -1
    return number


@compiled
def _encoded(letter: int, data: Bytes, to: int) -> int:
    """Write a letter in UTF-8; gives the place after it."""
    if letter < 0x80:
        data[to] = letter
        return to + 1
    more = 1 if letter < 0x800 else 2 if letter < _BEYOND else 3
    data[to] = (0x780 >> more & 0xFF) | letter >> 6 * more
    for nth in range(more):
        data[to + more - nth] = 0x80 | letter >> 6 * nth & 0x3F
    return to + more + 1
