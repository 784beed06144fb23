"""Dates: what is an instant, what is a day only, and what is none."""

import datetime as dt

import polars as pl
import pytest

from ocds.tables.instants import local_day, with_instants

INSTANTS = {
    "2024-03-01T10:00:00Z": "2024-03-01T10:00:00+00:00",
    "2024-03-01T10:00:00-05:00": "2024-03-01T15:00:00+00:00",
    "2024-03-01T23:30:00+05:30": "2024-03-01T18:00:00+00:00",
    "2024-03-01T10:00:00.123456Z": "2024-03-01T10:00:00.123456+00:00",
    "2024-03-01T10:00:00": "2024-03-01T10:00:00+00:00",
    "2024-03-01T10:00:00.5": "2024-03-01T10:00:00.500000+00:00",
    "2024-03-01": "2024-03-01T00:00:00+00:00",
    "2024-02-29": "2024-02-29T00:00:00+00:00",
    "0207-01-01T00:00:00Z": "0207-01-01T00:00:00+00:00",
    "2105-12-31T23:59:59Z": "2105-12-31T23:59:59+00:00",
}
NONE = [
    "",
    " ",
    "Pendiente de Emisión",
    "24-Mar-2018 09:00 AM",
    "2019-01-02+01:00T09:30:00Z",
    "2015-11-04T00:00:00.-06:00",
    "18-06-21T01:57:34Z",
    "2014-03-26 16:00 Eastern Standard Time (EST)",
    "43191",
    "0000-01-01T00:00:00Z",
    "-0001-01-01T00:00:00Z",
    "+12345-01-01T00:00:00Z",
    "2024-02-30",
    "2024-13-01T00:00:00Z",
    "2024-03-01T25:00:00Z",
    None,
]


def read(texts):
    frame = pl.DataFrame({"date_text": texts}, schema={"date_text": pl.String})
    return with_instants(frame, ["date"])["date"]


@pytest.mark.parametrize("text", INSTANTS)
def test_an_instant(text):
    assert read([text]).item() == dt.datetime.fromisoformat(INSTANTS[text])


@pytest.mark.parametrize("text", NONE)
def test_no_instant(text):
    assert read([text]).to_list() == [None]


def test_each_among_many_others():
    texts = [*INSTANTS, *NONE]
    expected = [dt.datetime.fromisoformat(text) for text in INSTANTS.values()] + [None] * len(NONE)

    assert read(texts).to_list() == expected
    assert read(texts[::-1]).to_list() == expected[::-1]
    assert read(texts).dtype == pl.Datetime("us", "UTC")


def test_no_dates_at_all():
    assert read([]).to_list() == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-01T23:30:00-05:00", dt.date(2024, 3, 1)),
        ("2024-03-01T00:30:00+09:00", dt.date(2024, 3, 1)),
        ("2024-03-01", dt.date(2024, 3, 1)),
        ("2024-3-1T10:00:00Z", None),
        ("1 March 2024", None),
        ("2024-02-30T00:00:00Z", None),
        ("", None),
        (None, None),
    ],
)
def test_the_day_is_that_of_the_place(text, day):
    frame = pl.DataFrame({"text": [text]}, schema={"text": pl.String})

    assert frame.select(local_day(pl.col("text"))).item() == day
