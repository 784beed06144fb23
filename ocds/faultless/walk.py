"""The walk over JSON texts along the tables of their schema: whether all of a text passes."""

from typing import NamedTuple

import numpy as np

from ocds.faultless.tables import (
    ALONE,
    ARRAY,
    BIT,
    BOOLEAN,
    BY_ID,
    CHILD,
    CODE,
    DATE_TIME,
    DISTINCT,
    EMAIL,
    FORM,
    FREE,
    GIVEN,
    ID_OF_PROCESS,
    INTEGER,
    IS_ID,
    ITEM,
    NEEDED,
    NUMBER,
    OBJECT,
    REQUIRED,
    SAID,
    STRING,
    TOLD,
    TYPES,
    URI,
    Tables,
)
from ocds.faultless.texts import date_time, email, free, ocid, uri, word
from ocds.machine import AT_ONCE
from ocds.machine.compiled import COLUMNS, Numbers, byte_at, cell, compiled, inlined, kept
from ocds.machine.signs import (
    COLON,
    COMMA,
    LEFT_BRACE,
    LEFT_BRACKET,
    MINUS,
    POINT,
    QUOTE,
    RIGHT_BRACE,
    RIGHT_BRACKET,
)
from ocds.machine.steps import Level, past_space, popped, push
from ocds.machine.together import eight_at
from ocds.machine.words import Words, find, number_of_all
from ocds.reading.texts import Extent

_TRUE, _FALSE = int.from_bytes(b"true", "little"), int.from_bytes(b"false", "little")
_MOST_DIGITS = 15
_POWERS = 10.0 ** np.arange(_MOST_DIGITS + 1)
_DEEPEST = 32
_MOST_KNOWN = 512
"""Distinct items in the arrays around one place; each is compared with all before it in its array."""
_AFTER = bytes(AT_ONCE)
_NOTHING = -1
_WHOLE = (0, 0, 0, _NOTHING, 0)
"""An object or array while it is walked: the node, whether it is an array, the bits of the members seen, the number of
the id (-1 where there is none), where the numbers of the items begin."""


class Room(NamedTuple):
    """Room to work in, `known` for ids and codes in the arrays around a place: what needs more does not pass."""

    stack: Numbers
    known: Numbers


def walked(text: bytes, extents: list[Extent], tables: Tables) -> list[list[int]]:
    """For each extent of a text, whether it is an object that the tables let pass, and where its told members are."""
    said = np.zeros((len(extents), 1 + 2 * len(TOLD)), np.int64)
    room = Room(np.empty(_DEEPEST * COLUMNS, np.int64), np.empty(_MOST_KNOWN, np.int64))
    _walk(text + _AFTER, np.array(extents, np.int64).reshape(-1, 2), tables, room, said)
    found: list[list[int]] = said.tolist()
    return found


@kept
def _walk(text: bytes, extents: Numbers, tables: Tables, room: Room, said: Numbers) -> None:
    """Fill the rows of `said`."""
    for nth in range(len(extents)):
        end = extents[nth, 1]
        place = _passed(text, extents[nth, 0], tables, room, said[nth])
        said[nth, 0] = 0 <= place <= end <= past_space(text, place)


@inlined
def _passed(text: bytes, start: int, tables: Tables, room: Room, said: Numbers) -> int:
    """The place after an object that the tables let pass, -1 if they do not."""
    nodes, words = tables.nodes, tables.words
    place, depth, count, level = past_space(text, start) + 1, 0, 0, _WHOLE
    if byte_at(text, place - 1) != LEFT_BRACE or not cell(nodes, 0, TYPES) & OBJECT:
        return -1
    while True:
        place = past_space(text, place)
        node, is_array, seen, named, first = level
        is_id, told = False, _NOTHING
        if is_array:
            child = cell(nodes, node, ITEM)
        else:
            member, place = _member(text, place, node, words)
            if member < 0 or seen >> cell(words.rows, member, BIT) & 1:
                return -1
            seen |= 1 << cell(words.rows, member, BIT)
            child, is_id, told = (
                cell(words.rows, member, CHILD),
                cell(words.rows, member, IS_ID) == 1,
                cell(words.rows, member, SAID),
            )
            if told >= 0:
                said[1 + 2 * told] = place
        byte = byte_at(text, place)
        if byte in (LEFT_BRACE, LEFT_BRACKET):
            if not cell(nodes, child, TYPES) & (ARRAY if byte == LEFT_BRACKET else OBJECT) or depth + 1 == _DEEPEST:
                return -1
            push(room.stack, depth, (node, is_array, seen, named, first))
            place, depth, level = place + 1, depth + 1, (child, int(byte == LEFT_BRACKET), 0, _NOTHING, count)
            continue
        place, number = _scalar(text, place, child, is_id, tables)
        if place < 0:
            return -1
        level = (node, is_array, seen, number if is_id else named, first)
        if told >= 0:
            said[2 + 2 * told] = place
        place, depth, count, level = _closed(text, place, number, nodes, room, depth, count, level)
        if depth < 0 or count < 0:
            return place if count >= 0 else -1


