"""What data publishes."""

import sys
from typing import Literal

import click

from ocds.messages import marked
from veeduria import options


@click.command(
    help=marked(
        "Tell how often each field is published and holds something, once a process, and which indicators that can "
        "feed. Nothing is published."
    ),
    short_help=marked("Tell how often each field is published."),
)
@options.sources
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl", "csv"]),
    default="text",
    show_default=True,
    help=marked("Form of the output."),
)
@options.workers
def command(sources: tuple[str, ...], form: Literal["text", "jsonl", "csv"], workers: int) -> None:
    """Count the fields of sources."""
    from veeduria import coverage_text  # noqa: PLC0415
    from veeduria.cells import write_lines  # noqa: PLC0415
    from veeduria.coverage import coverage  # noqa: PLC0415
    from veeduria.scratch import built  # noqa: PLC0415

    with built(list(sources), validate=False, workers=workers) as folder:
        found = coverage(folder)
    if form == "text":
        for line in coverage_text.lines(found):
            click.echo(line)
    else:
        write_lines(coverage_text.table(found), form, sys.stdout)
