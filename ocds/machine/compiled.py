"""Functions over bytes and arrays of numbers, compiled to machine code when they are first called."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import numba
import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
Letters = npt.NDArray[np.uint8]
COLUMNS = 8
"""So many numbers are a row of each table, whose rows stand one after the other."""
Function = TypeVar("Function", bound=Callable[..., Any])
_OCDS = Path(__file__).parents[1]
_FOLDERS = ("machine", "faultless", "tables/laid")
# They make no arrays, so none need be counted: counting those they pass on would take four fifths of the time.
_OPTIONS: dict[str, Any] = {"_nrt": False}


def compiled(function: Function) -> Function:
    """A function as a part of the machine code of those that call it; it looks at no bounds."""
    part: Function = numba.njit(**_OPTIONS)(function)
    return part


def inlined(function: Function) -> Function:
    """A function that becomes part of those that call it: to pass arrays on takes longer than what is short."""
    part: Function = numba.njit(forceinline=True, **_OPTIONS)(function)
    return part


def kept(function: Function) -> Function:
    """A function as machine code that is kept on disk with all its parts; raises `RuntimeError` where it cannot be."""
    function.__qualname__ += f"-{_sources():08x}"  # it is kept by name: what has other parts has another
    whole: Function = numba.njit(cache=True, **_OPTIONS)(function)
    return whole


def _sources() -> int:
    """A number made of all that compiled functions may be made of."""
    number = 0
    for folder in _FOLDERS:
        for path in sorted((_OCDS / folder).glob("*.py")):
            number = crc32(path.read_bytes(), number)
    return number


@inlined
def byte_at(text: bytes, place: int) -> int:
    """The byte at a place that does not count from the end, which compiled code need not find out."""
    return text[np.uintp(place)]


@inlined
def cell(table: Numbers | Rows, row: int, column: int) -> int:
    """A number of a table; the place is not below zero, which compiled code need not find out."""
    return int(table[np.uintp(row * COLUMNS + column)])
