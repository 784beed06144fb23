"""Phase two: the releases of a partition are compiled, process by process, and become tables."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import orjson
import polars as pl

from ocds.compiling.process import Member, compile_process, versions
from ocds.issues import Issue
from ocds.pipeline.reading import Settings, Spooled
from ocds.pipeline.tabulator import Tabulator, frame_of, write
from ocds.tables.instants import with_instants
from ocds.tables.issue import ISSUE

_VERSION = (
    "ocid", "release_id", "release_date_text", "section", "id", "status", "date_text", "amount", "currency",
    "period_start_text", "period_end_text", "items",
)  # fmt: skip
VERSION = pl.Schema(dict.fromkeys(_VERSION, pl.String) | {"amount": pl.Float64, "items": pl.UInt32})


PUBLISHED = pl.Schema({"ocid": pl.String, "json": pl.Binary})


class Partition(NamedTuple):
    """The releases of some processes, spooled by phase one: the number of the partition and of its part of tables."""

    number: int
    part: int
    spooled: tuple[Spooled, ...]


class Outcome(NamedTuple):
    """What compiling a partition found: documents that said nothing new, and how many processes did not merge."""

    duplicates: list[int]
    unmerged: int


def compile_partition(partition: Partition, settings: Settings) -> Outcome:
    """Compile a partition: writes its part of the entity tables, of `version`, `published` and `issue`."""
    tabulator = Tabulator(settings.folder, partition.part, quickly=settings.options.quickly)
    issues: list[Issue] = []
    rows: list[tuple[Any, ...]] = []
    published: list[tuple[str, bytes]] = []
    duplicates: list[int] = []
    unmerged = 0
    for ocid, members in _processes(partition):
        compiled = compile_process(members)
        issues += compiled.issues
        # what is wrong in members was told of in the documents they come from
        wrong = () if all(member.sound for member in members) else None
        tabulator.add(compiled.release, compiled.text, members[-1].document, compiled.publisher, wrong=wrong)
        rows += versions(ocid, compiled.parts)
        published += [(ocid, orjson.dumps(release)) for release in compiled.published]
        duplicates += sorted(compiled.duplicates)
        unmerged += compiled.unmerged
    issues += tabulator.close()
    write(frame_of(issues, ISSUE), settings.folder, "issue", partition.part)
    write(_version_frame(rows), settings.folder, "version", partition.part)
    write(frame_of(published, PUBLISHED), settings.folder, "published", partition.part)
    return Outcome(duplicates, unmerged)


def _processes(partition: Partition) -> Iterator[tuple[str, list[Member]]]:
    """The processes of a partition in order of their first document, each with its members in order of reading."""
    found: dict[str, list[tuple[list[Any], bytes]]] = {}
    for path, extents in partition.spooled:
        if partition.number in extents:
            start, end = extents[partition.number]
            with path.open("rb") as file:
                file.seek(start)
                for line in file.read(end - start).splitlines():
                    head, _, raw = line.partition(b"\t")
                    known = orjson.loads(head)
                    found.setdefault(known[1], []).append((known, raw))
    for ocid, lines in found.items():
        yield ocid, [_member(known, raw) for known, raw in lines]


def _member(known: list[Any], raw: bytes) -> Member:
    document, ocid, publisher, compiled, sound = known
    release = orjson.loads(raw)
    release["ocid"] = ocid
    return Member(document, publisher, compiled, release, sound)


def _version_frame(rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    frame = frame_of(rows, VERSION)
    return with_instants(frame, ["release_date", "date", "period_start", "period_end"])
