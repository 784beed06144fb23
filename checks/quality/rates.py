"""Exchange rates from a file, to compare amounts across currencies without a network."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import polars as pl

from checks.exceptions import RatesError
from ocds.messages import marked

DOLLARS = "USD"
COLUMNS = ("date", "currency", "rate")
OLDEST = timedelta(days=31)
"""How old a rate may be on the day it is used: a monthly table is enough, a table that ended long ago is not."""
RATES = pl.Schema({"currency": pl.String, "date": pl.Date, "rate": pl.Float64})
_DAY, _RATE = "__day", "__rate"


@dataclass(frozen=True)
class Rates:
    """Exchange rates by currency and day.

    `table` has the columns `currency` (String, a code of ISO 4217), `date` (Date) and `rate` (Float64: units of that
    currency for one US dollar), one row for each currency and date.
    """

    table: pl.DataFrame

    def dollars(self, frame: pl.LazyFrame, amount: str, currency: str, day: pl.Expr, name: str) -> pl.LazyFrame:
        """Add the column `name` (Float64): the amount in US dollars, rows and their order as they were.

        `amount` and `currency` are columns, `day` (Date) is the day whose rate is wanted: the newest rate on or before
        it counts, unless it is older than `OLDEST`. Without a rate the column is null, never zero. Dollars need none.
        """
        dated = frame.with_columns(day.alias(_DAY))
        asked = dated.select(currency, _DAY).drop_nulls().unique().sort(currency, _DAY)
        known = self.table.lazy().select(
            pl.col("currency").alias(currency), pl.col("date"), pl.col("rate").alias(_RATE)
        )
        found = asked.join_asof(
            known.sort(currency, "date"),
            left_on=_DAY,
            right_on="date",
            by=currency,
            tolerance=OLDEST,
            check_sortedness=False,  # polars cannot tell within groups; both sides were just sorted
        ).select(currency, _DAY, _RATE)
        rate = pl.when(pl.col(currency) == DOLLARS).then(1.0).otherwise(_RATE)
        joined = dated.join(found, on=[currency, _DAY], how="left", maintain_order="left")
        return joined.with_columns((pl.col(amount) / rate).alias(name)).drop(_DAY, _RATE)


def load_rates(path: Path) -> Rates:
    """Read rates from a CSV file with the columns `date`, `currency` and `rate` (see docs/rates.md).

    Raises `RatesError`, which names the file, the line and the cure, for a file that cannot be used whole.
    """
    texts = _texts(path)
    read = texts.with_columns(
        day=pl.col("date").str.to_date("%Y-%m-%d", strict=False), number=pl.col("rate").cast(pl.Float64, strict=False)
    )
    for misfit, problem, cure in _misfits():
        first = read.filter(misfit).head(1)
        if not first.is_empty():
            row = first.row(0, named=True)
            raise RatesError(path, row["line"], problem % row, cure)
    table = read.select("currency", date="day", rate="number")
    return Rates(table.sort("currency", "date"))


def _texts(path: Path) -> pl.DataFrame:
    """The three columns as texts, with the `line` each row stands in; empty lines are left out."""
    try:
        texts = pl.read_csv(path, infer_schema=False)
    except OSError as error:
        raise RatesError(path, None, error.strerror or str(error), marked("Name a file that can be read.")) from error
    except pl.exceptions.PolarsError as error:
        problem = str(error).partition("\n")[0]
        cure = marked("Give a CSV file in UTF-8 that begins with the line `date,currency,rate`.")
        raise RatesError(path, None, problem, cure) from error
    texts = texts.rename(str.strip)
    absent = [column for column in COLUMNS if column not in texts.columns]
    if absent:
        problem = f"no column {absent[0]!r}"
        raise RatesError(path, 1, problem, marked("Begin the file with the line `date,currency,rate`."))
    texts = texts.select(pl.col(COLUMNS).str.strip_chars().fill_null("")).with_row_index("line", offset=2)
    return texts.filter(pl.any_horizontal(pl.col(COLUMNS) != ""))


def _misfits() -> tuple[tuple[pl.Expr, str, str], ...]:
    """What a row must not be, the words for it and the cure."""
    rate = pl.col("number")
    return (
        (pl.col("day").is_null(), "%(date)r is no date", marked("Write dates as 2024-03-31.")),
        (
            ~pl.col("currency").str.contains(r"^[A-Z]{3}$").fill_null(value=False),
            "%(currency)r is no currency",
            marked("Write currencies as the three capital letters of ISO 4217."),
        ),
        (
            ~(rate.is_finite() & (rate > 0)).fill_null(value=False),
            "%(rate)r is no rate",
            marked("Write rates as numbers above zero with a decimal point: units of the currency for one US dollar."),
        ),
        (
            (pl.col("currency") == DOLLARS) & (rate != 1),
            "the US dollar has the rate %(rate)s",
            marked("Count units of each currency for one US dollar, not for another currency."),
        ),
        (
            pl.struct("currency", "day").is_first_distinct().not_(),
            "a second rate for %(currency)s on %(date)s",
            marked("Keep one rate for each currency and date."),
        ),
    )
