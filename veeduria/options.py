"""The arguments and options that several commands share."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ocds.messages import marked
from veeduria.exceptions import BadDateError

F = TypeVar("F", bound=Callable[..., Any])

WORKSPACE = Path("veeduria-workspace")
PORT = 8000


class Day(click.ParamType[dt.date]):
    """A day, written as 2025-06-30."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Give the day; what is none is a mistake of usage."""
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(str(BadDateError(value)), param, ctx)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


sources = click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
workspace = click.option(
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    default=WORKSPACE,
    show_default=True,
    help=marked("Folder of the published snapshots."),
)
workers = click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=processors,
    help=marked("Processes that work side by side; by default one for each processor."),
)
port = click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help=marked("Port of the pages; 0, or one that is taken, becomes a free one."),
)
extensions = click.option(
    "--extensions",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help=marked("Folder with extensions that are not known here, each in a folder of its own."),
)
online = click.option(
    "--online", is_flag=True, help=marked("Fetch declared extensions that are neither known nor there.")
)


def form(*names: str, of: str = marked("Form of the output.")) -> Callable[[F], F]:
    """Give the option for the form in which something is written; the first is the default."""
    return click.option("--format", "form", type=click.Choice(names), default=names[0], show_default=True, help=of)
