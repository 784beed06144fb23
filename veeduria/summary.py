"""The figures of a run, read from its snapshot; the first page shows the same."""

from dataclasses import replace
from typing import NamedTuple

import polars as pl

from dashboard import counts, lookfirst
from ocds.snapshots import Manifest, Snapshot

MOST_GAPS = 3


class Gap(NamedTuple):
    """An input that was missing: in how many processes, and which indicators it kept from judging."""

    column: str
    processes: int
    indicators: list[str]


class Summary(NamedTuple):
    """What a run came to.

    `worst` is the commonest rule among the errors and how often it was broken; `still_open` counts processes with an
    alert whose tender is open, `unsigned` those awarded to a barred supplier and not signed. Both are None where the
    data has no date to count from.
    """

    manifest: Manifest
    outcomes: list[counts.Counted]
    barred: counts.Barred
    gaps: list[Gap]
    worst: tuple[str, int] | None
    still_open: int | None
    unsigned: int | None


def summary(snapshot: Snapshot) -> Summary:
    """Give the figures of a snapshot."""
    still_open, unsigned = _to_start_with(snapshot) if snapshot.manifest.as_of else (None, None)
    return Summary(
        manifest=snapshot.manifest,
        outcomes=list(counts.outcomes(snapshot).values()),
        barred=_barred(snapshot),
        gaps=_gaps(snapshot),
        worst=_worst(snapshot),
        still_open=still_open,
        unsigned=unsigned,
    )


def _barred(snapshot: Snapshot) -> counts.Barred:
    """Give processes by what screening said; where R046 ran, what it said of the awards that are active."""
    screened = counts.barred(snapshot)
    judged = counts.outcomes(snapshot).get("R046")
    return replace(screened, in_force=judged.alert, unknown=judged.unknown) if judged else screened


def _gaps(snapshot: Snapshot) -> list[Gap]:
    found = (
        counts.missing(snapshot)
        .group_by("column")
        .agg(pl.col("processes").sum(), pl.col("indicators").explode().unique().sort())
        .sort("processes", "column", descending=[True, False])
        .head(MOST_GAPS)
    )
    return [Gap(*row) for row in found.iter_rows()]


def _worst(snapshot: Snapshot) -> tuple[str, int] | None:
    errors = snapshot.scan("issue").filter(severity="error")
    found = errors.group_by("rule").len().sort("len", "rule", descending=[True, False]).head(1).collect()
    return (found["rule"][0], found["len"][0]) if found.height else None


def _to_start_with(snapshot: Snapshot) -> tuple[int, int]:
    alerted = lookfirst.order(snapshot)
    barred = snapshot.evidence().filter(indicator="R046").select("ocid").unique().collect()
    unsigned = alerted.filter(stage="awarded").join(barred, on="ocid", how="semi")
    return alerted.filter(stage="open").height, unsigned.height
