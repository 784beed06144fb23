"""Snapshots: immutable folders of Parquet, published whole or not at all."""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import zstandard

from ocds.exceptions import BadSnapshotError, NoSnapshotError, WorkspaceBusyError
from ocds.tables.aggregates import AGGREGATES
from ocds.tables.barred import SCREENING
from ocds.tables.columns import BUILT, INSTANT, read_tables, schema
from ocds.tables.issue import ISSUE
from ocds.tables.quality import QUALITY_CHECK, QUALITY_FAILURE

KEPT = 5
"""How many snapshots stay; older ones are removed when a new one is published."""
_POINTER = "current"
_STAGING = "staging"
_SOURCE = pl.Schema(
    {"file": pl.String, "sha256": pl.String, "bytes": pl.Int64, "crawled": pl.String, "url": pl.String}
)
_VERSION_TIMES = ("release_date", "date", "period_start", "period_end")


@cache
def tables() -> dict[str, pl.Schema]:
    """Every table of a snapshot, with its columns."""
    from ocds.pipeline.compiling import PUBLISHED, VERSION  # noqa: PLC0415 (slow to load: where a table has no rows)
    from ocds.pipeline.reading import DOCUMENT  # noqa: PLC0415

    read = {table: schema(table, (*BUILT, "place")) for table in read_tables()}
    written = {
        "document": DOCUMENT,
        "issue": ISSUE,
        "version": pl.Schema(VERSION | dict.fromkeys(_VERSION_TIMES, INSTANT)),
        "published": PUBLISHED,
        "source": _SOURCE,
        "screening": SCREENING,
        "quality_check": QUALITY_CHECK,
        "quality_failure": QUALITY_FAILURE,
    }
    return read | written | AGGREGATES


class Input(msgspec.Struct, frozen=True):
    """A file that was read."""

    path: str
    sha256: str
    bytes: int


class ListUsed(msgspec.Struct, frozen=True):
    """A dated file of a debarment list that suppliers were screened against."""

    list: str
    date: str
    file: str
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a snapshot is made of. `created` is the time of the run; nothing else in it depends on the clock."""

    title: str
    as_of: str
    version: str
    created: str
    settings: dict[str, Any]
    counts: dict[str, int]
    inputs: list[Input]
    lists: list[ListUsed]
    errors: dict[str, str] = {}


class Snapshot:
    """One published snapshot."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.manifest = msgspec.json.decode((path / "manifest.json").read_bytes(), type=Manifest)
        except (OSError, msgspec.DecodeError) as error:
            raise BadSnapshotError(path, str(error)) from error

    def scan(self, table: str) -> pl.LazyFrame:
        """A table; without rows, but with its columns, where the data had none."""
        return scan(self.path, table)

    def results(self) -> pl.LazyFrame:
        """`ocid` and, for each indicator, its outcome (`R003`) and reason (`R003_reason`)."""
        return pl.scan_parquet(self.path / "results" / "process.parquet")

    def evidence(self) -> pl.LazyFrame:
        """One row an alert."""
        return pl.scan_parquet(self.path / "results" / "evidence.parquet")

    def compiled(self, ocid: str) -> bytes | None:
        """The compiled release of a process as JSON; None if there is no such process."""
        row = self.scan("process").filter(ocid=ocid).select("process", "json_offset", "json_length").collect()
        if row.is_empty():
            return None
        process, offset, length = row.row(0)
        with zstandard.open(self.path / "compiled" / f"{process >> 32:06}.jsonl.zst", "rb") as stream:
            skipped = 0
            while skipped < offset:
                skipped += len(stream.read(min(1 << 20, offset - skipped)))
            return bytes(stream.read(length)).rstrip(b"\n")


def scan(folder: Path, table: str, parts: Collection[int] | None = None) -> pl.LazyFrame:
    """A table of a folder that holds one, published or not; all of it, or some of its parts."""
    if parts is None:
        files = sorted((folder / "tables" / table).glob("*.parquet"))
    else:
        named = (folder / "tables" / table / f"{part:06}.parquet" for part in sorted(parts))
        files = [file for file in named if file.exists()]
    return pl.scan_parquet(files) if files else pl.LazyFrame(schema=tables().get(table))


def parts_of(folder: Path, table: str) -> list[int]:
    """The numbers of the parts of a table."""
    return sorted(int(file.stem) for file in (folder / "tables" / table).glob("*.parquet"))


def current(workspace: Path) -> Snapshot:
    """The published snapshot; raises `NoSnapshotError`, or `BadSnapshotError` if it is not whole."""
    try:
        name = (workspace / _POINTER).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise NoSnapshotError(workspace) from error
    return Snapshot(workspace / "snapshots" / Path(name).name)


@contextmanager
def building(workspace: Path) -> Iterator[Path]:
    """An empty folder to build a snapshot in, for as long as no other run builds in this workspace.

    What an interrupted run left behind is removed, and so is this folder if it was not published. Raises
    `WorkspaceBusyError`.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 (slow to load: only where a snapshot is built)

    snapshots = workspace / "snapshots"
    snapshots.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(workspace / "run.lock", timeout=0):
            _remove_unpublished(snapshots)
            staging = snapshots / _STAGING
            (staging / "tables").mkdir(parents=True)
            (staging / "results").mkdir()
            try:
                yield staging
            finally:
                _remove_unpublished(snapshots)
    except Timeout as error:
        raise WorkspaceBusyError(workspace) from error


def _remove_unpublished(snapshots: Path) -> None:
    shutil.rmtree(snapshots / _STAGING, ignore_errors=True)


def publish(staging: Path, manifest: Manifest) -> Snapshot:
    """Publish a finished snapshot: from one moment to the next, readers see it whole."""
    (staging / "manifest.json").write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2))
    snapshots = staging.parent
    number = 1 + max((int(path.name) for path in _published(snapshots)), default=0)
    for path in [*staging.rglob("*"), staging]:
        _sync(path)
    final = snapshots / f"{number:06}"
    staging.rename(final)
    _sync(snapshots)
    pointer = snapshots.parent / f"{_POINTER}.new"
    pointer.write_text(f"{final.name}\n", encoding="utf-8")
    _sync(pointer)
    pointer.replace(snapshots.parent / _POINTER)
    _sync(snapshots.parent)
    for old in sorted(_published(snapshots))[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return Snapshot(final)


def _published(snapshots: Path) -> Iterator[Path]:
    return (path for path in snapshots.iterdir() if path.name.isdigit())


def _sync(path: Path) -> None:
    """Make sure that a file or folder is on disk (Windows cannot for folders, nor for what is opened to read)."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
