"""The walk over releases along the ways: where each value stands that a table reads.

It is for texts that are JSON, and tells apart what JSON can be. After them stands a zero, at which every loop ends.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ocds.machine.compiled import COLUMNS, Numbers, byte_at, cell, compiled, inlined, kept
from ocds.machine.signs import (
    BACKSLASH,
    COMMA,
    LEFT_BRACE,
    LEFT_BRACKET,
    QUOTE,
    RIGHT_BRACE,
    RIGHT_BRACKET,
    SPACE,
)
from ocds.machine.steps import Level, past_any, past_space, popped, push
from ocds.machine.words import Words, find, past_unescaped
from ocds.tables.laid.ways import BELOW, BIT, KIND, LEAF, NODE, NUMBER, OBJECT, OBJECTS, TEXT, TEXTS

Places = npt.NDArray[np.int32]
OF_LEAF, ROW, BEGIN, END = range(4)
"""Columns of values: their leaf and row, where they begin and end. A text with escapes begins at `~BEGIN`."""
OF_LEVEL, ABOVE, POSITION = range(3)
"""Columns of items: their level, the row on which their array stands, the place in it."""
FOUND, PLACED = range(2)
"""Counts of values and of items."""
_DEEPEST = 24
_LEAST = 64
_NONE = -1
_N = ord("n")
_past_number = past_any(b"0123456789+-.eE")
_NOWHERE = (_NONE, _NONE, _NONE, 0, 0)
"""What is walked: the node of an object, -1, -1, its row and the bits of the members seen; or the node of an array's
items, their level, their leaf (-1 where they are objects), the row on which it stands and the place of the next."""


class Found(NamedTuple):
    """Room to work in, and for what is found: values, items, how many of both, and the rows of each level."""

    stack: Numbers
    values: Places
    items: Places
    counts: Numbers
    heights: Numbers


def room(size: int, levels: int) -> Found:
    """Room for what a text of some bytes can be expected to hold: what is not used takes no memory.

    The next text gets the same room again, so no two threads may walk at once.
    """
    found = _room(1 << size.bit_length(), levels)
    found.counts[:], found.heights[:] = 0, 0
    return found


@cache
def _room(size: int, levels: int) -> Found:
    return Found(
        np.empty(_DEEPEST * COLUMNS, np.int64),
        np.empty((_LEAST + size // 8, END + 1), np.int32),
        np.empty((_LEAST + size // 16, POSITION + 1), np.int32),
        np.empty(PLACED + 1, np.int64),
        np.empty(levels, np.int64),
    )


@kept
def lay(text: bytes, starts: Numbers, words: Words, found: Found) -> bool:
    """Whether the releases that begin at some places of a text fit the ways, and there was room for all they hold.

    The text must end with `AT_ONCE` bytes of white space.
    """
    for nth in range(len(starts)):
        place = past_space(text, starts[nth])
        if byte_at(text, place) != LEFT_BRACE or _release(text, place + 1, words, found) < 0:
            return False
    return True


@inlined
def _release(text: bytes, place: int, words: Words, found: Found) -> int:
    """The place after a release, -1 if it does not fit."""
    depth, level = 0, (0, _NONE, _NONE, found.heights[0], 0)
    found.heights[0] += 1
    while True:
        place = past_space(text, place)
        byte = byte_at(text, place)
        if byte == COMMA:
            place += 1
            continue
        if byte in (RIGHT_BRACE, RIGHT_BRACKET):
            place, depth = place + 1, depth - 1
            if depth < 0:
                return place
            level = popped(found.stack, depth)
            continue
        if byte == 0 or found.counts[FOUND] == len(found.values) or found.counts[PLACED] == len(found.items):
            return _NONE
        if level[1] == _NONE:
            place, level, inner = _member(text, place, level, words, found)
        else:
            place, level, inner = _item(text, place, level, found)
        if place < 0:
            return _NONE
        if inner[0] != _NONE:
            if depth + 1 == _DEEPEST:
                return _NONE
            push(found.stack, depth, level)
            depth, level = depth + 1, inner


@inlined
def _member(text: bytes, place: int, level: Level, words: Words, found: Found) -> tuple[int, Level, Level]:
    """The place in or after the value of a member (-1 if it does not fit), its object and what is to be walked."""
    node, items, texts, line, seen = level
    word, after = find(text, place + 1, node, words)
    if word == _NONE:
        after, escaped = _text(text, place + 1)
        return (_NONE if escaped else _skipped(text, _value(text, after))), level, _NOWHERE
    bit, kind = 1 << cell(words.rows, word, BIT), cell(words.rows, word, KIND)
    leaf, inner = cell(words.rows, word, LEAF), cell(words.rows, word, NODE)
    if seen & bit:
        return _NONE, level, _NOWHERE
    level = (node, items, texts, line, seen | bit)
    place = _value(text, after - 1)
    byte = byte_at(text, place)
    if kind == TEXT and byte == QUOTE:
        return _noted(text, place, leaf, line, found), level, _NOWHERE
    if kind == NUMBER:
        end = _past_number(text, place)
        if end > place:
            _note(found, leaf, line, place, end)
            return end, level, _NOWHERE
    if kind == OBJECT and byte == LEFT_BRACE:
        if leaf != _NONE:
            _note(found, leaf, line, place, place)
        return place + 1, level, (inner, _NONE, _NONE, line, 0)
    if kind in (OBJECTS, TEXTS) and byte == LEFT_BRACKET:
        return place + 1, level, (max(inner, 0), cell(words.rows, word, BELOW), leaf, line, 0)
    return (place + 4 if byte == _N else _NONE), level, _NOWHERE


@inlined
def _item(text: bytes, place: int, level: Level, found: Found) -> tuple[int, Level, Level]:
    """The same of an item. Empty texts are none."""
    byte, leaf = byte_at(text, place), level[2]
    if leaf != _NONE and (byte == _N or (byte == QUOTE and byte_at(text, place + 1) == QUOTE)):
        return place + (4 if byte == _N else 2), level, _NOWHERE
    line, level = _enter(found, level)
    if leaf != _NONE:
        return (_noted(text, place, leaf, line, found) if byte == QUOTE else _NONE), level, _NOWHERE
    if byte == LEFT_BRACE:
        return place + 1, level, (level[0], _NONE, _NONE, line, 0)
    return (place + 4 if byte == _N else _NONE), level, _NOWHERE


@inlined
def _enter(found: Found, level: Level) -> tuple[int, Level]:
    """Note the next item of an array; gives its row, and the array."""
    node, items, texts, line, following = level
    nth = np.uintp(found.counts[PLACED])
    found.items[nth, OF_LEVEL] = items
    found.items[nth, ABOVE] = line
    found.items[nth, POSITION] = following
    found.counts[PLACED] += 1
    row = found.heights[np.uintp(items)]
    found.heights[np.uintp(items)] = row + 1
    return row, (node, items, texts, line, following + 1)


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


@inlined
def _value(text: bytes, place: int) -> int:
    """The place of the value after a key, whose closing quote stands at a place; -1 if there is no key."""
    return past_space(text, past_space(text, place + 1) + 1) if place >= 0 else _NONE


@inlined
def _text(text: bytes, place: int) -> tuple[int, bool]:
    """The place of the quote after a text (-1 if there is none), and whether it has escapes."""
    escaped = False
    while True:
        place = past_unescaped(text, place)
        byte = byte_at(text, place)
        if byte == QUOTE:
            return place, escaped
        if byte == BACKSLASH:
            escaped = True
            place += 1
        if byte_at(text, place) < SPACE:
            return _NONE, escaped
        place += 1


@compiled
def _skipped(text: bytes, place: int) -> int:
    """The place after a value that nobody reads, -1 if there is none."""
    depth = 0
    while place >= 0:
        byte = byte_at(text, place)
        if byte in (LEFT_BRACE, LEFT_BRACKET):
            depth += 1
        elif byte in (RIGHT_BRACE, RIGHT_BRACKET):
            depth -= 1
            if depth < 0:
                return place
        elif byte == COMMA and depth == 0:
            return place
        elif byte == QUOTE:
            place, _ = _text(text, place + 1)
            if place < 0:
                return _NONE
        elif byte == 0:
            return _NONE
        place += 1
    return _NONE
