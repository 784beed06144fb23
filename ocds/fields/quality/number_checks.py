"""A number that is finite and not below zero, where less than nothing makes no sense.

That is: quantities, prices of units, days of periods, numbers of tenderers and amounts of transactions. A number
written as a text passes here: validation tells of it. Source: the field-level check number_checks of Pelican, Open
Contracting Partnership.
"""

from math import isfinite

from ocds.fields.checks import FieldCheck, Judge, Judging
from ocds.fields.paths import Path
from ocds.messages import marked

_NO_NUMBER = marked("is no number")
_NEGATIVE = marked("is below zero")


def _judge(_: Path, __: Judging) -> Judge:
    def judge(value: object) -> str | None:
        try:
            number = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else None
        except (OverflowError, ValueError):
            return _NO_NUMBER
        if number is None or not isfinite(number):
            return _NO_NUMBER
        return None if number >= 0 else _NEGATIVE

    return judge


check = FieldCheck(
    kinds=("number",),
    title=marked("Numbers are not below zero"),
    cure=marked("Write the number itself, without its sign, or leave the field out where it is unknown."),
    judge=_judge,
)
