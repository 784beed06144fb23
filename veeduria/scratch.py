"""Reads sources into tables that last as long as a command: nothing is published."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ocds.pipeline.build import build
from ocds.pipeline.workers import Workers
from veeduria.progress import shown


@contextmanager
def built(sources: list[str], *, validate: bool, workers: int) -> Iterator[Path]:
    """Give a folder with what a read of sources writes: either validated documents and their issues, or tables.

    It is in the system's temporary folder and is removed at the end. Raises `NothingReadError` if no source opens.
    """
    with TemporaryDirectory(prefix="veeduria-") as name:
        folder = Path(name)
        spool = folder / "spool"
        spool.mkdir()
        (folder / "tables").mkdir()
        with shown() as told, Workers(workers) as pool:
            build(sources, folder, spool, validate=validate, workers=pool, progress=told)
        yield folder
