"""Serves the pages of a workspace and says where."""

import os
from pathlib import Path

import click

import dashboard
from ocds.snapshots import current
from veeduria.texts import language


def serve(workspace: Path, host: str, port: int) -> None:
    """Serve until interrupted; raises `NoSnapshotError` if nothing is published."""
    current(workspace)
    # What the terminal speaks says nothing of the reader's browser; what was asked for does.
    chosen = language() if os.environ.get("LANGUAGE") else None
    dashboard.serve(workspace, host, port, language=chosen, announce=lambda url: click.echo(url.rstrip("/")))
