"""The main job as a command does it: with progress, warnings, the list of what was refused, and the summary."""

from pathlib import Path

import click

from ocds.pipeline.workers import Workers
from ocds.snapshots import Snapshot
from registry.history import Registry
from veeduria.cells import write_lines
from veeduria.progress import shown
from veeduria.run import Options, run
from veeduria.summary import summary
from veeduria.summary_text import lines
from veeduria.texts import clean, gettext

REFUSED = "refused.csv"


def main_job(sources: list[str], options: Options, workers: Workers) -> Snapshot:
    """Run, publish, and tell what came of it."""
    with shown() as told:
        snapshot, registry = run(sources, options, workers, told)
    _warn(snapshot, registry)
    _write_refused(snapshot, options.workspace)
    for line in lines(summary(snapshot), options.workspace):
        click.echo(clean(line))
    return snapshot


def _warn(snapshot: Snapshot, registry: Registry) -> None:
    for refused in registry.refused:
        facts = {"file": refused.file, "place": refused.place, "problem": refused.problem, "cure": refused.cure}
        text = gettext("List left out: %(file)s, %(place)s: %(problem)s. %(cure)s.", **facts)
        click.echo(clean(text), err=True)
    for indicator, why in snapshot.manifest.errors.items():
        text = gettext(
            "%(indicator)s failed and judged nothing, which is our fault: %(why)s",
            indicator=indicator,
            why=why,
        )
        click.echo(clean(text), err=True)


def _write_refused(snapshot: Snapshot, workspace: Path) -> None:
    refused = snapshot.scan("document").filter(outcome="refused").sort("document")
    found = refused.select("file", "line", "path", "reason", "detail").collect()
    with (workspace / REFUSED).open("w", encoding="utf-8", newline="") as out:
        write_lines(found, "csv", out)
