"""Releases as a spreadsheet."""

from pathlib import Path
from typing import Literal

import click

from ocds.messages import marked
from veeduria import options


@click.command(
    help=marked(
        "Write the releases of a JSON file as a spreadsheet, one sheet for each list of objects; unflatten gives the "
        "same releases back. CSV is a folder with one file for each sheet."
    ),
    short_help=marked("Write releases as a spreadsheet."),
)
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@options.form("xlsx", "csv", "ods", of=marked("Form of the spreadsheet."))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help=marked("File to write; for CSV, a new folder."),
)
def command(source: Path, form: Literal["xlsx", "csv", "ods"], out: Path) -> None:
    """Flatten a file."""
    from ocds.spreadsheets.flatten import flattened  # noqa: PLC0415 (keeps --help quick)
    from veeduria.texts import clean  # noqa: PLC0415

    for note in flattened(source, out, form):
        click.echo(clean(note), err=True)
    click.echo(out)
