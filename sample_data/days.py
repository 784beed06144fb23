"""Days of the country, counted from 2021-01-01, and the texts they are published as.

Texts are made once: a generator that formats dates spends more time on them than on everything else.
"""

from datetime import date, timedelta

EPOCH = date(2021, 1, 1)
_SPAN = 8 * 366

DATE = tuple((EPOCH + timedelta(n)).isoformat() for n in range(_SPAN))
MORNING = tuple(f"{day}T09:00:00-05:00" for day in DATE)
NOON = tuple(f"{day}T12:00:00-05:00" for day in DATE)
EVENING = tuple(f"{day}T17:30:00-05:00" for day in DATE)
NIGHT = tuple(f"{day}T22:30:00-05:00" for day in DATE)


def day(text: str) -> int:
    """Give the number of the day written `YYYY-MM-DD`."""
    return (date.fromisoformat(text) - EPOCH).days


FIRST = day("2022-07-01")
LAST = day("2025-06-30")
