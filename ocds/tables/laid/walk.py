"""The walk over releases along the ways: where each value stands that a table reads.

It is for texts that are JSON, and tells apart what JSON can be. They end with a zero, at which every loop ends.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ocds.faultless.compiled import Numbers, byte_at, compiled, inlined, kept
from ocds.faultless.words import Words, find
from ocds.tables.laid.ways import BELOW, BIT, KIND, LEAF, LEVEL, NODE, NUMBER, OBJECT, OBJECTS, TEXT, TEXTS

Places = npt.NDArray[np.int32]
OF_LEAF, ROW, BEGIN, END = range(4)
"""Columns of values: their leaf and row, where they begin and end. A text with escapes begins at `~BEGIN`."""
OF_LEVEL, ABOVE, POSITION = range(3)
"""Columns of items: their level, the row on which their array stands, the place in it."""
OWNER, ITEMS, TEXTS_LEAF, SEEN, LINE, NEXT = range(6)
"""Columns of the stack. For an object: its node, -1, and the bits of the members seen. For an array: the node of its
items, their level, their leaf (-1 where they are objects), the row on which it stands and the place of the next."""
FOUND, PLACED = range(2)
"""Counts of values and of items."""
_DEEPEST = 24
_LEAST = 64
_NONE = -1
_QUOTE, _BACKSLASH, _COMMA, _COLON, _N = b'"\\,:n'
_LEFT_BRACKET, _RIGHT_BRACKET, _LEFT_BRACE, _RIGHT_BRACE = b"[]{}"
_IS_SPACE = np.zeros(256, np.bool_)
_IS_SPACE[[*b" \n\r\t"]] = True
_IN_NUMBER = np.zeros(256, np.bool_)
_IN_NUMBER[[*b"0123456789+-.eE"]] = True
_IN_TEXT = np.ones(256, np.bool_)
_IN_TEXT[:32] = False
_IN_TEXT[[_QUOTE, _BACKSLASH]] = False


class Found(NamedTuple):
    """Room to work in, and for what is found: values, items, how many of both, and the rows of each level."""

    stack: Numbers
    values: Places
    items: Places
    counts: Numbers
    heights: Numbers


def room(size: int, levels: int) -> Found:
    """Room for what a text of some bytes can be expected to hold: what is not used takes no memory."""
    return Found(
        np.empty((_DEEPEST, NEXT + 1), np.int64),
        np.empty((_LEAST + size // 8, END + 1), np.int32),
        np.empty((_LEAST + size // 16, POSITION + 1), np.int32),
        np.zeros(PLACED + 1, np.int64),
        np.zeros(levels, np.int64),
    )


@kept
def lay(text: bytes, words: Words, found: Found) -> bool:
    """Whether releases written one after another fit the ways, and there was room for all they hold."""
    place = _space(text, 0)
    while place < len(text):
        if byte_at(text, place) != _LEFT_BRACE:
            return False
        place = _release(text, place + 1, words, found)
        if place < 0:
            return False
        place = _space(text, place)
    return True


@inlined
def _release(text: bytes, place: int, words: Words, found: Found) -> int:
    """The place after a release, -1 if it does not fit."""
    depth = 0
    _open(found.stack, 0, 0, _NONE, _NONE, 0)
    found.heights[0] += 1
    while depth >= 0:
        place = _space(text, place)
        byte = byte_at(text, place)
        if byte == _COMMA:
            place += 1
        elif byte in (_RIGHT_BRACE, _RIGHT_BRACKET):
            depth -= 1
            place += 1
        elif depth + 1 == len(found.stack) or found.counts[FOUND] == len(found.values):
            return _NONE
        elif found.stack[depth, ITEMS] == _NONE:
            place, depth = _member(text, place, depth, words, found)
        elif found.counts[PLACED] == len(found.items):
            return _NONE
        else:
            place, depth = _item(text, place, depth, found)
    return place


@inlined
def _member(text: bytes, place: int, depth: int, words: Words, found: Found) -> tuple[int, int]:
    """The place in or after the value of a member, and the depth there; (-1, -1) if it does not fit."""
    end, number = _key(text, place + 1)
    if end < 0:
        return _NONE, _NONE
    stack, rows = found.stack, words.rows
    word = find(text, place + 1, end, number, stack[depth, OWNER], rows, words.letters)
    place = _space(text, _space(text, end + 1) + 1)
    if word == _NONE:
        place = _skipped(text, place)
        return place, (depth if place >= 0 else _NONE)
    if stack[depth, SEEN] >> rows[word, BIT] & 1:
        return _NONE, _NONE
    stack[depth, SEEN] |= 1 << rows[word, BIT]
    byte, kind, leaf = byte_at(text, place), rows[word, KIND], rows[word, LEAF]
    line = found.heights[rows[word, LEVEL]] - 1
    if byte == _N:
        return place + 4, depth
    if kind == OBJECT and byte == _LEFT_BRACE:
        if leaf != _NONE:
            _note(found, leaf, line, place, place)
        _open(stack, depth + 1, rows[word, NODE], _NONE, _NONE, 0)
        return place + 1, depth + 1
    if (kind in (OBJECTS, TEXTS)) and byte == _LEFT_BRACKET:
        _open(stack, depth + 1, rows[word, NODE], rows[word, BELOW], leaf, line)
        return place + 1, depth + 1
    if kind == TEXT and byte == _QUOTE:
        place = _noted(text, place, leaf, line, found)
        return place, (depth if place >= 0 else _NONE)
    if kind == NUMBER and _IN_NUMBER[byte]:
        end = _after_number(text, place)
        _note(found, leaf, line, place, end)
        return end, depth
    return _NONE, _NONE


@inlined
def _item(text: bytes, place: int, depth: int, found: Found) -> tuple[int, int]:
    """The place in or after an item, and the depth there; (-1, -1) if it does not fit. Empty texts are none."""
    byte, leaf = byte_at(text, place), found.stack[depth, TEXTS_LEAF]
    if leaf != _NONE and (byte == _N or (byte == _QUOTE and byte_at(text, place + 1) == _QUOTE)):
        return place + (4 if byte == _N else 2), depth
    line = _enter(found, depth)
    if leaf == _NONE and byte == _LEFT_BRACE:
        _open(found.stack, depth + 1, found.stack[depth, OWNER], _NONE, _NONE, 0)
        return place + 1, depth + 1
    if leaf == _NONE and byte == _N:
        return place + 4, depth
    if leaf == _NONE or byte != _QUOTE:
        return _NONE, _NONE
    place = _noted(text, place, leaf, line, found)
    return place, (depth if place >= 0 else _NONE)


@inlined
def _open(stack: Numbers, depth: int, node: int, level: int, leaf: int, line: int) -> None:
    stack[depth, OWNER] = node
    stack[depth, ITEMS] = level
    stack[depth, TEXTS_LEAF] = leaf
    stack[depth, SEEN] = 0
    stack[depth, LINE] = line
    stack[depth, NEXT] = 0


@inlined
def _enter(found: Found, depth: int) -> int:
    """Note the next item of an array; gives its row."""
    stack, nth = found.stack, np.uintp(found.counts[PLACED])
    level = stack[depth, ITEMS]
    found.items[nth, OF_LEVEL] = level
    found.items[nth, ABOVE] = stack[depth, LINE]
    found.items[nth, POSITION] = stack[depth, NEXT]
    found.counts[PLACED] += 1
    stack[depth, NEXT] += 1
    found.heights[level] += 1
    return int(found.heights[level]) - 1


@inlined
def _note(found: Found, leaf: int, line: int, begin: int, end: int) -> None:
    nth = np.uintp(found.counts[FOUND])
    found.values[nth, OF_LEAF] = leaf
    found.values[nth, ROW] = line
    found.values[nth, BEGIN] = begin
    found.values[nth, END] = end
    found.counts[FOUND] += 1


@inlined
def _noted(text: bytes, place: int, leaf: int, line: int, found: Found) -> int:
    """Note a text whose opening quote stands at a place; gives the place after it, -1 if it is none."""
    end, escaped = _text(text, place + 1)
    if end < 0:
        return _NONE
    _note(found, leaf, line, ~(place + 1) if escaped else place + 1, end)
    return end + 1


@compiled
def _space(text: bytes, place: int) -> int:
    """The place of the next byte that is no white space."""
    while _IS_SPACE[byte_at(text, place)]:
        place += 1
    return place


@compiled
def _key(text: bytes, place: int) -> tuple[int, int]:
    """The place of the quote after a key (-1 if it has escapes), and a number made of its bytes."""
    number, byte = 0, byte_at(text, place)
    while byte != _QUOTE:
        if byte in (_BACKSLASH, 0):
            return _NONE, 0
        number = number * 31 + byte
        place += 1
        byte = byte_at(text, place)
    return place, number


@compiled
def _text(text: bytes, place: int) -> tuple[int, bool]:
    """The place of the quote after a text (-1 if there is none), and whether it has escapes."""
    escaped = False
    while True:
        while _IN_TEXT[byte_at(text, place)]:
            place += 1
        byte = byte_at(text, place)
        if byte == _QUOTE:
            return place, escaped
        if byte != _BACKSLASH or byte_at(text, place + 1) == 0:
            return _NONE, escaped
        escaped = True
        place += 2


@compiled
def _after_number(text: bytes, place: int) -> int:
    while _IN_NUMBER[byte_at(text, place)]:
        place += 1
    return place


@compiled
def _skipped(text: bytes, place: int) -> int:
    """The place after a value that nobody reads, -1 if there is none."""
    depth = 0
    while True:
        byte = byte_at(text, place)
        if byte in (_LEFT_BRACE, _LEFT_BRACKET):
            depth += 1
        elif byte in (_RIGHT_BRACE, _RIGHT_BRACKET):
            depth -= 1
            if depth < 0:
                return place
        elif byte == _COMMA and depth == 0:
            return place
        elif byte == _QUOTE:
            place, _ = _text(text, place + 1)
            if place < 0:
                return _NONE
        elif byte == 0:
            return _NONE
        place += 1
