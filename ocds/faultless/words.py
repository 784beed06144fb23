"""Words (keys of objects, codes of texts) by their owner and letters: where each of them is found."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ocds.faultless.compiled import byte_at, compiled

OWNER, START, LENGTH, REST = range(4)
"""Columns of words: what they belong to, where they stand among the letters, and from `REST` on what they lead to."""
_NOBODY = -1
Rows = npt.NDArray[np.int32]
Letters = npt.NDArray[np.uint8]


class Words(NamedTuple):
    """Rows of words by their hash (an owner of -1 where there is none), and their letters."""

    rows: Rows
    letters: Letters


def hashed(words: Sequence[tuple[int, str, Sequence[int]]]) -> Words:
    """Words, each given by its owner, itself and what is told of it."""
    size = 1 << (3 * len(words)).bit_length()
    rows, letters = np.full((size, REST + len(words[0][2])), _NOBODY, np.int32), bytearray()
    for owner, word, told in words:
        place = _first_place(owner, _number(word.encode()), size)
        while rows[place, OWNER] != _NOBODY:
            place = (place + 1) % size
        rows[place] = (owner, len(letters), len(word.encode()), *told)
        letters += word.encode()
    return Words(rows, np.frombuffer(bytes(letters), np.uint8))


def _first_place(owner: int, number: int, size: int) -> int:
    """The place where a word is first looked for, `number` being made of its letters as `texts.word` does."""
    return (number ^ (owner * 0x9E3779B1)) & (size - 1)


def _number(word: bytes) -> int:
    number = 0
    for byte in word:
        number = (number * 31 + byte) & 0xFFFFFFFF
    return number


_first_look = compiled(_first_place)


@compiled
def find(text: bytes, start: int, end: int, number: int, owner: int, rows: Rows, letters: Letters) -> int:
    """The row of a word of an owner; -1 if it has none such."""
    at = _first_look(owner, number, len(rows))
    while rows[at, OWNER] >= 0:
        if rows[at, OWNER] == owner and rows[at, LENGTH] == end - start:
            place, letter = start, rows[at, START]
            while place < end and byte_at(text, place) == letters[np.uintp(letter)]:
                place += 1
                letter += 1
            if place == end:
                return at
        at = (at + 1) & (len(rows) - 1)
    return -1
