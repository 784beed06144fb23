"""Steps of walks over JSON: past white space, into what stands within, and back."""

import numpy as np

from ocds.machine.compiled import COLUMNS, Numbers, byte_at, cell, inlined
from ocds.machine.together import Step

Level = tuple[int, int, int, int, int]
"""What a walk knows of the object or array it is in."""


def past_any(signs: bytes) -> Step:
    """A function that gives the place of the next byte that is none of some."""
    is_one = np.zeros(256, np.bool_)
    is_one[[*signs]] = True

    def after(text: bytes, place: int) -> int:
        while is_one[byte_at(text, place)]:
            place += 1
        return place

    return inlined(after)


past_space = past_any(b" \n\r\t")
"""The place of the next byte that is no white space between values."""


@inlined
def push(stack: Numbers, depth: int, level: Level) -> None:
    """Remember a level while another within it is walked."""
    for column in range(len(level)):
        stack[np.uintp(depth * COLUMNS + column)] = level[column]


@inlined
def popped(stack: Numbers, depth: int) -> Level:
    """The level that was remembered."""
    return (
        cell(stack, depth, 0),
        cell(stack, depth, 1),
        cell(stack, depth, 2),
        cell(stack, depth, 3),
        cell(stack, depth, 4),
    )
