"""Words (keys of objects, codes of texts) by their owner and letters: where each of them is found."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ocds.machine import AT_ONCE
from ocds.machine.compiled import COLUMNS, Letters, Rows, byte_at, cell, inlined
from ocds.machine.signs import QUOTE
from ocds.machine.together import eight_at, past, plain, same

OWNER, START, LENGTH, REST = range(4)
"""Columns of words: what they belong to, where they stand among the letters, how many they have; from `REST` on, what
is told of them."""
_NOBODY = -1
_FIRST_FACTOR, _LAST_FACTOR = 0x1E3779B97F4A7C15, 0x42B2AE3D27D4EB4F
"""The number of a word is the sum of its first and of its last eight bytes, each times one of these."""
_PARTS = np.array([*((1 << 8 * size) - 1 for size in range(8)), -1])
"""Eight bytes of which only the first few count."""
unescaped = plain(b'"\\')
"""Counts the letters of a word, `AT_ONCE` at most."""
past_unescaped = past(unescaped)


class Words(NamedTuple):
    """The rows of words by their hash (an owner of -1 where there is none), one after another, and their letters."""

    rows: Rows
    letters: Letters


def hashed(words: Sequence[tuple[int, str, Sequence[int]]]) -> Words:
    """Words, each given by its owner, itself and what is told of it; none of more than `AT_ONCE` letters is found."""
    size = 1 << (3 * len(words)).bit_length()
    rows, letters = np.full((size, COLUMNS), _NOBODY, np.int32), bytearray()
    for owner, word, told in words:
        place = _place_of(owner, _number(word.encode()), size)
        while rows[place, OWNER] != _NOBODY:
            place = (place + 1) % size
        rows[place, : REST + len(told)] = (owner, len(letters), len(word.encode()), *told)
        letters += word.encode()
    letters += bytes(AT_ONCE)
    return Words(rows.ravel(), np.frombuffer(bytes(letters), np.uint8))


def _place_of(owner: int, number: int, size: int) -> int:
    """The place where a word is first looked for."""
    return ((number >> 40) ^ (owner * 0x9E3779B1)) & (size - 1)


def _number(word: bytes) -> int:
    first, last = (int.from_bytes(part, "little") for part in (word[:8], word[-8:]))
    return (first * _FIRST_FACTOR + last * _LAST_FACTOR) & 0xFFFF_FFFF_FFFF_FFFF


_first_place = inlined(_place_of)


@inlined
def find(text: bytes, place: int, owner: int, words: Words) -> tuple[int, int]:
    """The row of a word of an owner (-1 if it has none such), and the place after its closing quote."""
    size, rows = unescaped(text, place), words.rows
    slots = len(rows) // COLUMNS
    at = _first_place(owner, _number_of(text, place, size), slots)
    while cell(rows, at, OWNER) >= 0:
        if cell(rows, at, OWNER) == owner and cell(rows, at, LENGTH) == size:
            is_same = same(text, place, words.letters, cell(rows, at, START)) >= size
            if is_same and byte_at(text, place + size) == QUOTE:
                return at, place + size + 1
        at = (at + 1) & (slots - 1)
    return _NOBODY, place


@inlined
def _number_of(text: bytes, place: int, size: int) -> int:
    part, last = int(_PARTS[min(size, 8)]), place + max(size - 8, 0)
    return (eight_at(text, place) & part) * _FIRST_FACTOR + (eight_at(text, last) & part) * _LAST_FACTOR


@inlined
def number_of_all(text: bytes, place: int, size: int) -> int:
    """A number made of all bytes of a word."""
    number = size
    while size > 8:
        number = (number + eight_at(text, place)) * _FIRST_FACTOR
        number ^= number >> 29
        place, size = place + 8, size - 8
    return (number + (eight_at(text, place) & int(_PARTS[size]))) * _FIRST_FACTOR
