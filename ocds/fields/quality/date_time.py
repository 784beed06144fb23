"""A date that is one, and a likely one.

The first ten characters must be a day from 1990 to 2049: days outside stand for unknown ones (0001-01-01, 1900-01-01,
9999-12-31). What tells what has happened (date, dateMet, dateModified, datePublished, dateSigned) must not lie after
the day that counts as today; give the latest day on earth (UTC+14). The time of day is left to the validation of
structure. Source: the field-level check date_time of Pelican, Open Contracting Partnership.
"""

import datetime as dt
from functools import lru_cache

from ocds.fields.checks import FieldCheck, Judge, Judging
from ocds.fields.paths import Path
from ocds.messages import marked

FIRST, LAST = dt.date(1990, 1, 1), dt.date(2049, 12, 31)
_NO_DATE = marked("is no date")
_UNLIKELY = marked("is before 1990 or after 2049")
_AHEAD = marked("lies in the future")


@lru_cache(4096)
def _day(text: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no time zone)
    except ValueError:
        return None


def _judge(path: Path, judging: Judging) -> Judge:
    past = path.kind == "past_date" and judging.as_of is not None
    last = min(judging.as_of, LAST) if past and judging.as_of else LAST

    def judge(value: object) -> str | None:
        day = _day(value[:10]) if isinstance(value, str) else None
        if day is None:
            return _NO_DATE
        if FIRST <= day <= last:
            return None
        return _AHEAD if last < day <= LAST else _UNLIKELY

    return judge


check = FieldCheck(
    kinds=("date", "past_date"),
    title=marked("Dates are likely"),
    cure=marked("Write the date as 2025-06-30T00:00:00Z, and leave the field out where the date is unknown."),
    judge=_judge,
)
