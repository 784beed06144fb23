"""The pages of indicators as Markdown."""

import sys
from collections.abc import Sequence

import click

import checks
from checks.catalog import indicator
from dashboard.words import PHASES, STANDINGS
from ocds.messages import marked
from veeduria.texts import gettext, language


def listed() -> str:
    """Every indicator: id, title, phase, standing and whether it is on by default."""
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
    return _table(heads, rows)


def page(name: str) -> str:
    """Give the page of one indicator; raises `UnknownIndicatorError` with the nearest one."""
    found = indicator(name)
    parameters = [
        (f"`{one.name}`", f"`{one.default}`", one.type, one.description)
        for one in checks.parameters(found, language())
    ]
    inputs = [(f"`{column}`", "<br>".join(f"`{path}`" for path in paths)) for column, paths in checks.inputs(found)]
    heads = (marked("Parameter"), marked("Default"), marked("Type"), marked("Meaning"))
    sections = {
        marked("Parameters"): _table(heads, parameters) if parameters else gettext("It has none."),
        marked("Inputs and where OCDS publishes them"): _table((marked("Input"), marked("OCDS paths")), inputs),
        marked("References"): "\n".join(f"- {reference}" for reference in found.references),
    }
    body = "\n\n".join(f"## {gettext(head)}\n\n{section}" for head, section in sections.items())
    return f"# {found.id} · {gettext(found.title)}\n\n{checks.page(found, language())}\n\n{body}"


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
