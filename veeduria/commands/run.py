"""The main job."""

import datetime as dt
from pathlib import Path

import click

from ocds.messages import marked
from veeduria import options


@click.command(
    help=marked(
        "Read sources, check them, publish a snapshot and print its summary. A SOURCE is a file, a folder, a pattern, "
        "or - for standard input: releases, records or packages of them, as JSON or JSON lines, also in .gz, .zst or "
        ".zip."
    ),
    short_help=marked("Read sources, check them, publish a snapshot."),
)
@options.sources
@options.workspace
@click.option(
    "--lists",
    type=click.Path(path_type=Path),
    help=marked("Folder of debarment lists that suppliers are screened against."),
)
@click.option(
    "--profile",
    type=click.Path(path_type=Path, dir_okay=False),
    help=marked("TOML file with the legal limits and the local words of a country."),
)
@click.option(
    "--as-of", type=options.Day(), help=marked("The day that counts as today; by default the newest date in the data.")
)
@options.workers
@click.option(
    "--validate/--no-validate",
    default=True,
    show_default=True,
    help=marked("Whether to hold each document against the standard's schema."),
)
@click.option(
    "--quality/--no-quality",
    default=True,
    show_default=True,
    help=marked("Whether to check the quality of the data: dates, amounts and references that fit together."),
)
@click.option(
    "--rates",
    type=click.Path(path_type=Path, dir_okay=False),
    help=marked("CSV file of rates of exchange, to compare amounts across currencies."),
)
@options.extensions
@options.online
def command(
    sources: tuple[str, ...],
    workspace: Path,
    lists: Path | None,
    profile: Path | None,
    as_of: dt.date | None,
    workers: int,
    validate: bool,
    quality: bool,
    rates: Path | None,
    extensions: Path | None,
    online: bool,
) -> None:
    """Do the main job."""
    from ocds.extending.resolving import Sources  # noqa: PLC0415 (keeps --help quick, as in every command)
    from ocds.pipeline.beginning import workers_for  # noqa: PLC0415
    from ocds.validation.options import Options as Validation  # noqa: PLC0415

    how = Validation(sources=Sources(extensions, online))
    with workers_for(list(sources), workers, how) as pool:
        from veeduria.main_job import main_job  # noqa: PLC0415 (loads polars, so workers come first)
        from veeduria.run import Options  # noqa: PLC0415

        chosen = Options(workspace, lists, profile, as_of, validate, quality, rates, how)
        main_job(list(sources), chosen, pool)
