"""Shows how far the work is: on standard error, and only on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ocds.messages import marked
from veeduria.texts import gettext

STEPS = {
    "read": marked("Reading and validating"),
    "compile": marked("Compiling"),
    "screen": marked("Screening suppliers"),
    "gather": marked("Gathering suppliers, buyers and markets"),
    "draw": marked("Drawing limits from the data"),
    "flag": marked("Looking for red flags"),
    "quality": marked("Checking the quality of the data"),
    "publish": marked("Publishing"),
    "generate": marked("Generating"),
}
Told = Callable[[str, int, int], None]


@contextmanager
def shown() -> Iterator[Told]:
    """Give the function that is told each step, how far it is and how far it goes."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console  # noqa: PLC0415 (slow to load: for terminals only)
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        current = ""

        def told(step: str, done: int, total: int) -> None:
            nonlocal current
            if step != current:
                bar.reset(task, description=gettext(STEPS.get(step, step)))
                current = step
            bar.update(task, completed=done, total=total or None)

        yield told


def _silent(step: str, done: int, total: int) -> None:
    """Tell nothing."""
