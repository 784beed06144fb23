"""Processes with alerts in the order in which something can still be done about them."""

from typing import Any

import polars as pl

import checks
from dashboard import listing, methods, redaction
from dashboard.i18n import gettext, language
from dashboard.reading import remembered
from dashboard.stages import local_day, with_stage
from dashboard.words import marked
from ocds.snapshots import Snapshot

ORDER = ("open", "deciding", "awarded", "signed", "paid", "unclear", "ended")


@remembered
def order(snap: Snapshot) -> pl.DataFrame:
    """Order the alerted processes (``ocid``, ``stage``): by stage; open tenders by deadline, others newest first."""
    alerted = snap.evidence().select("ocid").unique()
    rows = with_stage(snap, snap.scan("process").join(alerted, on="ocid", how="semi"))
    urgent = pl.when(pl.col("stage") == "open").then(local_day("period_end"))
    place = pl.col("stage").replace_strict({stage: index for index, stage in enumerate(ORDER)}, return_dtype=pl.Int8)
    return (
        rows.select("ocid", "stage", "release_date", place=place, urgent=urgent)
        .sort("place", "urgent", "release_date", "ocid", descending=[False, False, True, False], nulls_last=True)
        .select("ocid", "stage")
        .collect()
    )


def cases(snap: Snapshot, chosen: pl.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of :func:`listing.described` for rows of :func:`order`, with ``says``: the alert sentences."""
    these = pl.col("ocid").is_in(chosen["ocid"].to_list())
    found, evidence = pl.collect_all(
        [snap.scan("process").filter(these).select(listing.COLUMNS), snap.evidence().filter(these)]
    )
    rows = chosen.select("ocid").join(found, on="ocid", maintain_order="left")
    hidden = redaction.of_processes(snap, rows["ocid"])
    says: dict[str, list[str]] = {}
    for row in evidence.sort("ocid", "indicator").iter_rows(named=True):
        said = alert_sentence(row, hidden.of(row["ocid"]))
        says.setdefault(row["ocid"], []).append(f"{row['indicator']}: {said}")
    return [{**row, "says": says.get(row["ocid"], [])} for row in listing.described(snap, rows, hidden)]


def alert_sentence(row: dict[str, Any], redactor: redaction.Redactor) -> str:
    """Give the sentence of an alert, redacted; one that quotes sealed bids is held back."""
    if redactor.sealed and any(reads_sealed(row["indicator"], item) for item in row["read"] or []):
        return gettext(marked("The sentence is held back: it quotes bids of a tender that is still open."))
    return redactor.text(checks.sentence(row, language()))


def reads_sealed(indicator: str, item: dict[str, Any]) -> bool:
    """Whether a value read is drawn from what is sealed while a tender is open: by its pointer, else by its paths."""
    places = [item["pointer"]] if item["pointer"] else methods.paths(indicator, item["name"])
    return any(redaction.is_sealed(place.split("/")) for place in places)


def groups(snap: Snapshot, size: int) -> list[tuple[str, list[dict[str, Any]], bool]]:
    """For each stage that has alerted processes: the stage, its first ``size`` cases, and whether there are more."""
    every = order(snap)
    heads = every.group_by("stage", maintain_order=True).head(size + 1)
    found = cases(snap, heads)
    by_stage = {stage: [row for row in found if row["stage"] == stage] for stage in ORDER}
    return [(stage, rows[:size], len(rows) > size) for stage, rows in by_stage.items() if rows]
