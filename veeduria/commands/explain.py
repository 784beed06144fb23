"""The method of an indicator or of a check of quality."""

import click

from ocds.messages import marked


@click.command(
    help=marked(
        "Print the method of an indicator: what it measures, when it is silent, its parameters and inputs; or that of "
        "a check of quality (coherent.period). Without an INDICATOR, list them all."
    ),
    short_help=marked("Print the method of an indicator, or list them all."),
)
@click.argument("indicator", required=False)
def command(indicator: str | None) -> None:
    """Explain one indicator or check, or list them."""
    from veeduria.pages import listed, page, show  # noqa: PLC0415

    show(page(indicator) if indicator else listed())
