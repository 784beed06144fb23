"""One process: its timeline, its alerts with their evidence, its JSON, where it came from, what is not known."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from flask import Blueprint, Response, request

from dashboard import dossier, tables, timeline
from dashboard.dossier import Dossier
from dashboard.exceptions import BadQueryError, UnknownProcessError
from dashboard.filters import LONGEST_OCID
from dashboard.i18n import gettext
from dashboard.links import process_url
from dashboard.reading import snapshot
from dashboard.rendering import Context, Page, render
from dashboard.tables import Column, Table
from dashboard.timeline import Event
from dashboard.words import marked

blueprint = Blueprint("process", __name__)
page = Page(blueprint, 20)

RESULTS = (
    Column("indicator", marked("Indicator"), "indicator"),
    Column("title", marked("What it looks for")),
    Column("outcome", marked("Outcome"), "outcome"),
    Column("why", marked("Why it cannot be assessed"), "why"),
    Column("issues_at", marked("Errors and warnings stand there"), on_page=False),
)
EVIDENCE = (
    *RESULTS,
    Column("says", marked("Alert")),
    Column("value", marked("Value"), "number"),
    Column("limit", marked("Limit"), "number"),
    Column("limit_source", marked("Source of the limit")),
    Column("severity", marked("Severity")),
    Column("confidence", marked("Confidence")),
    Column("version", marked("Version of the indicator"), "number"),
    Column("read", marked("Values read")),
)
SCREENINGS = (
    Column("name", marked("Supplier")),
    Column("day", marked("Award day"), "day"),
    Column("status", marked("On the award day"), "screening"),
    Column("reason", marked("Why it cannot be known"), "reason"),
    Column("look_alike", marked("Look-alike"), "yes"),
    Column("entries", marked("Entries compared"), "entries"),
)
DOCUMENTS = (
    Column("file", marked("File")),
    Column("place", marked("Place in the file")),
    Column("kind", marked("Kind")),
    Column("date_text", marked("Date of the release"), "day"),
    Column("publisher", marked("Publisher")),
    Column("outcome", marked("Outcome"), "document"),
    Column("sha256", marked("SHA-256 of the file"), "hash"),
)
ISSUES = (
    Column("rule", marked("Rule"), "rule"),
    Column("severity", marked("Severity"), "severity"),
    Column("pointer", marked("Place"), "code"),
    Column("value", marked("Value"), "code"),
    Column("message", marked("Message")),
    Column("file", marked("File")),
)


@dataclass(frozen=True)
class ProcessPage(Context):
    """One process.

    ``found``: the dossier; ``title`` and ``buyer``: texts of the release or empty; ``events``: its timeline; four
    tables; ``twins``: addresses of its CSV and JSON.
    """

    template: ClassVar[str] = "process.html"
    found: Dossier
    title: str
    buyer: str
    events: list[Event]
    results: Table
    screenings: Table
    documents: Table
    issues: Table
    twins: tuple[str, str]


def _at(release: Any, *names: str) -> str:
    for name in names:
        release = release.get(name) if isinstance(release, dict) else None
    return release if isinstance(release, str) else ""


def place(row: dict[str, Any]) -> str:
    """Where a document stands in its file: a line, a path and the bytes it takes."""
    said = [gettext(marked("line %(line)s"), line=row["line"])] if row["line"] is not None else []
    said += [row["path"]] if row["path"] else []
    if row["offset"] is not None and row["length"] is not None:
        end = row["offset"] + row["length"]
        said.append(gettext(marked("bytes %(start)s–%(end)s"), start=row["offset"], end=end))
    return " · ".join(said)


def _find(ocid: str) -> Dossier:
    if not ocid:
        raise BadQueryError("ocid", "ocid")
    if len(ocid) > LONGEST_OCID or "\x00" in ocid:
        raise UnknownProcessError
    found = dossier.find(snapshot(), ocid)
    if found is None:
        raise UnknownProcessError
    return found


def _tables(found: Dossier) -> dict[str, Table]:
    documents = [{**row, "place": place(row)} for row in found.documents]
    screenings = [{**row, "look_alike": int(bool(row["look_alike"]))} for row in found.screenings]
    results = Table("results", marked("Outcome of each indicator"), RESULTS, found.results, "results/process.parquet")
    return {
        "results": results,
        "screenings": Table(
            "screenings",
            marked("Suppliers compared with the debarment lists"),
            SCREENINGS,
            screenings,
            "tables/screening",
            empty=marked("No award with a supplier is published."),
        ),
        "documents": Table(
            "documents", marked("Documents this process was compiled from"), DOCUMENTS, documents, "tables/document"
        ),
        "issues": Table(
            "issues",
            marked("Errors and warnings in these documents"),
            ISSUES,
            found.issues,
            "tables/issue",
            empty=marked("No errors."),
        ),
    }


def _show(ocid: str) -> str:
    found = _find(ocid)
    return render(
        ProcessPage(
            found=found,
            title=_at(found.release, "tender", "title"),
            buyer=_at(found.release, "buyer", "name"),
            events=timeline.events(found.release, snapshot().manifest.as_of),
            **_tables(found),
            twins=(process_url(ocid, "csv"), process_url(ocid, "json")),
        )
    )


def _evidence(found: Dossier) -> Table:
    alerts = {alert.indicator: asdict(alert) for alert in found.alerts}
    rows = [{"ocid": found.ocid, **alerts.get(row["indicator"], {}), **row} for row in found.results]
    columns = (Column("ocid", marked("Process"), "process"), *EVIDENCE)
    return Table("results", marked("Outcome of each indicator"), columns, rows, "results", alerts=True)


def _twin(ocid: str, form: str) -> Response:
    found = _find(ocid)
    evidence = _evidence(found)
    if form == "csv":
        return tables.as_csv(evidence)
    made = _tables(found)
    others = [made[name] for name in ("screenings", "documents", "issues")]
    facts = {"ocid": ocid, "as_of": snapshot().manifest.as_of, "stage": found.stage, "release": found.release}
    return tables.as_json(evidence, *others, **facts)


@blueprint.get("/processes/<path:ocid>")
def by_path(ocid: str) -> str:
    """Show a process whose ocid can stand in a path."""
    return _show(ocid)


@blueprint.get("/process")
def by_query() -> str:
    """Any process: ``?ocid=``."""
    return _show(request.args.get("ocid", ""))


@blueprint.get("/process.<any(csv, json):form>")
def twin(form: str) -> Response:
    """Show the CSV (one row an indicator) or JSON (everything) of any process: ``?ocid=``."""
    return _twin(request.args.get("ocid", ""), form)
