"""Serves the pages of a workspace and says where."""

import os
from pathlib import Path

import click

import dashboard
from dashboard.bodies import LARGEST
from ocds.snapshots import current
from veeduria.texts import language


def serve(workspace: Path, host: str, port: int, *, unpublished: bool = False, largest_body: int = LARGEST) -> None:
    """Serve until interrupted; raises `NoSnapshotError` if nothing is published, unless `unpublished` is fine.

    `largest_body` bounds what the API takes, in bytes.
    """
    if not unpublished:
        current(workspace)
    # What the terminal speaks says nothing of the reader's browser; what was asked for does.
    chosen = language() if os.environ.get("LANGUAGE") else None
    dashboard.serve(
        workspace, host, port, language=chosen, largest_body=largest_body,
        announce=lambda url: click.echo(url.rstrip("/")),
    )  # fmt: skip
