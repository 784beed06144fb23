"""The walk over one JSON text along the tables of its schema: whether all of it passes."""

import numpy as np
import numpy.typing as npt

from ocds.faultless.compiled import Numbers, byte_at, compiled, kept
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
    LENGTH,
    NEEDED,
    NUMBER,
    OBJECT,
    OWNER,
    REQUIRED,
    SAID,
    START,
    STRING,
    TYPES,
    URI,
    place_of,
)
from ocds.faultless.texts import QUOTE, date_time, email, free, ocid, uri, word

NODE, IS_ARRAY, SEEN, ID, FIRST = range(5)
"""Columns of the stack: the node, whether it is an array, the bits of the members seen, the number of the id (-1 where
there is none), where the numbers of the items begin."""
_IS_SPACE = np.zeros(256, np.bool_)
_IS_SPACE[[*b" \n\r\t"]] = True
_COMMA, _COLON, _MINUS, _POINT = 44, 58, 45, 46
_LEFT_BRACKET, _RIGHT_BRACKET, _LEFT_BRACE, _RIGHT_BRACE = 91, 93, 123, 125
_MOST_DIGITS = 15
_POWERS = 10.0 ** np.arange(_MOST_DIGITS + 1)
_NOTHING = -1
_first_place = compiled(place_of)
Floats = npt.NDArray[np.float64]
Words = npt.NDArray[np.int32]
Letters = npt.NDArray[np.uint8]


@kept
def passes(
    text: bytes,
    nodes: Numbers,
    bounds: Floats,
    words: Words,
    letters: Letters,
    stack: Numbers,
    known: Numbers,
    said: Numbers,
) -> bool:
    """Whether a text is an object that the tables let pass; `said` gets the extents of the members that are told.

    The stack and `known` (the numbers of ids and codes in the arrays around a place) are room to work in: what needs
    more of it does not pass.
    """
    place, depth, count = _space(text, 0) + 1, 0, 0
    if text[place - 1] != _LEFT_BRACE or not nodes[0, TYPES] & OBJECT:
        return False
    for row in range(len(said)):
        said[row, 0] = _NOTHING
    _open(stack, 0, 0, False, 0)
    while True:
        place = _space(text, place)
        is_id, told = False, _NOTHING
        if stack[depth, IS_ARRAY]:
            child = nodes[stack[depth, NODE], ITEM]
        else:
            member, place = _member(text, place, stack, depth, words, letters)
            if member < 0:
                return False
            child, is_id, told = words[member, CHILD], words[member, IS_ID] == 1, words[member, SAID]
        if told >= 0:
            said[told, 0] = place
        if text[place] == _LEFT_BRACE or text[place] == _LEFT_BRACKET:
            is_array = text[place] == _LEFT_BRACKET
            depth += 1
            if depth == len(stack) or not nodes[child, TYPES] & (ARRAY if is_array else OBJECT):
                return False
            _open(stack, depth, child, is_array, count)
            place += 1
        else:
            place, number = _scalar(text, place, child, is_id, nodes, bounds, words, letters)
            if place < 0:
                return False
            if is_id:
                stack[depth, ID] = number
            if told >= 0:
                said[told, 1] = place
            count = _enter(known, count, stack, depth, nodes, number)
            if count < 0:
                return False
            place, depth, count = _close(text, place, nodes, stack, known, depth, count)
            if depth < 0 or count < 0:
                return depth < 0 <= count and _space(text, place) == len(text)


@compiled
def _open(stack: Numbers, depth: int, node: int, is_array: bool, count: int) -> None:
    stack[depth, NODE] = node
    stack[depth, IS_ARRAY] = is_array
    stack[depth, SEEN] = 0
    stack[depth, ID] = _NOTHING
    stack[depth, FIRST] = count


@compiled
def _close(
    text: bytes, place: int, nodes: Numbers, stack: Numbers, known: Numbers, depth: int, count: int
) -> tuple[int, int, int]:
    """What follows a value: the place after the comma, the depth (-1 at the end), the count (-1 if it is wrong)."""
    while True:
        place = _space(text, place)
        if text[place] == _COMMA:
            return place + 1, depth, count
        if text[place] != (_RIGHT_BRACKET if stack[depth, IS_ARRAY] else _RIGHT_BRACE):
            return place, depth, -1
        if stack[depth, IS_ARRAY]:
            count = stack[depth, FIRST]
        elif not _is_complete(stack[depth, SEEN], nodes, stack[depth, NODE]):
            return place, depth, -1
        number = stack[depth, ID]
        place, depth = place + 1, depth - 1
        if depth < 0:
            return place, depth, count
        count = _enter(known, count, stack, depth, nodes, number)
        if count < 0:
            return place, depth, count


