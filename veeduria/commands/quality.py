"""The checks of quality."""

import sys
from pathlib import Path
from typing import Literal

import click

from ocds.messages import marked
from veeduria import options


@click.command(
    help=marked(
        "Print the checks of quality of the published snapshot: how many processes pass each, what holds for all of "
        "the data, and why where nothing could be judged. With --older, also whether what was published before is "
        "still there."
    ),
    short_help=marked("Print the checks of the quality of the data."),
)
@options.workspace
@click.option(
    "--older",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help=marked("Workspace or snapshot with older data of the same source, to compare with."),
)
@click.option(
    "--rates",
    type=click.Path(path_type=Path, dir_okay=False),
    help=marked("CSV file of rates of exchange: checks of the whole data set that lacked them are judged anew."),
)
@options.form("text", "jsonl", "csv")
def command(workspace: Path, older: Path | None, rates: Path | None, form: Literal["text", "jsonl", "csv"]) -> None:
    """Print the checks of quality."""
    from checks.exceptions import RatesError  # noqa: PLC0415
    from checks.quality.rates import load_rates  # noqa: PLC0415
    from ocds.snapshots import current  # noqa: PLC0415
    from veeduria import quality_text  # noqa: PLC0415
    from veeduria.cells import write_lines  # noqa: PLC0415
    from veeduria.quality_found import found, snapshot_at  # noqa: PLC0415

    try:
        table = load_rates(rates) if rates else None
    except RatesError as error:
        raise click.BadParameter(str(error), param_hint="--rates") from error
    snapshot, before = current(workspace), snapshot_at(older) if older else None
    checks = found(snapshot, before, table)
    if form == "text":
        for line in quality_text.lines(checks, snapshot, before):
            click.echo(line)
    else:
        write_lines(quality_text.table(checks), form, sys.stdout)
