"""The level of releases, from what a walk over their text finds."""

from collections.abc import Sequence
from typing import Any

import nanoarrow as na
import numpy as np
import polars as pl

from ocds.machine.compiled import Numbers
from ocds.tables.laid.copying import Placed, Values, copied, placed, starts, values_of
from ocds.tables.laid.walk import Found, lay, room
from ocds.tables.laid.ways import Leaf, ways
from ocds.tables.level import Level
from ocds.tables.lines import Lines

_LONGEST = 2**31
_TEXT, _TOLD, _COUNT, _TEXTS = map(na.c_schema, (na.string(), na.bool_(), na.uint32(), na.list_(na.string())))
"""Types as Arrow knows them: to name one takes as long as to make an array."""


def laid(lines: Lines) -> Level | None:
    """The level of releases; None where one does not fit as it is, or the walk has no answer.

    Each of them is JSON and satisfies `shape.numbers_struct()`.
    """
    text, (words, leaves, levels) = lines.text, ways()
    found = room(len(text), len(levels))
    if len(text) >= _LONGEST or not lay(text, np.array(lines.starts, np.int64), words, found):
        return None
    copy = copied(text, found, np.array([leaf.level for leaf in leaves]))
    if copy is None:
        return None
    return _joined(found, placed(found), [_array(leaf, values_of(copy, nth)) for nth, leaf in enumerate(leaves)])


def _joined(found: Found, place: Placed, arrays: Sequence[Any]) -> Level:
    """The level of releases with all below it, `arrays` being the values of the leaves."""
    _, leaves, levels = ways()
    texts = {leaf.level: array for leaf, array in zip(leaves, arrays, strict=True) if levels[leaf.level].texts}
    none = pl.Series(dtype=pl.UInt32)
    made = {0: Level(none, none)}
    heights = found.heights.tolist()
    firsts = (starts(found.heights) - heights[0]).tolist()
    for nth, (above, chain, of_texts) in list(enumerate(levels))[1:]:
        rows = slice(firsts[nth], firsts[nth] + heights[nth])
        counts = np.bincount(place.above[rows], minlength=heights[above])
        if of_texts:
            made[above].values[chain] = _lists(counts, texts[nth])
        else:
            made[nth] = Level(pl.Series(place.above[rows]), pl.Series(place.position[rows]))
            made[above].below[chain] = made[nth]
            made[above].values[chain] = _counts(counts)
    for leaf, array in zip(leaves, arrays, strict=True):
        if not levels[leaf.level].texts:
            made[leaf.level].values[leaf.chain] = _values(leaf, array)
    return made[0]


def _array(leaf: Leaf, found: Values) -> Any:
    """The values of a leaf as Arrow has them: texts, or whether there is one."""
    rows, nulls, bits, offsets, data = found
    if leaf.holds == "told":
        return na.c_array_from_buffers(_TOLD, rows, [None, bits], null_count=0)
    return na.c_array_from_buffers(_TEXT, rows, [bits if nulls else None, offsets, data], null_count=nulls)


def _values(leaf: Leaf, array: Any) -> pl.Series:
    values = pl.Series(array)
    if leaf.holds == "float":
        return values.cast(pl.Float64)
    return _whole(values) if leaf.holds == "int" else values


def _whole(numerals: pl.Series) -> pl.Series:
    whole = numerals.cast(pl.Int64, strict=False)
    if whole.null_count() == numerals.null_count():
        return whole
    return whole.zip_with(whole.is_not_null(), numerals.cast(pl.Float64).cast(pl.Int64))  # `12.0`, `1e3`


def _lists(counts: Numbers, texts: Any) -> pl.Series:
    offsets = np.zeros(len(counts) + 1, np.int32)
    np.cumsum(counts, out=offsets[1:])
    return _some(_TEXTS, counts, offsets, texts)


def _counts(counts: Numbers) -> pl.Series:
    return _some(_COUNT, counts, counts.astype(np.uint32))


def _some(kind: Any, counts: Numbers, values: Any, *children: Any) -> pl.Series:
    """Values of those that are not empty."""
    there = counts > 0
    buffers = [np.packbits(there, bitorder="little"), values]
    nulls = len(counts) - int(np.count_nonzero(there))
    return pl.Series(na.c_array_from_buffers(kind, len(counts), buffers, null_count=nulls, children=children))
