"""Looks at many bytes together, which compiled functions cannot say in Python.

There must be `AT_ONCE` bytes after each place that is looked at.
"""

from collections.abc import Callable
from typing import Any, cast

import numba
from llvmlite import ir
from numba.extending import intrinsic

from ocds.machine import AT_ONCE
from ocds.machine.compiled import Letters, inlined

Step = Callable[[bytes, int], int]
"""A function of a text and a place in it."""
_BYTES, _MASK, _LONG = ir.VectorType(ir.IntType(8), AT_ONCE), ir.IntType(AT_ONCE), ir.IntType(64)


def plain(signs: bytes) -> Step:
    """A function that counts printed signs of ASCII without some signs, from a place on and `AT_ONCE` at most."""

    def written(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        found = _loaded(context, builder, signature.args[0], given[0], given[1], _BYTES)
        ends = builder.icmp_signed("<", found, _all(ord(" ")))  # bytes beyond ASCII are below zero
        for sign in signs:
            ends = builder.or_(ends, builder.icmp_signed("==", found, _all(sign)))
        return _before(builder, ends)

    def count(_: Any, text: Any, place: Any) -> Any:
        return numba.int64(text, place), written

    return cast("Step", intrinsic(count))


def past(count: Step) -> Step:
    """A function that gives the place after all the signs that another one counts, `AT_ONCE` at most."""

    def after(text: bytes, place: int) -> int:
        counted = AT_ONCE
        while counted == AT_ONCE:
            counted = count(text, place)
            place += counted
        return place

    return inlined(after)


def _same(_: Any, text: Any, place: Any, letters: Any, start: Any) -> Any:
    def written(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        one = _loaded(context, builder, signature.args[0], given[0], given[1], _BYTES)
        other = _loaded(context, builder, signature.args[2], given[2], given[3], _BYTES)
        return _before(builder, builder.icmp_signed("!=", one, other))

    return numba.int64(text, place, letters, start), written


def _eight_at(_: Any, text: Any, place: Any) -> Any:
    def written(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return _loaded(context, builder, signature.args[0], given[0], given[1], _LONG)

    return numba.int64(text, place), written


same: Callable[[bytes, int, Letters, int], int] = cast("Any", intrinsic(_same))
"""Counts the bytes that are the same from two places on, `AT_ONCE` at most."""
eight_at: Step = cast("Any", intrinsic(_eight_at))
"""Eight bytes as one number."""


def _loaded(context: Any, builder: Any, kind: Any, array: Any, place: Any, form: Any) -> Any:
    data = context.make_array(kind)(context, builder, array).data
    return builder.load(builder.bitcast(builder.gep(data, [place]), form.as_pointer()), align=1)


def _all(byte: int) -> Any:
    return ir.Constant(_BYTES, [byte] * AT_ONCE)


def _before(builder: Any, found: Any) -> Any:
    """How many come before the first of which it is true."""
    count = builder.cttz(builder.bitcast(found, _MASK), ir.Constant(ir.IntType(1), 0))
    return builder.zext(count, _LONG)
