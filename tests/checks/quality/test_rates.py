"""Exchange rates: read from a file or refused with the cure, and the rate of the right day."""

import datetime as dt

import polars as pl
import pytest

from checks.exceptions import ChecksError, RatesError
from checks.quality.rates import load_rates

MONTHLY = """date,currency,rate
2020-01-01,EUR,0.9
2020-02-01,EUR,0.8
2020-01-01,GBP,0.5
"""


@pytest.fixture
def written(tmp_path):
    def written(text):
        path = tmp_path / "rates.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


@pytest.mark.parametrize(
    ("amount", "currency", "day", "dollars"),
    [
        pytest.param(90, "EUR", "2020-01-01", 100, id="the day of a rate"),
        pytest.param(90, "EUR", "2020-01-31", 100, id="the newest rate before the day"),
        pytest.param(80, "EUR", "2020-02-15", 100, id="a newer rate"),
        pytest.param(80, "EUR", "2020-03-03", 100, id="a rate of 31 days ago"),
        pytest.param(80, "EUR", "2020-03-04", None, id="a rate of 32 days ago is too old"),
        pytest.param(90, "EUR", "2019-12-31", None, id="before the first rate"),
        pytest.param(90, "XTS", "2020-01-01", None, id="a currency without rates"),
        pytest.param(90, None, "2020-01-01", None, id="no currency"),
        pytest.param(90, "EUR", None, None, id="no day"),
        pytest.param(None, "EUR", "2020-01-01", None, id="no amount"),
        pytest.param(7, "USD", None, 7, id="dollars need no rate"),
        pytest.param(0, "GBP", "2020-01-05", 0, id="nothing is nothing in any currency"),
        pytest.param(-5, "GBP", "2020-01-05", -10, id="an amount below zero"),
    ],
)
def test_dollars(written, amount, currency, day, dollars):
    frame = pl.LazyFrame(
        {"amount": [amount], "currency": [currency], "day": [day and dt.date.fromisoformat(day)]},
        schema={"amount": pl.Float64, "currency": pl.String, "day": pl.Date},
    )
    found = load_rates(written(MONTHLY)).dollars(frame, "amount", "currency", pl.col("day"), "dollars").collect()
    assert found.columns == ["amount", "currency", "day", "dollars"]
    assert found["dollars"].to_list() == [pytest.approx(dollars)]


def test_rows_stay_in_their_order(written):
    """A join by day would sort them; whoever reads the frame next may count on their order."""
    days = [dt.date(2020, 2, 1), None, dt.date(2020, 1, 1), dt.date(2020, 2, 1)]
    currencies = ["EUR", "EUR", "GBP", "GBP"]
    frame = pl.LazyFrame({"row": [0, 1, 2, 3], "worth": [8.0, 9.0, 5.0, 1.0], "unit": currencies, "day": days})
    found = load_rates(written(MONTHLY)).dollars(frame, "worth", "unit", pl.col("day"), "worth").collect()
    assert found["row"].to_list() == [0, 1, 2, 3]
    assert found["worth"].to_list() == [pytest.approx(10), None, pytest.approx(10), pytest.approx(2)]


@pytest.mark.parametrize(
    "text",
    [
        MONTHLY,
        b"\xef\xbb\xbf" + MONTHLY.encode(),
        MONTHLY.replace("\n", "\r\n"),
        MONTHLY.replace(",", " , "),
        MONTHLY + "\n\n",
        "rate,note,currency,date\n0.9,x,EUR,2020-01-01\n0.8,,EUR,2020-02-01\n0.5,,GBP,2020-01-01\n",
        "\n".join([MONTHLY.splitlines()[0], *reversed(MONTHLY.splitlines()[1:])]),
    ],
    ids=[
        "plain",
        "with a byte order mark",
        "from Windows",
        "with spaces",
        "with empty lines",
        "more columns",
        "unsorted",
    ],
)
def test_files_that_say_the_same(written, text):
    assert load_rates(written(text)).table.rows() == [
        ("EUR", dt.date(2020, 1, 1), 0.9),
        ("EUR", dt.date(2020, 2, 1), 0.8),
        ("GBP", dt.date(2020, 1, 1), 0.5),
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("date,currency,rate\n2020-13-01,EUR,1\n", 2, "'2020-13-01' is no date", id="a month 13"),
        pytest.param("date,currency,rate\n31/03/2020,EUR,1\n", 2, "Write dates as 2024-03-31", id="a local date"),
        pytest.param("date,currency,rate\n2020-01-01,euro,1\n", 2, "'euro' is no currency", id="a name"),
        pytest.param("date,currency,rate\n2020-01-01,,1\n", 2, "'' is no currency", id="no currency"),
        pytest.param("date,currency,rate\n2020-01-01,EUR,0\n", 2, "'0' is no rate", id="zero"),
        pytest.param("date,currency,rate\n2020-01-01,EUR,-1\n", 2, "'-1' is no rate", id="below zero"),
        pytest.param("date,currency,rate\n2020-01-01,EUR,NaN\n", 2, "'NaN' is no rate", id="not a number"),
        pytest.param("date,currency,rate\n2020-01-01,EUR,inf\n", 2, "'inf' is no rate", id="no end"),
        pytest.param('date,currency,rate\n2020-01-01,EUR,"0,9"\n', 2, "with a decimal point", id="a decimal comma"),
        pytest.param("date,currency,rate\n\n2020-01-01,EUR,x\n", 3, "'x' is no rate", id="after an empty line"),
        pytest.param("date,currency,rate\n2020-01-01,USD,1.1\n", 2, "for one US dollar", id="rates for one euro"),
        pytest.param(
            "date,currency,rate\n2020-01-01,EUR,1\n2020-01-01,EUR,2\n", 3, "a second rate for EUR", id="two rates"
        ),
        pytest.param("day,currency,rate\n2020-01-01,EUR,1\n", 1, "no column 'date'", id="another heading"),
        pytest.param("date,currency,rate\n2020-01-01,EUR,1,2\n", None, "date,currency,rate", id="a field too many"),
        pytest.param("", None, "date,currency,rate", id="an empty file"),
        pytest.param(b"date,currency,rate\n2020-01-01,\xff,1\n", None, "UTF-8", id="another encoding"),
    ],
)
def test_files_that_are_refused(written, text, line, words):
    path = written(text)
    with pytest.raises(RatesError) as caught:
        load_rates(path)
    assert isinstance(caught.value, ChecksError)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"{path}: line {line}: " if line else f"{path}: ")
    assert words in str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(RatesError, match=r"nowhere\.csv"):
        load_rates(tmp_path / "nowhere.csv")


def test_a_file_without_rates_knows_dollars_only(written):
    rates = load_rates(written("date,currency,rate\n"))
    frame = pl.LazyFrame({"amount": [1.0, 2.0], "currency": ["USD", "EUR"]})
    day = pl.lit(dt.date(2020, 1, 1))
    assert rates.dollars(frame, "amount", "currency", day, "dollars").collect()["dollars"].to_list() == [1.0, None]
