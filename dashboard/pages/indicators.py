"""The indicators: what each looks for, its method, parameters and inputs, and how often it could judge."""

from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response
from markdown_it import MarkdownIt
from markupsafe import Markup

import checks
from checks.indicator import Indicator
from dashboard import cards, counts, gaps, tables
from dashboard.exceptions import UnknownIndicatorError
from dashboard.filters import PAGE_SIZE
from dashboard.i18n import gettext, language
from dashboard.reading import snapshot
from dashboard.rendering import Context, Page, render
from dashboard.tables import Column, Table, Window
from dashboard.words import PHASES, STANDINGS, label, marked

blueprint = Blueprint("indicators", __name__)
page = Page(blueprint, 3, marked("Indicators"), "indicators.show")

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")

PARAMETERS = (
    Column("name", marked("Parameter"), "code"),
    Column("default", marked("Default"), "code"),
    Column("type", marked("Type")),
    Column("description", marked("Meaning")),
)
INPUTS = (
    Column("column", marked("Input"), "code"),
    Column("paths", marked("OCDS paths"), "lines"),
)


@dataclass(frozen=True)
class IndicatorList(Context):
    """All indicators.

    ``table``: processes by outcome for each indicator; ``about``: title, phase and standing in words of each;
    ``idle``: the same of those that this snapshot holds no results of.
    """

    template: ClassVar[str] = "indicators.html"
    table: Table
    about: list[dict[str, str]]
    idle: list[dict[str, str]]


@dataclass(frozen=True)
class IndicatorPage(Context):
    """One indicator.

    ``about``: identifier, title, phase, standing, severity, version; ``body``: its docstring as HTML; its parameters,
    inputs and references; ``counted``: processes by outcome, and ``missing``: what it could not judge for lack of,
    both None when the snapshot has no results of it.
    """

    template: ClassVar[str] = "indicator.html"
    about: dict[str, str]
    body: Markup
    parameters: Table
    inputs: Table
    references: list[str]
    counted: counts.Counted | None
    missing: Table | None


def _about(found: type[Indicator]) -> dict[str, str]:
    return {
        "indicator": found.id,
        "title": gettext(found.title),
        "phase": gettext(label(PHASES, found.phase.value)),
        "standing": gettext(label(STANDINGS, found.standing.value)),
        "severity": found.severity.value,
        "version": str(found.version),
    }


def body(documented: type) -> Markup:
    """Render the page of an indicator or a check as HTML; tags within it are shown as text."""
    return Markup(_MARKDOWN.render(checks.page(documented, language())))  # noqa: S704 - the renderer escapes HTML


def _list() -> tuple[Table, list[dict[str, str]]]:
    snap = snapshot()
    held = counts.indicators(snap)
    catalog = checks.catalog()
    return cards.alerts(snap, cards.WHOLE), [_about(catalog[i]) for i in held if i in catalog]


@blueprint.get("/indicators")
def show() -> str:
    """All indicators."""
    table, about = _list()
    held = {row["indicator"] for row in about}
    idle = [_about(found) for name, found in sorted(checks.catalog().items()) if name not in held]
    return render(IndicatorList(table, about, idle))


@blueprint.get("/indicators.<any(csv, json):form>")
def twin(form: str) -> Response:
    """Show the table of all indicators."""
    return tables.twin(form, _list()[0], as_of=snapshot().manifest.as_of)


def _facts(indicator: str, part: Window) -> IndicatorPage:
    found = checks.catalog().get(indicator)
    if found is None:
        raise UnknownIndicatorError
    parameters = [one._asdict() for one in checks.parameters(found, language())]
    inputs = [{"column": column, "paths": paths} for column, paths in checks.inputs(found)]
    counted = counts.outcomes(snapshot()).get(indicator)
    return IndicatorPage(
        about=_about(found),
        body=body(found),
        parameters=Table(
            "parameters", marked("Parameters"), PARAMETERS, parameters, indicator, empty=marked("It has none.")
        ),
        inputs=Table("inputs", marked("Inputs and where OCDS publishes them"), INPUTS, inputs, indicator),
        references=list(found.references),
        counted=counted,
        missing=gaps.table(snapshot(), indicator, part) if counted else None,
    )


@blueprint.get("/indicators/<indicator>")
def one(indicator: str) -> str:
    """One indicator."""
    return render(_facts(indicator, Window(0, PAGE_SIZE)))


@blueprint.get("/indicators/<indicator>.json")
def one_json(indicator: str) -> Response:
    """One indicator as JSON: parameters, inputs, references, counts, and all that was missing."""
    facts = _facts(indicator, cards.WHOLE)
    counted = (
        {name: getattr(facts.counted, name) for name in ("alert", "no_alert", "unknown", "not_applicable", "error")}
        if facts.counted
        else None
    )
    shown = [one for one in (facts.parameters, facts.inputs, facts.missing) if one]
    return tables.as_json(*shown, **facts.about, references=facts.references, processes=counted)
