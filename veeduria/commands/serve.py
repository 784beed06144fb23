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
def command(workspace: Path, host: str, port: int) -> None:
    """Serve a workspace."""
    from veeduria.serving import serve  # noqa: PLC0415

    serve(workspace, host, port)