@compiled
def _is_complete(seen: int, nodes: Numbers, node: int) -> bool:
    """Whether an object has the members that it must have."""
    missing = nodes[node, REQUIRED] & ~seen
    if seen & nodes[node, GIVEN]:
        missing |= nodes[node, NEEDED] & ~seen
    return bool(missing == 0)


@compiled
def _enter(known: Numbers, count: int, stack: Numbers, depth: int, nodes: Numbers, number: int) -> int:
    """The count of known numbers once a value is entered, if it is a distinct item; -1 if it is not distinct."""
    distinct = nodes[stack[depth, NODE], DISTINCT] if stack[depth, IS_ARRAY] else 0
    if not distinct:
        return count
    if distinct == ALONE:
        number = 0
    if count == len(known) or (distinct == BY_ID and number == _NOTHING):
        return -1
    for at in range(stack[depth, FIRST], count):
        if known[at] == number:
            return -1
    known[count] = number
    return count + 1


@compiled
def _space(text: bytes, place: int) -> int:
    """The place of the next byte that is no white space."""
    while _IS_SPACE[byte_at(text, place)]:
        place += 1
    return place


@compiled
def _member(text: bytes, place: int, stack: Numbers, depth: int, words: Words, letters: Letters) -> tuple[int, int]:
    """The next member, as a row of the words (-1 if it is none, or stood there before), and where its value is."""
    if text[place] != QUOTE:
        return -1, place
    end, number = word(text, place + 1)
    if end < 0:
        return -1, place
    found = _find(text, place + 1, end - 1, number, stack[depth, NODE], words, letters)
    place = _space(text, end)
    if found < 0 or text[place] != _COLON or stack[depth, SEEN] >> words[found, BIT] & 1:
        return -1, place
    stack[depth, SEEN] |= 1 << words[found, BIT]
    return found, _space(text, place + 1)


@compiled
def _find(text: bytes, start: int, end: int, number: int, owner: int, words: Words, letters: Letters) -> int:
    """The row of a word of a node; -1 if it has none such."""
    at = _first_place(owner, number, len(words))
    while words[at, OWNER] >= 0:
        if words[at, OWNER] == owner and words[at, LENGTH] == end - start:
            place, letter = start, words[at, START]
            while place < end and byte_at(text, place) == letters[np.uintp(letter)]:
                place += 1
                letter += 1
            if place == end:
                return at
        at = (at + 1) & (len(words) - 1)
    return -1


@compiled
def _scalar(
    text: bytes,
    place: int,
    node: int,
    is_id: bool,
    nodes: Numbers,
    bounds: Floats,
    words: Words,
    letters: Letters,
) -> tuple[int, int]:
    """The place after a value that is no object and no array (-1 if it does not pass), and the number it makes."""
    types, form = nodes[node, TYPES], nodes[node, FORM]
    if text[place] != QUOTE:
        if types & INTEGER:
            end, value, number = _numeral(text, place, types & NUMBER != 0)
            return (end if bounds[node, 0] <= value <= bounds[node, 1] else -1), number
        return (_boolean(text, place) if types & BOOLEAN else -1), 0
    if not types & STRING:
        return -1, 0
    number = 0
    if is_id or form == CODE:
        end, number = word(text, place + 1)
        if end < 0:
            return -1, 0
        if form == CODE:
            found = _find(text, place + 1, end - 1, number, node, words, letters)
            return (end if found >= 0 else -1), number
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
    if text[place] == 116 and text[place + 1] == 114 and text[place + 2] == 117 and text[place + 3] == 101:
        return place + 4
    if text[place] == 102 and text[place + 1] == 97 and text[place + 2] == 108 and text[place + 3] == 115:
        return place + 5 if text[place + 4] == 101 else -1
    return -1


@compiled
def _numeral(text: bytes, place: int, may_be_broken: bool) -> tuple[int, float, int]:
    """A number written with few digits and no exponent: the place after it, its value, its digits alone."""
    sign = -1 if text[place] == _MINUS else 1
    begin = place if sign == 1 else place + 1
    end, digits = _digits(text, begin, 0)
    if end == begin or (end - begin > 1 and text[begin] == 48):
        return -1, 0.0, 0
    after = 0
    if text[end] == _POINT and may_be_broken:
        place, digits = _digits(text, end + 1, digits)
        after = place - end - 1
        if after == 0:
            return -1, 0.0, 0
        end = place
    if end - begin > _MOST_DIGITS or text[end] == _POINT or text[end] | 32 == 101:
        return -1, 0.0, 0
    return end, sign * digits / _POWERS[after], sign * digits


@compiled
def _digits(text: bytes, place: int, number: int) -> tuple[int, int]:
    """The place after digits, and the number that they make after those of `number`."""
    while 48 <= text[place] <= 57:
        number = number * 10 + (text[place] - 48)
        place += 1
    return place, number
