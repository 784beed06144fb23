"""The method of an indicator."""

import click

from ocds.messages import marked


@click.command(
    help=marked(
        "Print the method of an indicator: what it measures, when it is silent, its parameters and inputs. "
        "Without an INDICATOR, list them all."
    ),
    short_help=marked("Print the method of an indicator, or list them all."),
)
@click.argument("indicator", required=False)
def command(indicator: str | None) -> None:
    """Explain one indicator, or list them."""
    from veeduria.pages import listed, page, show  # noqa: PLC0415

    show(page(indicator) if indicator else listed())
