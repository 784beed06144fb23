"""Processes that came compiled, but more than once: taken out of their parts, to be settled together."""

from pathlib import Path
from zlib import crc32

import orjson
import polars as pl

from ocds.compiling.upgrade import upgraded
from ocds.pipeline.reading import Settings, Spooled
from ocds.reading.kinds import COMPILED, RECORD, RELEASE

_TOLD = False
"""Not sound: what is wrong with these documents was told when they were read first."""


def set_repeated_aside(folder: Path, paths: dict[str, Path], settings: Settings, part: int) -> Spooled | None:
    """Spool the compiled releases of processes that came in more than one document, and drop their rows.

    Phase one writes compiled releases to tables at once, trusting that each is the only word on its process. Where
    that proves wrong, the documents are read again from their places, for phase two.
    """
    repeated = _repeated(folder, settings.partitions)
    if repeated.is_empty():
        return None
    extents: dict[int, tuple[int, int]] = {}
    place = 0
    path = settings.spool / f"{part:06}-repeated"
    with path.open("wb") as out:
        for (partition,), rows in repeated.sort("partition", "document").group_by("partition", maintain_order=True):
            start = place
            for row in rows.iter_rows(named=True):
                place += out.write(_line(row, paths))
            extents[int(str(partition))] = (start, place)
    for (number,), rows in repeated.group_by("part", maintain_order=True):
        _drop(folder, int(str(number)), rows["ocid"])
    return Spooled(path, extents)


def _repeated(folder: Path, partitions: int) -> pl.DataFrame:
    tables = folder / "tables" / "document"
    if not tables.exists():
        return pl.DataFrame()
    documents = (
        pl.scan_parquet(tables / "*.parquet")
        .filter(pl.col("kind").is_in([COMPILED, RECORD, RELEASE]), pl.col("outcome") == "read")
        .select("document", "file", "offset", "length", "kind", "version", "ocid", "publisher")
    )
    compiled = documents.filter(kind=COMPILED)
    often = documents.group_by("ocid").len().filter(pl.col("len") > 1)
    found = compiled.join(often, on="ocid", how="semi").sort("document").collect()
    partition = pl.Series("partition", [crc32(o.encode()) % partitions for o in found["ocid"]], pl.Int64)
    return found.with_columns(partition, (pl.col("document") // (1 << 32)).alias("part"))


def _line(row: dict[str, object], paths: dict[str, Path]) -> bytes:
    with paths[str(row["file"])].open("rb") as file:
        file.seek(int(str(row["offset"])))
        raw = file.read(int(str(row["length"])))
    if row["version"] == "1.0":
        raw = orjson.dumps(upgraded(orjson.loads(raw)).release)
    head = orjson.dumps([row["document"], row["ocid"], row["publisher"], True, _TOLD])
    return head + b"\t" + raw.replace(b"\n", b" ").replace(b"\r", b" ") + b"\n"


def _drop(folder: Path, part: int, ocids: pl.Series) -> None:
    """Take the rows of some processes out of a part of every entity table."""
    aside = {"document", "issue"}
    for table in sorted((folder / "tables").iterdir()):
        path = table / f"{part:06}.parquet"
        if table.name not in aside and path.exists():
            kept = pl.read_parquet(path).filter(~pl.col("ocid").is_in(ocids.implode()))
            path.unlink()
            if kept.height:
                kept.write_parquet(path, compression="snappy", statistics=False)
