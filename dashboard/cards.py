"""The tables behind the first page: each is a card there, and a CSV and JSON file under ``/cards``."""

from collections.abc import Callable
from typing import Any

import polars as pl

from dashboard import counts, lookfirst, methods, redaction, rules
from dashboard.reading import previous
from dashboard.tables import Column, Table, Window
from dashboard.words import marked
from ocds.snapshots import Snapshot

MOST = 20_000
WHOLE = Window(0, MOST)

Maker = Callable[[Snapshot, Window], Table]


def _by_indicator(snap: Snapshot) -> list[dict[str, Any]]:
    before = previous(snap)
    earlier = counts.outcomes(before) if before else {}
    rows = []
    for found in counts.outcomes(snap).values():
        one = earlier.get(found.indicator)
        rows.append(
            {
                "indicator": found.indicator,
                "title": methods.title(found.indicator),
                "alert": found.alert,
                "no_alert": found.no_alert,
                "unknown": found.unknown,
                "not_applicable": found.not_applicable,
                "error": found.error,
                "answered": found.alert + found.no_alert,
                "unanswered": found.unknown + found.error,
                "judged": found.judged,
                "change": found.alert - one.alert if one else None,
            }
        )
    return rows


def judged(snap: Snapshot, part: Window) -> Table:
    """Give processes judged and not judged, by indicator."""
    columns = (
        Column("indicator", marked("Indicator"), "indicator"),
        Column("title", marked("What it looks for")),
        Column("answered", marked("Judged"), "number"),
        Column("unanswered", marked("Not judged"), "number"),
        Column("judged", marked("Share judged"), "percent"),
    )
    caption = marked("Processes judged and not judged, by indicator")
    return Table("judged", caption, columns, _by_indicator(snap)[part.start : part.end], "results/process.parquet")


def missing(snap: Snapshot, part: Window) -> Table:
    """Give the inputs that were missing, by publisher."""
    columns = (
        Column("input", marked("Missing input")),
        Column("publisher", marked("Publisher")),
        Column("processes", marked("Processes"), "number"),
        Column("indicators", marked("Not judged for lack of it"), "lines"),
    )
    rows = [
        {
            "input": methods.input_words(row["column"], row["indicators"]),
            "publisher": counts.publisher_words(row["publisher"]),
            "processes": row["processes"],
            "indicators": row["indicators"],
        }
        for row in counts.missing(snap).slice(*part).iter_rows(named=True)
    ]
    caption = marked("Inputs missing, by publisher")
    return Table(
        "missing", caption, columns, rows, "results/process.parquet, tables/process", empty=marked("Nothing.")
    )


def look_first(snap: Snapshot, part: Window) -> Table:
    """Alerted processes in the order in which something can still be done."""
    columns = (
        Column("stage", marked("Stage"), "stage"),
        Column("ocid", marked("Process"), "process"),
        Column("title", marked("Title")),
        Column("buyer_name", marked("Buyer")),
        Column("amount", marked("Amount"), "money"),
        Column("says", marked("Alerts"), "lines"),
        Column("judged", marked("Judged"), "number"),
        Column("applicable", marked("Applicable indicators"), "number"),
    )
    rows = lookfirst.cases(snap, lookfirst.order(snap).slice(*part))
    caption = marked("Alerted processes, by what can still be done")
    return Table("look-first", caption, columns, rows, "results/evidence.parquet, tables/process", alerts=True)


def _screened(snap: Snapshot, part: Window) -> list[dict[str, Any]]:
    place, key = {"in_force": 0, "unknown": 1}, ["ocid", "award", "supplier"]
    rows = (
        snap.scan("screening")
        .filter(pl.col("status").is_in(list(place)) | pl.col("look_alike"))
        .with_columns(place=pl.col("status").replace_strict(place, default=2, return_dtype=pl.Int8))
        .sort("place", "ocid", "award", "supplier")
        .drop("place")
        .slice(*part)
        .join(snap.scan("award_supplier").select(*key, "award_status"), on=key, how="left", maintain_order="left")
        .collect()
    )
    hidden = redaction.of_processes(snap, rows["ocid"])
    shown = []
    for row in rows.iter_rows(named=True):
        one = redaction.screening(row, hidden.of(row["ocid"]))
        entries = one["entries"] or []
        shown.append(
            {
                **one,
                "ocid": row["ocid"],
                "look_alike": int(bool(row["look_alike"])),
                "lists": sorted({entry["list"] for entry in entries}),
                "terms": sorted({entry["term"] or entry["measure"] or "" for entry in entries} - {""}),
            }
        )
    return shown


