"""Whether data is sound."""

import sys
from typing import Literal

import click

from ocds.messages import marked
from veeduria import options

FAILS = {"error": {"error"}, "warning": {"error", "warning"}, "never": set[str]()}


@click.command(
    help=marked(
        "Tell what is wrong with documents, and where. Nothing is published. Exit code 1 says that there are issues; "
        "- is standard input. Text groups the issues, JSON lines and CSV have them all."
    ),
    short_help=marked("Tell what is wrong with documents, and where."),
)
@options.sources
@click.option(
    "--fail-on",
    type=click.Choice(list(FAILS)),
    default="error",
    show_default=True,
    help=marked("From which severity on issues make exit code 1."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl", "csv"]),
    default="text",
    show_default=True,
    help=marked("Form of the output."),
)
@options.workers
@click.pass_context
def command(
    ctx: click.Context, sources: tuple[str, ...], fail_on: str, form: Literal["text", "jsonl", "csv"], workers: int
) -> None:
    """Validate documents."""
    from veeduria.cells import write_lines  # noqa: PLC0415 (keeps --help quick)
    from veeduria.cli import ISSUES  # noqa: PLC0415
    from veeduria.issues import issues, told  # noqa: PLC0415
    from veeduria.scratch import built  # noqa: PLC0415

    with built(list(sources), validate=True, workers=workers) as folder:
        found = issues(folder)
        if form == "text":
            for line in told(folder, found):
                click.echo(line)
        else:
            write_lines(found, form, sys.stdout)
    if FAILS[fail_on] & set(found["severity"]):
        ctx.exit(ISSUES)
