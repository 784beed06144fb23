"""The stored outcomes of the checks of quality, as tables of the pages; nothing is judged here."""

from typing import Any, NamedTuple

import polars as pl

from checks.quality.catalog import known
from dashboard import measures, redaction
from dashboard.i18n import gettext
from dashboard.reading import remembered
from dashboard.rules import LEFT_OPEN, ended
from dashboard.tables import Column, Table, Window
from dashboard.words import marked
from ocds.snapshots import Snapshot

PROCESS, DATASET = "process", "dataset"
SOURCE = "tables/quality_check"
OF_PROCESSES = (
    Column("check", marked("Check"), "check"),
    Column("title", marked("What holds where it passes"), on_page=False),
    Column("share", marked("Share that pass, of those judged"), "percent"),
    Column("failing", marked("Processes that do not pass"), "number"),
    Column("passing", marked("Processes that pass"), "number"),
    Column("unknown", marked("Cannot be assessed"), "number"),
    Column("not_applicable", marked("Does not apply"), "number"),
    Column("applications", marked("Things judged"), "number", on_page=False),
    Column("passes", marked("Things that pass"), "number", on_page=False),
    Column("reason", marked("Why it was not judged")),
    Column("version", marked("Version"), "number", on_page=False),
)
OF_DATASET = (
    Column("check", marked("Check"), "check"),
    Column("title", marked("What holds where it passes"), on_page=False),
    Column("outcome", marked("Outcome"), "verdict"),
    Column("value", marked("Value (0 to 100)"), "number"),
    Column("reason", marked("Why it was not judged")),
    Column("computed", marked("Computed from"), "lines"),
    Column("version", marked("Version"), "number", on_page=False),
)
FAILURES = (
    Column("ocid", marked("Process"), "process"),
    Column("pointer", marked("Place in the compiled release"), "code"),
    Column("value", marked("What was read there")),
    Column("publisher", marked("Publisher")),
    Column("message", marked("Message"), on_page=False),
)
PARTS = (
    Column("what", marked("What was found")),
    Column("pointer", marked("Place in the compiled release"), "code"),
    Column("share", marked("Share"), "percent"),
    Column("count", marked("Number"), "number"),
    Column("ocids", marked("Examples"), "processes"),
)


class Failed(NamedTuple):
    """What to list of the failures of a check: those of a publisher (or of all), a page of them."""

    check: str
    publisher: str
    part: Window


@remembered
def stored(snap: Snapshot) -> tuple[dict[str, Any], ...]:
    """Give the rows of the table of checks; none where no check was made."""
    return tuple(snap.scan("quality_check").collect().iter_rows(named=True))


def of_processes(snap: Snapshot) -> Table:
    """Give the checks of one process at a time: how many processes pass, do not pass, and why others are not told."""
    rows = [
        {**worded(row), "share": None if row["value"] is None else row["value"] / 100}
        for row in stored(snap)
        if row["level"] == PROCESS
    ]
    caption = marked("Checks of processes: how many pass")
    columns = tuple(one for one in OF_PROCESSES if one.name != "reason" or any(row["reason"] for row in rows))
    return Table("quality", caption, columns, rows, SOURCE, empty=marked("None."))


def of_dataset(snap: Snapshot) -> Table:
    """Give the checks of all processes together, with what each was computed from in short."""
    rows = [
        {**worded(row), "computed": measures.in_short(meta(snap, row))}
        for row in stored(snap)
        if row["level"] == DATASET
    ]
    return Table("dataset", marked("Checks of the whole data set"), OF_DATASET, rows, SOURCE, empty=marked("None."))


def worded(row: dict[str, Any]) -> dict[str, Any]:
    """Give a stored row with the ``title`` of its check, its ``outcome``, and ``reason`` in the request's language."""
    found = known(row["check"])
    reason = gettext(row["reason"]) if row["reason"] else ""
    outcome = {True: "passed", False: "failed"}.get(row["passed"], "unjudged")
    return {**row, "title": gettext(found.title) if found else "", "outcome": outcome, "reason": reason}


def meta(snap: Snapshot, row: dict[str, Any]) -> dict[str, Any]:
    """Give what a check was computed from, without identifiers of persons."""
    held = measures.decoded(row["meta"])
    if not isinstance(held.get("buyer"), str):
        return held
    ocid = next(iter(held.get("examples", ())), None)
    [shown] = redaction.values(snap, [{"ocid": ocid, "pointer": "/buyer/id", "value": held["buyer"]}])
    return held | {"buyer": shown["value"]}


def parts(snap: Snapshot, row: dict[str, Any]) -> Table:
    """Give the codes, amounts and examples that a check of the data set was computed from."""
    made = measures.parts(measures.decoded(row["meta"]))
    read = [{"ocid": next(iter(one["ocids"]), None), "pointer": one["pointer"], "value": one["what"]} for one in made]
    shown = redaction.values(snap, read)
    rows = [{**one, "pointer": new["pointer"], "what": new["value"]} for one, new in zip(made, shown, strict=True)]
    columns = tuple(c for c in PARTS if c.name == "what" or any(row[c.name] not in (None, []) for row in rows))
    return Table("parts", marked("What it was computed from"), columns, rows, SOURCE, empty=marked("Nothing."))


def failures(snap: Snapshot, wanted: Failed) -> tuple[list[dict[str, Any]], bool]:
    """Give some of the things that failed a check of processes, redacted, and whether more follow."""
    rows = snap.scan("quality_failure").filter(pl.col("check") == wanted.check)
    rows = rows.join(snap.scan("process").select("process", "publisher"), on="process", how="left")
    if wanted.publisher:
        rows = rows.filter(pl.col("publisher") == wanted.publisher)
    start, size = wanted.part
    found = rows.sort("process", "pointer", "value", nulls_last=True).slice(start, size + 1).collect()
    shown = redaction.values(snap, found.head(size).to_dicts())
    check = known(wanted.check)
    says = gettext(check.says) if check else ""
    return [{**row, "message": said(says, row["pointer"], row["value"])} for row in shown], found.height > size


def pattern(says: str) -> str:
    """Give the sentence of a check with what it speaks of left open."""
    return ended(said(says, LEFT_OPEN, LEFT_OPEN))


def said(says: str, pointer: str | None, value: str | None) -> str:
    """Give the sentence of a check about one thing."""
    return says % {"pointer": pointer or "", "value": value or ""} if says else ""
