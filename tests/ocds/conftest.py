"""Sources written by a test, and what the pipeline makes of them."""

from types import SimpleNamespace

import polars as pl
import pytest

from ocds.pipeline.build import build
from ocds.pipeline.workers import Workers
from ocds.snapshots import scan


@pytest.fixture
def built(tmp_path):
    """Build the tables of files given by name and bytes; gives their tables, the documents and the issues."""

    def built(files, *, sources=None, validate=True, workers=1):
        data, folder, spool = (tmp_path / name for name in ("data", "folder", "spool"))
        for path in (data, folder / "tables", spool):
            path.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (data / name).parent.mkdir(parents=True, exist_ok=True)
            (data / name).write_bytes(content)
        with Workers(workers) as pool:
            found = build(
                sources or [str(data)], folder, spool, validate=validate, workers=pool, progress=lambda *_: None
            )
        return SimpleNamespace(
            documents=scan(folder, "document").sort("document").collect(),
            issues=scan(folder, "issue").collect(),
            folder=folder,
            data=data,
            built=found,
            table=lambda name: scan(folder, name).collect(),
        )

    return built


@pytest.fixture
def rows_of():
    """The rows of a frame as a list of tuples of the given columns."""

    def rows_of(frame: pl.DataFrame, *columns):
        return frame.select(columns).rows() if len(columns) > 1 else frame[columns[0]].to_list()

    return rows_of
