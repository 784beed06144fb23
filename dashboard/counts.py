"""Figures of a whole snapshot: how many processes have each stored outcome, what was missing, what was wrong.

Nothing is judged here: stored outcomes and issues are counted. Each figure is remembered for its snapshot.
"""

from dataclasses import dataclass

import polars as pl

from dashboard.i18n import gettext
from dashboard.places import placed_issues
from dashboard.reading import remembered
from dashboard.words import NO_PUBLISHER, OUTCOMES
from ocds.snapshots import Snapshot

REASON = "_reason"
BARRED = "R046"
SAME_INPUT = {"valid_bids": "bids"}


@dataclass(frozen=True)
class Counted:
    """Processes by outcome for one indicator."""

    indicator: str
    alert: int
    no_alert: int
    unknown: int
    not_applicable: int
    error: int

    @property
    def applicable(self) -> int:
        """All processes but those the indicator does not apply to."""
        return self.alert + self.no_alert + self.unknown + self.error

    @property
    def judged(self) -> float | None:
        """Share of the applicable processes that got an answer; None when it applies to none."""
        return (self.alert + self.no_alert) / self.applicable if self.applicable else None


@remembered
def indicators(snap: Snapshot) -> tuple[str, ...]:
    """Give identifiers of the indicators that the snapshot holds results of, in order."""
    names = set(snap.results().collect_schema().names())
    return tuple(sorted(name for name in names if name + REASON in names))


@remembered
def outcomes(snap: Snapshot) -> dict[str, Counted]:
    """Give processes by outcome, for each indicator of the snapshot."""
    ids = indicators(snap)
    if not ids:
        return {}
    sums = [(pl.col(i) == code).sum().alias(f"{i} {code}") for i in ids for code in OUTCOMES]
    row = snap.results().select(sums).collect().row(0, named=True)
    return {i: Counted(i, **{code: row[f"{i} {code}"] or 0 for code in OUTCOMES}) for i in ids}


def publisher_words(publisher: str | None) -> str:
    """Give the name of a publisher; where none is named, words that say so."""
    return publisher or gettext(NO_PUBLISHER)


@remembered
def publishers(snap: Snapshot) -> tuple[str, ...]:
    """Everybody who published a process or a document, in order of the alphabet."""
    named = [snap.scan(table).select("publisher").drop_nulls() for table in ("process", "document")]
    known = pl.concat(named).filter(pl.col("publisher") != "").unique()
    return tuple(known.sort("publisher").collect()["publisher"])


def missing_inputs(snap: Snapshot, indicator: str) -> pl.LazyFrame:
    """Give ``ocid``, ``indicator`` and ``column``: a row for each input that the indicator was missing."""
    return (
        snap.results()
        .select("ocid", column=indicator + REASON, outcome=indicator)
        .filter(pl.col("outcome") == "unknown")
        .select(
            "ocid",
            pl.lit(indicator).alias("indicator"),
            pl.col("column").fill_null("").str.split(",").alias("column"),
        )
        .explode("column")
        .with_columns(pl.col("column").str.strip_chars().replace(SAME_INPUT))
    )


@remembered
def missing(snap: Snapshot) -> pl.DataFrame:
    """Give what was missing where an indicator could not judge.

    Columns: ``publisher`` (String or null), ``column`` (String: an input's name, ``not_finite``, or empty when no
    reason is stored), ``processes`` (UInt32: each counted once), ``indicators`` (List(String): those left unjudged).
    """
    ids = indicators(snap)
    if not ids:
        text = pl.String()
        schema = pl.Schema({"publisher": text, "column": text, "processes": pl.UInt32(), "indicators": pl.List(text)})
        return pl.DataFrame(schema=schema)
    return (
        pl.concat([missing_inputs(snap, i) for i in ids])
        .join(snap.scan("process").select("ocid", "publisher"), on="ocid", how="left")
        .group_by("publisher", "column")
        .agg(
            processes=pl.col("ocid").n_unique(),
            indicators=pl.col("indicator").unique().sort(),
        )
        .sort("processes", "column", "publisher", descending=[True, False, False], nulls_last=True)
        .collect()
    )


@remembered
def issues(snap: Snapshot) -> pl.DataFrame:
    """Count issues: ``publisher``, ``rule``, ``severity``, ``issues``, ``processes``, ``documents``."""
    return (
        placed_issues(snap)
        .group_by("publisher", "rule", "severity")
        .agg(
            issues=pl.len(),
            processes=pl.col("ocid").drop_nulls().n_unique(),
            documents=pl.col("document").n_unique(),
        )
        .sort("issues", "rule", "publisher", "severity", descending=[True, False, False, False], nulls_last=True)
        .collect()
    )


@dataclass(frozen=True)
class Barred:
    """Processes by what screening said: each is counted once, under the first that holds."""

    in_force: int
    unknown: int
    look_alike: int
    screened: int


@remembered
def barred(snap: Snapshot) -> Barred:
    """How many processes had a barred supplier on the award day, cannot be known, or only a look-alike.

    Where the indicator of barred suppliers ran, its outcomes are counted: it leaves out awards that are not in force.
    """
    each = (
        snap.scan("screening")
        .group_by("ocid")
        .agg(
            in_force=(pl.col("status") == "in_force").any(),
            unknown=(pl.col("status") == "unknown").any(),
            look_alike=pl.col("look_alike").any(),
        )
    )
    row = (
        each.select(
            in_force=pl.col("in_force").sum(),
            unknown=(pl.col("unknown") & ~pl.col("in_force")).sum(),
            look_alike=(pl.col("look_alike") & ~pl.col("unknown") & ~pl.col("in_force")).sum(),
            screened=pl.len(),
        )
        .collect()
        .row(0, named=True)
    )
    judged = outcomes(snap).get(BARRED)
    return Barred(**row | ({"in_force": judged.alert, "unknown": judged.unknown} if judged else {}))
