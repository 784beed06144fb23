"""The list of processes, narrowed and ordered by the address."""

from dataclasses import dataclass
from typing import Any, ClassVar

from flask import Blueprint, Response, request, url_for

from dashboard import counts, filters, listing, methods, tables
from dashboard.filters import PAGE_SIZE, SORTS, Filter
from dashboard.reading import snapshot
from dashboard.rendering import Context, Page, render
from dashboard.tables import Column, Table
from dashboard.words import OUTCOMES, STAGES, marked
from ocds.snapshots import Snapshot

TWIN_SIZE = {"csv": 20_000, "json": 1_000}

blueprint = Blueprint("processes", __name__)
page = Page(blueprint, 2, marked("Processes"), "processes.show")

COLUMNS = (
    Column("ocid", marked("Process"), "case"),
    Column("title", marked("Title"), on_page=False),
    Column("buyer_name", marked("Buyer")),
    Column("method", marked("Method, as published")),
    Column("release_date_text", marked("Newest release"), "day"),
    Column("amount", marked("Amount"), "money"),
    Column("stage", marked("Stage"), "stage"),
    Column("alerts", marked("Alerts"), "alerts"),
    Column("judged", marked("Judged, of applicable indicators"), "judged"),
    Column("applicable", marked("Applicable indicators"), "number", on_page=False),
)


@dataclass(frozen=True)
class ProcessList(Context):
    """A page of the list.

    ``wanted``: the filter; ``table``: rows of this page; ``total``: processes it leaves, None where that would count
    any alert of whichever indicator; ``choices``, ``indicators``, ``outcomes``, ``stages``, ``sorts``: what the form
    offers; ``earlier`` and ``later``: addresses of the pages beside this one, or None; ``twins``:
    its CSV and JSON with the same filters; ``language``: what the address names, for the form to keep.
    """

    template: ClassVar[str] = "processes.html"
    wanted: Filter
    table: Table
    total: int | None
    choices: dict[str, list[str]]
    indicators: dict[str, str]
    outcomes: dict[str, str]
    stages: dict[str, str]
    sorts: dict[str, str]
    earlier: str | None
    later: str | None
    twins: tuple[str, str]
    language: str | None


def _address(wanted: Filter, number: int, form: str | None = None) -> str:
    query = wanted.query(page=number)
    return url_for("processes.twin", form=form, **query) if form else url_for("processes.show", **query)


def _table(found: listing.Page, wanted: Filter, form: str | None = None) -> Table:
    following = _address(wanted, wanted.page + 1, form) if found.more else None
    caption = marked("Processes")
    return Table(
        "processes",
        caption,
        COLUMNS,
        found.rows,
        "tables/process, results/process.parquet",
        alerts=True,
        empty=marked("No process fits. Take a filter away or search for fewer words."),
        next_url=following,
    )


def _wanted(snap: Snapshot) -> Filter:
    return filters.read(request.args, dict.fromkeys(counts.indicators(snap)))


@blueprint.get("/processes")
def show() -> str:
    """One page of the list."""
    snap = snapshot()
    wanted = _wanted(snap)
    found = listing.page(snap, wanted, PAGE_SIZE)
    return render(
        ProcessList(
            wanted=wanted,
            table=_table(found, wanted),
            total=found.total,
            choices=listing.choices(snap),
            indicators={i: methods.title(i) for i in counts.indicators(snap)},
            outcomes=OUTCOMES,
            stages=STAGES,
            sorts=SORTS,
            earlier=_address(wanted, wanted.page - 1) if wanted.page > 1 else None,
            later=_address(wanted, wanted.page + 1) if found.more else None,
            twins=(_address(wanted, 1, "csv"), _address(wanted, 1, "json")),
            language=request.args.get("lang"),
        )
    )


@blueprint.get("/processes.<any(csv, json):form>")
def twin(form: str) -> Response:
    """Show the list with the same filters, in larger pages; ``Link`` (CSV) or ``next`` (JSON) leads to the rest."""
    snap = snapshot()
    wanted = _wanted(snap)
    found = listing.page(snap, wanted, TWIN_SIZE[form])
    facts: dict[str, Any] = {"as_of": snap.manifest.as_of, "total": found.total}
    return tables.twin(form, _table(found, wanted, form), **facts)
