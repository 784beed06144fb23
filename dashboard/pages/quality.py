"""The quality of the data: each check with its outcome, its method, and what did not pass it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from flask import Blueprint, Response, request, url_for
from markupsafe import Markup

from checks.quality.catalog import known
from checks.quality.check import QualityCheck
from dashboard import counts, measures, quality, tables
from dashboard.exceptions import BadQueryError, UnknownCheckError
from dashboard.filters import LONGEST, PAGE_SIZE, page_number
from dashboard.i18n import gettext
from dashboard.pages.indicators import body
from dashboard.quality import Failed
from dashboard.reading import snapshot
from dashboard.rendering import Context, Page, render
from dashboard.tables import Table, Window
from dashboard.words import marked

TWIN_SIZE = 20_000
FACTS = ("value", "reason", "failing", "passing", "unknown", "not_applicable")

blueprint = Blueprint("quality", __name__)
page = Page(blueprint, 5, marked("Quality of the data"), "quality.show")


@dataclass(frozen=True)
class QualityPage(Context):
    """All checks.

    ``made``: whether the snapshot holds any; ``processes`` and ``dataset``: those of one process at a time and those
    of all together; ``twins``: addresses of CSV and JSON, as (csv, json) by table.
    """

    template: ClassVar[str] = "quality.html"
    made: bool
    processes: Table
    dataset: Table
    twins: dict[str, tuple[str, str]]


@dataclass(frozen=True)
class CheckPage(Context):
    """One check.

    ``about``: identifier, title, sentence and cure; ``body``: its docstring as HTML; ``references``; ``outcome``: the
    stored row in words, None where the snapshot has none; ``computed``: the numbers of a check of the data set, in
    short; ``table``: a page of what failed, or what the outcome was computed from; ``of_processes``: which of both;
    ``publisher`` and ``publishers``: the filter and its choices; ``number``: of this page; ``earlier``, ``later``:
    addresses of the pages beside it, or None; ``twins``: (csv, json); ``language``: what the address names, for the
    form to keep.
    """

    template: ClassVar[str] = "check.html"
    about: dict[str, str]
    body: Markup
    references: list[str]
    outcome: dict[str, Any] | None
    computed: list[str]
    table: Table
    of_processes: bool
    publisher: str
    publishers: list[str]
    number: int
    earlier: str | None
    later: str | None
    twins: tuple[str, str]
    language: str | None


def _twin(name: str, form: str) -> str:
    return url_for("quality.twin", name=name, form=form)


@blueprint.get("/quality")
def show() -> str:
    """All checks of quality with their outcomes."""
    snap = snapshot()
    twins = {name: (_twin(name, "csv"), _twin(name, "json")) for name in ("processes", "dataset")}
    return render(QualityPage(bool(quality.stored(snap)), quality.of_processes(snap), quality.of_dataset(snap), twins))


@blueprint.get("/quality/all/<any(processes, dataset):name>.<any(csv, json):form>")
def twin(name: str, form: str) -> Response:
    """Show the checks of processes, or those of the data set."""
    snap = snapshot()
    table = quality.of_processes(snap) if name == "processes" else quality.of_dataset(snap)
    return tables.twin(form, table, as_of=snap.manifest.as_of)


def _asked(check: str) -> tuple[type[QualityCheck], str, int]:
    found = known(check)
    if found is None:
        raise UnknownCheckError
    publisher = request.args.get("publisher", "")
    if len(publisher) > LONGEST or "\x00" in publisher:
        raise BadQueryError("publisher", f"0 – {LONGEST}")
    return found, publisher, page_number(request.args.get("page", "1"))


def _row(check: str) -> dict[str, Any] | None:
    return next((quality.worded(row) for row in quality.stored(snapshot()) if row["check"] == check), None)


def _address(endpoint: str, found: type[QualityCheck], publisher: str, **more: Any) -> str:
    return url_for(endpoint, check=found.id, publisher=publisher or None, **more)


def _table(found: type[QualityCheck], wanted: Failed, following: str) -> Table:
    """Give what failed a check of processes, or what a check of the data set was computed from."""
    row = _row(found.id)
    if row and row["level"] == quality.DATASET:
        return quality.parts(snapshot(), row)
    rows, more = quality.failures(snapshot(), wanted)
    return Table(
        "failures",
        marked("What does not pass"),
        quality.FAILURES,
        rows,
        "tables/quality_failure",
        empty=marked("Nothing failed. What cannot be assessed is counted above."),
        next_url=following if more else None,
    )


@blueprint.get("/quality/<check>")
def one(check: str) -> str:
    """Show one check: its method, its outcome, and what did not pass (``?publisher=``)."""
    found, publisher, number = _asked(check)
    later = _address("quality.one", found, publisher, page=number + 1)
    table = _table(found, Failed(check, publisher, Window((number - 1) * PAGE_SIZE, PAGE_SIZE)), later)
    row = _row(check)
    about = {
        "check": check,
        "title": gettext(found.title),
        "says": quality.pattern(gettext(found.says)),
        "cure": gettext(found.cure),
        "version": str(found.version),
    }
    return render(
        CheckPage(
            about=about,
            body=body(found),
            references=list(found.references),
            outcome=row,
            computed=measures.in_short(quality.meta(snapshot(), row)) if row else [],
            table=table,
            of_processes=table.name == "failures",
            publisher=publisher,
            publishers=list(counts.publishers(snapshot())),
            number=number,
            earlier=_address("quality.one", found, publisher, page=number - 1) if number > 1 else None,
            later=table.next_url,
            twins=(
                _address("quality.one_twin", found, publisher, form="csv"),
                _address("quality.one_twin", found, publisher, form="json"),
            ),
            language=request.args.get("lang"),
        )
    )


@blueprint.get("/quality/<check>.<any(csv, json):form>")
def one_twin(check: str, form: str) -> Response:
    """Show what did not pass a check, or what it was computed from, in larger pages."""
    found, publisher, number = _asked(check)
    following = _address("quality.one_twin", found, publisher, form=form, page=number + 1)
    table = _table(found, Failed(check, publisher, Window((number - 1) * TWIN_SIZE, TWIN_SIZE)), following)
    row = _row(check) or {}
    facts = {name: row[name] for name in FACTS if name in row}
    return tables.twin(form, table, as_of=snapshot().manifest.as_of, check=check, **facts)
