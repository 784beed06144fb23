"""Whether a measure binds on a day: legal period and lifting, both bounds inclusive."""

import polars as pl

STRENGTH = {"in_force": 5, "unknown": 4, "lifted": 3, "expired": 2, "not_yet": 1, "none": 0}
"""Statuses of a day, the strongest first: of several, the strongest tells of the supplier."""


def status(day: pl.Expr) -> pl.Expr:
    """Give the status of the measures of `Registry.measure` on a day (Date to String).

    One of in_force, not_yet, expired, lifted, unknown; `unknown_because` tells why it is unknown.
    """
    return pl.when(unknown_because(day).is_not_null()).then(pl.lit("unknown")).otherwise(_known(day))


def unknown_because(day: pl.Expr) -> pl.Expr:
    """Give the reason why the status is unknown (Date to String); null where it is known.

    - `no_award_date`: the day is not known
    - `lifted_undated`: it was lifted, nobody says when
    - `between_lists`: it was lifted between two dated files, and the day lies between them
    - `no_start_date`: the start is not published, and no file of that time shows it
    - `no_list_covers_day`: it has no end, and no file as late as the day shows it
    """
    open_question = _known(day) == "in_force"
    lifted = pl.col("lifted_by").is_not_null()
    return (
        pl.when(day.is_null())
        .then(pl.lit("no_award_date"))
        .when(open_question & lifted & pl.col("lifted_after").is_null())
        .then(pl.lit("lifted_undated"))
        .when(open_question & lifted & (day > pl.col("lifted_after")))
        .then(pl.lit("between_lists"))
        .when(open_question & pl.col("start").is_null() & (day < pl.col("first_shown")))
        .then(pl.lit("no_start_date"))
        .when(open_question & pl.col("open_ended") & (day > pl.col("newest")))
        .then(pl.lit("no_list_covers_day"))
    )


def _known(day: pl.Expr) -> pl.Expr:
    return (
        pl.when(day < pl.col("start"))
        .then(pl.lit("not_yet"))
        .when(day >= pl.col("lifted_by"))
        .then(pl.lit("lifted"))
        .when(day > pl.col("end"))
        .then(pl.lit("expired"))
        .otherwise(pl.lit("in_force"))
    )
