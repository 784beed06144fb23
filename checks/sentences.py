"""Sentences filled with what they speak of, with numbers as each language writes them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import repeat
from string import Formatter
from typing import Any

from ocds.messages import ENGLISH

_NUMBER = re.compile(r"(,?)\.(\d+)([f%])")
"""The forms of numbers that sentences use: `,.2f`, `.0f`, `.1%`."""


def fill(sentence: str, facts: Mapping[str, Any], language: str = ENGLISH) -> str:
    """The sentence with its placeholders filled; what is not known reads `?`, however it should be written."""
    return "".join(
        text if name is None else text + _writer(form or "", language)(facts[name])
        for text, name, form, _ in _parts(sentence)
    )


def fill_each(sentence: str, rows: int, facts: Mapping[str, Sequence[Any]]) -> list[str]:
    """The same in English for each row, from columns of facts: a placeholder at a time, which is much faster."""
    columns: list[Iterable[str]] = []
    for text, name, form, _ in _parts(sentence):
        columns.append(repeat(text, rows))
        if name is not None:
            columns.append(map(_writer(form or "", ENGLISH), facts[name]))
    return list(map("".join, zip(*columns, strict=True)))


@cache
def _parts(sentence: str) -> tuple[tuple[str, str | None, str | None, str | None], ...]:
    return tuple(Formatter().parse(sentence))


@cache
def _writer(form: str, language: str) -> Callable[[Any], str]:
    number = _NUMBER.fullmatch(form)

    def written(value: Any) -> str:
        if value is None:
            return "?"
        if number is None:
            return format(value, form)
        if isinstance(value, str):
            return value
        return format(value, form) if language == ENGLISH else _translated(value, number, language)

    return written


def _translated(value: float, form: re.Match[str], language: str) -> str:
    """A number as a language writes it, rounded as it is in English."""
    from babel.numbers import format_decimal  # noqa: PLC0415 (slow to load, and English does without)

    grouped, decimals, kind = form[1], int(form[2]), form[3]
    digits = Decimal(f"{value:.{decimals}{kind}}".removesuffix("%"))
    pattern = ("#,##0" if grouped else "0") + "." * (decimals > 0) + "0" * decimals
    return format_decimal(digits, pattern, locale=language) + "%" * (kind == "%")
