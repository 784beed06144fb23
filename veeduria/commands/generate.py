"""Test data of any size."""

from typing import BinaryIO

import click

from ocds.messages import marked

_SLICE = 1000


@click.command(
    help=marked("Write invented processes as JSON lines: the same seed gives the same bytes, at any size."),
    short_help=marked("Write invented processes, any number of them."),
)
@click.option("--processes", type=click.IntRange(min=1), required=True, help=marked("How many processes."))
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help=marked("Seed of the draw."))
@click.option("--compiled", is_flag=True, help=marked("One compiled release a process, instead of all its releases."))
@click.option("--out", type=click.File("wb"), required=True, help=marked("File to write; - is standard output."))
def command(processes: int, seed: int, compiled: bool, out: BinaryIO) -> None:
    """Stream processes."""
    from sample_data.generator import write  # noqa: PLC0415
    from veeduria.progress import shown  # noqa: PLC0415

    with shown() as told:
        for start in range(0, processes, _SLICE):
            write(min(_SLICE, processes - start), seed, compiled, out, start)
            told("generate", min(start + _SLICE, processes), processes)