def barred(snap: Snapshot, part: Window) -> Table:
    """Suppliers barred on the award day, those that cannot be known, and look-alikes."""
    columns = (
        Column("status", marked("On the award day"), "screening"),
        Column("ocid", marked("Process"), "process"),
        Column("name", marked("Supplier")),
        Column("day", marked("Award day"), "day"),
        Column("award_status", marked("Status of the award, as published")),
        Column("reason", marked("Why it cannot be known"), "reason"),
        Column("look_alike", marked("Look-alike"), "yes"),
        Column("lists", marked("Lists"), "lines"),
        Column("terms", marked("Term of the list"), "lines"),
    )
    caption = marked("Suppliers barred when awarded, not known, and look-alikes")
    return Table("barred", caption, columns, _screened(snap, part), "tables/screening", alerts=True)


def alerts(snap: Snapshot, part: Window) -> Table:
    """Give processes by outcome, for each indicator."""
    columns = (
        Column("indicator", marked("Indicator"), "indicator"),
        Column("title", marked("What it looks for")),
        Column("alert", marked("Alert"), "number"),
        Column("no_alert", marked("No alert"), "number"),
        Column("unknown", marked("Cannot be assessed"), "number"),
        Column("not_applicable", marked("Does not apply"), "number"),
        Column("judged", marked("Share judged"), "percent"),
        Column("spread", marked("Shares"), "bar"),
        Column("change", marked("Change in alerts since the last snapshot"), "signed"),
        Column("error", marked("Errors of the indicator"), "number"),
    )
    caption = marked("Processes by outcome, for each indicator")
    rows = _by_indicator(snap)
    kept = tuple(
        column
        for column in columns
        if (column.name != "change" or any(row["change"] is not None for row in rows))
        and (column.name != "error" or any(row["error"] for row in rows))
    )
    return Table("alerts", caption, kept, rows[part.start : part.end], "results/process.parquet", alerts=True)


def errors(snap: Snapshot, part: Window) -> Table:
    """Issues by publisher and rule."""
    columns = (
        Column("rule", marked("Rule"), "rule"),
        Column("title", marked("What is wrong")),
        Column("severity", marked("Severity"), "severity"),
        Column("publisher", marked("Publisher")),
        Column("issues", marked("Issues"), "number"),
        Column("documents", marked("Documents"), "number"),
        Column("processes", marked("Processes"), "number"),
        Column("cure", marked("How to mend it"), on_page=False),
        Column("page", marked("Page of the standard"), on_page=False),
        Column("change", marked("Change since the last snapshot"), "signed"),
    )
    before = previous(snap)
    key = ("publisher", "rule", "severity")
    earlier = {
        tuple(row[name] for name in key): row["issues"]
        for row in (counts.issues(before).iter_rows(named=True) if before else ())
    }
    rows = [
        {
            **row,
            **rules.about(row["rule"])._asdict(),
            "publisher": counts.publisher_words(row["publisher"]),
            "publisher_name": row["publisher"],
            "change": row["issues"] - earlier.get(tuple(row[name] for name in key), 0) if before else None,
        }
        for row in counts.issues(snap).slice(*part).iter_rows(named=True)
    ]
    kept = columns if before else columns[:-1]
    caption = marked("Errors and warnings, by publisher and rule")
    return Table("errors", caption, kept, rows, "tables/issue, tables/document", empty=marked("No errors."))


def inputs(snap: Snapshot, part: Window) -> Table:
    """Give the files that were read, with their hashes."""
    columns = (
        Column("path", marked("File")),
        Column("bytes", marked("Size"), "size"),
        Column("sha256", marked("SHA-256"), "hash"),
    )
    rows = [
        {"path": one.path, "bytes": one.bytes, "sha256": one.sha256}
        for one in snap.manifest.inputs[part.start : part.end]
    ]
    return Table("inputs", marked("Files read, with their hashes"), columns, rows, "manifest.json")


MAKERS: dict[str, Maker] = {
    "judged": judged,
    "missing": missing,
    "look-first": look_first,
    "barred": barred,
    "alerts": alerts,
    "errors": errors,
    "inputs": inputs,
}
