"""What data publishes."""

import datetime as dt
import sys
from pathlib import Path
from typing import Literal

import click

from ocds.messages import marked
from veeduria import options


@click.command(
    help=marked(
        "Tell how often each field is published and holds something, over processes and over the places where it "
        "could stand; how often each code is used; and which indicators that can feed. With --quality, tell how many "
        "values of dates, addresses, codes and numbers are sound, with examples of those that are not. Nothing is "
        "published."
    ),
    short_help=marked("Tell how often each field is published."),
)
@options.sources
@options.form("text", "jsonl", "csv")
@click.option("--quality", is_flag=True, help=marked("Also check the values of fields."))
@click.option(
    "--as-of",
    type=options.Day(),
    help=marked("With --quality: the day that counts as today; by default the newest date of a release."),
)
@click.option(
    "--prefixes",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=marked("With --quality: text file with the registered prefixes of ocids, to judge ocids by."),
)
@options.workers
def command(
    sources: tuple[str, ...],
    form: Literal["text", "jsonl", "csv"],
    quality: bool,
    as_of: dt.date | None,
    prefixes: Path | None,
    workers: int,
) -> None:
    """Count the fields of sources."""
    from ocds.fields.checks import Judging  # noqa: PLC0415
    from ocds.fields.exceptions import NoPrefixesError  # noqa: PLC0415
    from ocds.fields.prefixes import read_prefixes  # noqa: PLC0415
    from veeduria import coverage_table, coverage_text  # noqa: PLC0415
    from veeduria.cells import write_lines  # noqa: PLC0415
    from veeduria.coverage import coverage  # noqa: PLC0415
    from veeduria.scratch import built  # noqa: PLC0415

    try:
        judging = Judging(as_of, read_prefixes(prefixes) if prefixes else None) if quality else None
    except NoPrefixesError as error:
        raise click.BadParameter(str(error), param_hint="--prefixes") from error
    with built(list(sources), workers) as folder:
        found = coverage(folder, workers, judging)
    if form == "text":
        for line in coverage_text.lines(found):
            click.echo(line)
    else:
        write_lines(coverage_table.table(found), form, sys.stdout)
