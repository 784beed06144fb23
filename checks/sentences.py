"""Sentences filled with what they speak of, with numbers as each language writes them."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import Any

from ocds.messages import ENGLISH

_NUMBER = re.compile(r"(,?)\.(\d+)([f%])")
"""The forms of numbers that sentences use: `,.2f`, `.0f`, `.1%`."""


def fill(sentence: str, facts: Mapping[str, Any], language: str = ENGLISH) -> str:
    """The sentence with its placeholders filled; what is not known reads `?`, however it should be written."""
    return "".join(
        text if name is None else text + _written(facts[name], form or "", language)
        for text, name, form, _ in _parts(sentence)
    )


@cache
def _parts(sentence: str) -> tuple[tuple[str, str | None, str | None, str | None], ...]:
    return tuple(Formatter().parse(sentence))


def _written(value: Any, form: str, language: str) -> str:
    if value is None:
        return "?"
    number = _NUMBER.fullmatch(form)
    if number is None:
        return format(value, form)
    if isinstance(value, str):
        return value
    return format(value, form) if language == ENGLISH else _translated(value, number, language)


def _translated(value: float, form: re.Match[str], language: str) -> str:
    """A number as a language writes it, rounded as it is in English."""
    from babel.numbers import format_decimal  # noqa: PLC0415 (slow to load, and English does without)

    grouped, decimals, kind = form[1], int(form[2]), form[3]
    digits = Decimal(f"{value:.{decimals}{kind}}".removesuffix("%"))
    pattern = ("#,##0" if grouped else "0") + "." * (decimals > 0) + "0" * decimals
    return format_decimal(digits, pattern, locale=language) + "%" * (kind == "%")
