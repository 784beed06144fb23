"""Reads sources into tables that last as long as a command: nothing is published."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ocds.pipeline.build import build
from ocds.pipeline.workers import Workers
from veeduria.progress import shown


@contextmanager
def built(sources: list[str], workers: int) -> Iterator[Path]:
    """Give a folder with the entity tables and compiled releases of sources.

    It is in the system's temporary folder and is removed at the end. Raises `NothingReadError` if no source opens.
    """
    with TemporaryDirectory(prefix="veeduria-") as name:
        folder = Path(name)
        spool = folder / "spool"
        spool.mkdir()
        (folder / "tables").mkdir()
        with shown() as told, Workers(workers) as pool:
            build(sources, folder, spool, validate=False, workers=pool, progress=told)
        yield folder
