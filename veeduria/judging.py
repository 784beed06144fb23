"""Gathers, screens and judges the processes of a folder of tables, a batch of parts at a time.

A process lies whole in one part, so batches can be judged apart, in as little memory as one of them needs. Only what a
fence decides has to wait until all of the data is known.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import polars as pl

from checks.profile import Profile
from checks.runner import Results, begun, finished
from ocds.pipeline.tabulator import write, write_all
from ocds.pipeline.workers import Workers
from ocds.snapshots import parts_of, scan
from ocds.tables.aggregates import Gather, of_awards, of_bidders
from registry.history import Registry
from registry.screening import screen

Job = TypeVar("Job")
Done = TypeVar("Done")
Progress = Callable[[str, int, int], None]
"""Told the step, how many of its jobs are done, and how many there are."""
BATCH = 8
"""How many parts of the tables are judged in one go."""
ALONE = 3
"""Up to how many batches the process that asks judges itself: others would begin for longer than they judge."""


class Batch(NamedTuple):
    """Some parts of the tables of a folder."""

    folder: Path
    parts: tuple[int, ...]

    def table(self, name: str) -> pl.LazyFrame:
        """The rows of a table in these parts."""
        return scan(self.folder, name, self.parts)


def batches_of(folder: Path, size: int) -> list[Batch]:
    """The parts of a folder of tables, `size` of them at a time."""
    numbers = parts_of(folder, "process")
    return [Batch(folder, tuple(numbers[i : i + size])) for i in range(0, len(numbers), size)]


def gather(folder: Path, profile: Profile, pool: Workers, progress: Progress) -> None:
    """Write the tables that gather many processes: suppliers, buyers, pairs and markets."""
    pool = _enough(pool, batches_of(folder, BATCH))
    steps = (of_awards, of_bidders)
    for done, step in enumerate(steps, 1):  # one after another: nothing else takes as much memory
        list(pool.map(_gather, [(folder, step)], profile))
        progress("gather", done, len(steps))


def judge(folder: Path, profile: Profile, registry: Registry, pool: Workers, progress: Progress) -> dict[str, str]:
    """Write the table `screening`, the results and the evidence.

    Gives what went wrong in indicators of ours, by id.
    """
    batches = batches_of(folder, BATCH)
    pool = _enough(pool, batches)
    _told(pool.map(_screen, batches, registry), "screen", len(batches), progress)
    parts = _told(pool.map(_judge, batches or [Batch(folder, ())], profile), "flag", len(batches), progress)
    progress("draw", 0, 1)
    outcomes, evidence, errors, _ = finished(parts, profile.settings)
    outcomes.write_parquet(folder / "results" / "process.parquet", compression="lz4")
    evidence.write_parquet(folder / "results" / "evidence.parquet", compression="lz4")
    return errors


def _enough(pool: Workers, batches: Sequence[Batch]) -> Workers:
    return Workers(1) if len(batches) <= ALONE else pool


def _told(done: Iterable[tuple[Job, Done]], step: str, total: int, progress: Progress) -> list[Done]:
    results = []
    for _, result in done:
        results.append(result)
        progress(step, len(results), total)
    return results


def _screen(batch: Batch, registry: Registry) -> None:
    write(screen(batch.table("award_supplier"), registry), batch.folder, "screening", batch.parts[0])


def _gather(job: tuple[Path, Gather], profile: Profile) -> None:
    folder, gather = job
    write_all(gather(partial(scan, folder), profile.words), folder, 0)


def _judge(batch: Batch, profile: Profile) -> Results:
    return begun(batch.table, profile.words, profile.settings)
