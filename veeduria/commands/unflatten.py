"""A spreadsheet as releases."""

from pathlib import Path

import click

from ocds.messages import marked


@click.command(
    help=marked(
        "Write the releases of a spreadsheet (XLSX, ODS, a CSV file or a folder of them) as a JSON release package. "
        "What could not be brought over is told with its sheet, row and column."
    ),
    short_help=marked("Write a spreadsheet as JSON releases."),
)
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    required=True,
    help=marked("JSON file to write."),
)
def command(source: Path, out: Path) -> None:
    """Unflatten a workbook."""
    from shutil import copyfileobj  # noqa: PLC0415 (keeps --help quick)
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    from ocds.spreadsheets.unflatten import unflattened  # noqa: PLC0415
    from veeduria.output import opened  # noqa: PLC0415
    from veeduria.texts import clean  # noqa: PLC0415

    with TemporaryDirectory(prefix="veeduria-") as folder:
        found = unflattened(source, Path(folder))
        with found.json.open("rb") as made, opened(out) as written:
            copyfileobj(made, written)
    for warning in found.warnings:
        click.echo(clean(warning), err=True)
    click.echo(out)
