"""The pages of indicators and of checks of quality as Markdown."""

import sys
from collections.abc import Sequence

import click

import checks
from checks.catalog import indicator
from checks.indicator import Indicator
from checks.quality.catalog import all_checks, check
from checks.quality.check import QualityCheck
from dashboard.quality import pattern
from dashboard.words import PHASES, STANDINGS
from ocds.messages import marked
from veeduria.texts import gettext, language


def listed() -> str:
    """Every indicator (id, title, phase, standing, whether it is on by default) and every check of quality."""
    heads = (
        marked("Indicator"),
        marked("What it looks for"),
        marked("Phase"),
        marked("Standing of the method"),
        marked("On by default"),
    )
    rows = [
        (
            one.id,
            gettext(one.title),
            gettext(PHASES[one.phase.value]),
            gettext(STANDINGS[one.standing.value]),
            gettext("yes") if one.is_default() else gettext("no"),
        )
        for one in checks.catalog().values()
    ]
    quality = [(name, gettext(found.title)) for name, found in all_checks().items()]
    return f"{_table(heads, rows)}\n\n{_table((marked('Check'), marked('What holds where it passes')), quality)}"


def page(name: str) -> str:
    """Give the page of one indicator or, where the name has a point, of one check of quality.

    Raises `UnknownIndicatorError` and `UnknownCheckError` with the nearest one.
    """
    if "." in name:
        found = check(name)
        return _page(found, _of_check(found))
    asked = indicator(name)
    return _page(asked, _of_indicator(asked))


def _page(documented: type[Indicator] | type[QualityCheck], sections: dict[str, str]) -> str:
    body = "\n\n".join(f"## {gettext(head)}\n\n{section}" for head, section in sections.items())
    references = "\n".join(f"- {reference}" for reference in documented.references)
    head = f"# {documented.id} · {gettext(documented.title)}"
    return f"{head}\n\n{checks.page(documented, language())}\n\n{body}\n\n## {gettext('References')}\n\n{references}"


def _of_indicator(found: type[Indicator]) -> dict[str, str]:
    parameters = [
        (f"`{one.name}`", f"`{one.default}`", one.type, one.description)
        for one in checks.parameters(found, language())
    ]
    inputs = [(f"`{column}`", "<br>".join(f"`{path}`" for path in paths)) for column, paths in checks.inputs(found)]
    heads = (marked("Parameter"), marked("Default"), marked("Type"), marked("Meaning"))
    return {
        marked("Parameters"): _table(heads, parameters) if parameters else gettext("It has none."),
        marked("Inputs and where OCDS publishes them"): _table((marked("Input"), marked("OCDS paths")), inputs),
    }


def _of_check(found: type[QualityCheck]) -> dict[str, str]:
    return {
        marked("What it says where it does not pass"): pattern(gettext(found.says)),
        marked("How to mend it"): gettext(found.cure),
    }


def _table(heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [tuple(map(gettext, heads)), ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '∣') for cell in line)} |" for line in lines)


def show(markdown: str) -> None:
    """Print Markdown: laid out on a terminal, as it is elsewhere."""
    if not sys.stdout.isatty():
        click.echo(markdown)
        return
    from rich.console import Console  # noqa: PLC0415 (for terminals only)
    from rich.markdown import Markdown  # noqa: PLC0415

    Console().print(Markdown(markdown.replace("<br>", " ")))
