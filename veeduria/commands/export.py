"""Results to take away."""

from pathlib import Path
from typing import Literal

import click

from ocds.messages import marked
from veeduria import options


@click.command(
    help=marked(
        "Write results and evidence of the published snapshot to a file. Identifiers of persons and bids of open "
        "tenders are hidden; --full writes them too."
    ),
    short_help=marked("Write results and evidence to a file."),
)
@options.workspace
@options.form("xlsx", "csv", "jsonl")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help=marked("File to write; by default results.xlsx, .csv or .jsonl here."),
)
@click.option("--full", is_flag=True, help=marked("Hide nothing: for your own files only, not to be published."))
def command(workspace: Path, form: Literal["xlsx", "csv", "jsonl"], out: Path | None, full: bool) -> None:
    """Export a snapshot."""
    from ocds.snapshots import current  # noqa: PLC0415 (keeps --help quick)
    from veeduria.cells import write_lines  # noqa: PLC0415
    from veeduria.export import export  # noqa: PLC0415
    from veeduria.spreadsheet import write_workbook  # noqa: PLC0415

    found = export(current(workspace), full=full)
    path = out or Path(f"results.{form}")
    if form == "xlsx":
        write_workbook(found, path)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            write_lines(found.joined(), form, file)
    click.echo(path)
