"""Steps of walks over JSON: past white space, into what stands within, and back."""

import numpy as np

from ocds.machine.compiled import COLUMNS, Numbers, byte_at, cell, inlined

Level = tuple[int, int, int, int, int]
"""What a walk knows of the object or array it is in."""
_IS_SPACE = np.zeros(256, np.bool_)
_IS_SPACE[[*b" \n\r\t"]] = True


@inlined
def is_space(byte: int) -> bool:
    """Whether a byte is white space between values."""
    return bool(_IS_SPACE[byte])


@inlined
def past_space(text: bytes, place: int) -> int:
    """The place of the next byte that is no white space."""
    while _IS_SPACE[byte_at(text, place)]:
        place += 1
    return place


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
