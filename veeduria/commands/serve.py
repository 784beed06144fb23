"""The pages."""

from pathlib import Path

import click

from ocds.messages import marked
from veeduria import options


@click.command(
    help=marked("Show the published snapshot in a browser, on this machine, until Ctrl-C."),
    short_help=marked("Show the published snapshot in a browser."),
)
@options.workspace
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help=marked("Address to listen at; any other than the default lets other machines in."),
)
@options.port
@click.option(
    "--unpublished",
    is_flag=True,
    help=marked("Also serve where nothing is published yet: releases can be validated over HTTP all the same."),
)
@click.option(
    "--largest-body",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    metavar="MB",
    help=marked("How much may be sent to be validated over HTTP in one request, unpacked."),
)
def command(workspace: Path, host: str, port: int, unpublished: bool, largest_body: int) -> None:
    """Serve a workspace."""
    from veeduria.serving import serve  # noqa: PLC0415

    serve(workspace, host, port, unpublished=unpublished, largest_body=largest_body * 1_000_000)