@inlined
def _closed(
    text: bytes,
    place: int,
    number: int,
    nodes: Numbers,
    room: Room,
    depth: int,
    count: int,
    level: Level,
) -> tuple[int, int, int, Level]:
    """What follows a value: the place after the comma, the depth (-1 at the end), the count (-1 if it is wrong)."""
    while True:
        node, is_array, seen, named, first = level
        if is_array:
            count = _enter(room.known, count, first, cell(nodes, node, DISTINCT), number)
            if count < 0:
                return place, depth, -1, level
        place = past_space(text, place) + 1
        byte = byte_at(text, place - 1)
        if byte == COMMA:
            return place, depth, count, level
        if byte != (RIGHT_BRACKET if is_array else RIGHT_BRACE):
            return place, depth, -1, level
        if is_array:
            count = first
        elif not _is_complete(seen, nodes, node):
            return place, depth, -1, level
        number, depth = named, depth - 1
        if depth < 0:
            return place, depth, count, level
        level = popped(room.stack, depth)


@inlined
def _is_complete(seen: int, nodes: Numbers, node: int) -> bool:
    """Whether an object has the members that it must have."""
    missing = cell(nodes, node, REQUIRED) & ~seen
    if seen & cell(nodes, node, GIVEN):
        missing |= cell(nodes, node, NEEDED) & ~seen
    return bool(missing == 0)


@compiled
def _enter(known: Numbers, count: int, first: int, distinct: int, number: int) -> int:
    """The count of known numbers once an item is entered, if it must be distinct; -1 if it is not."""
    if not distinct:
        return count
    if distinct == ALONE:
        number = 0
    if count == len(known) or (distinct == BY_ID and number == _NOTHING):
        return -1
    for at in range(first, count):
        if known[at] == number:
            return -1
    known[count] = number
    return count + 1


@inlined
def _member(text: bytes, place: int, node: int, words: Words) -> tuple[int, int]:
    """The next member, as a row of the words (-1 if it is none), and where its value is."""
    if byte_at(text, place) != QUOTE:
        return -1, place
    found, place = find(text, place + 1, node, words)
    if found < 0:
        return -1, place
    place = past_space(text, place)
    if byte_at(text, place) != COLON:
        return -1, place
    return found, past_space(text, place + 1)


@inlined
def _scalar(text: bytes, place: int, node: int, is_id: bool, tables: Tables) -> tuple[int, int]:
    """The place after a value that is no object and no array (-1 if it does not pass), and the number it makes."""
    types, form, bounds = cell(tables.nodes, node, TYPES), cell(tables.nodes, node, FORM), tables.bounds
    if byte_at(text, place) != QUOTE:
        if types & INTEGER:
            end, value, number = _numeral(text, place, types & NUMBER != 0)
            return (end if bounds[np.uintp(2 * node)] <= value <= bounds[np.uintp(2 * node + 1)] else -1), number
        return (_boolean(text, place) if types & BOOLEAN else -1), 0
    if not types & STRING:
        return -1, 0
    if form == CODE:
        found, end = find(text, place + 1, node, tables.words)
        return (end if found >= 0 else -1), found
    number = 0
    if is_id:
        end = word(text, place + 1)
        if end < 0:
            return -1, 0
        number = number_of_all(text, place + 1, end - place - 2)
    return _of_form(text, place + 1, form), number


@compiled
def _of_form(text: bytes, place: int, form: int) -> int:
    if form == FREE:
        return free(text, place)
    if form == DATE_TIME:
        return date_time(text, place)
    if form == URI:
        return uri(text, place)
    if form == EMAIL:
        return email(text, place)
    return ocid(text, place) if form == ID_OF_PROCESS else -1


@compiled
def _boolean(text: bytes, place: int) -> int:
    said = eight_at(text, place)
    if said & 0xFFFF_FFFF == _TRUE:
        return place + 4
    return place + 5 if said & 0xFF_FFFF_FFFF == _FALSE else -1


@compiled
def _numeral(text: bytes, place: int, may_be_broken: bool) -> tuple[int, float, int]:
    """A number written with few digits and no exponent: the place after it, its value, its digits alone."""
    sign = -1 if byte_at(text, place) == MINUS else 1
    begin = place if sign == 1 else place + 1
    end, digits = _digits(text, begin, 0)
    if end == begin or (end - begin > 1 and byte_at(text, begin) == 48):
        return -1, 0.0, 0
    after = 0
    if byte_at(text, end) == POINT and may_be_broken:
        place, digits = _digits(text, end + 1, digits)
        after = place - end - 1
        if after == 0:
            return -1, 0.0, 0
        end = place
    if end - begin > _MOST_DIGITS or byte_at(text, end) == POINT or byte_at(text, end) | 32 == 101:
        return -1, 0.0, 0
    return end, sign * digits / _POWERS[after], sign * digits


@compiled
def _digits(text: bytes, place: int, number: int) -> tuple[int, int]:
    """The place after digits, and the number that they make after those of `number`."""
    while 48 <= byte_at(text, place) <= 57:
        number = number * 10 + (byte_at(text, place) - 48)
        place += 1
    return place, number
