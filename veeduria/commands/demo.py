"""The sample country, from data to pages."""

from pathlib import Path
from shutil import rmtree

import click

from ocds.messages import marked
from veeduria import options

MARK = ".veeduria-demo"
"""Tells that a folder is ours to write again."""


@click.command(
    help=marked("Make the invented sample country, do the main job on it, and show the pages."),
    short_help=marked("Try it all on an invented country."),
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("veeduria-demo"),
    show_default=True,
    help=marked("Folder to make it in."),
)
@options.port
@options.workers
@click.option("--serve/--no-serve", default=True, show_default=True, help=marked("Whether to show the pages."))
def command(folder: Path, port: int, workers: int, serve: bool) -> None:
    """Make, run and serve the sample country."""
    from ocds.pipeline.workers import Workers  # noqa: PLC0415
    from sample_data.country import make  # noqa: PLC0415

    _clear(folder)
    make(folder)
    workspace = folder / "workspace"
    with Workers(workers) as pool:
        from veeduria.main_job import main_job  # noqa: PLC0415 (loads polars, so workers come first)
        from veeduria.run import Options  # noqa: PLC0415

        main_job([str(folder / "data")], Options(workspace, folder / "lists", folder / "profile.toml"), pool)
    if serve:
        from veeduria.serving import serve as show  # noqa: PLC0415

        show(workspace, "127.0.0.1", port)


def _clear(folder: Path) -> None:
    """Make room for the sample country; the folder of an earlier demo is ours, any other must be empty."""
    from veeduria.exceptions import ForeignFolderError  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()) and not (folder / MARK).exists():
        raise ForeignFolderError(folder)
    (folder / MARK).touch()
    rmtree(folder / "data", ignore_errors=True)
