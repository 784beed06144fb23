"""The run: sources in, a published snapshot out."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from checks.profile import Profile, default_profile, read_profile
from checks.quality.rates import load_rates
from ocds.pipeline.build import Built, build
from ocds.pipeline.tabulator import write
from ocds.pipeline.workers import Workers
from ocds.snapshots import Input, ListUsed, Manifest, Snapshot, building, publish, scan
from ocds.validation.options import PLAIN
from ocds.validation.options import Options as Validation
from registry.history import Registry, load
from veeduria import __version__
from veeduria.judging import Progress, gather, judge
from veeduria.quality import Measure, assess
from veeduria.remote import fetched


class Options(NamedTuple):
    """What a run is asked to do."""

    workspace: Path
    lists: Path | None = None
    profile: Path | None = None
    as_of: dt.date | None = None
    validate: bool = True
    quality: bool = True
    rates: Path | None = None
    validation: Validation = PLAIN


def run(
    sources: list[str], options: Options, workers: Workers, progress: Progress = lambda *_: None
) -> tuple[Snapshot, Registry]:
    """Read, validate, compile, tabulate, screen, flag and publish; gives the snapshot and the lists it used.

    Raises `NothingReadError` if no source opens, `ProfileError` and `RegistryError` for what cannot be used.
    """
    profile = read_profile(options.profile) if options.profile else default_profile()
    registry = load(options.lists)
    measure = Measure(profile.words, load_rates(options.rates) if options.rates else None)
    files = fetched(sources, options.workspace / "fetched", online=options.validation.sources.online)
    with building(options.workspace) as staging:
        spool = staging / "spool"
        spool.mkdir()
        built = build(
            [*files.values()],
            staging,
            spool,
            validate=options.validate,
            workers=workers,
            progress=progress,
            options=options.validation,
        )
        shutil.rmtree(spool)
        _write_sources(staging, built)
        gather(staging, profile, workers, progress)
        errors = judge(staging, profile, registry, workers, progress)
        if options.quality:
            assess(staging, measure, workers, progress)
        progress("publish", 0, 1)
        return publish(staging, _manifest(staging, sources, options, profile, registry, built, errors)), registry


def _write_sources(staging: Path, built: Built) -> None:
    rows = {
        "file": [file.name for file in built.inputs],
        "sha256": [file.sha256 for file in built.inputs],
        "bytes": [file.size for file in built.inputs],
        "crawled": [file.crawled for file in built.inputs],
        "url": [file.url for file in built.inputs],
    }
    schema = {"file": pl.String, "sha256": pl.String, "bytes": pl.Int64, "crawled": pl.String, "url": pl.String}
    write(pl.DataFrame(rows, schema=schema), staging, "source", 0)


def _manifest(
    staging: Path,
    sources: list[str],
    options: Options,
    profile: Profile,
    registry: Registry,
    built: Built,
    errors: dict[str, str],
) -> Manifest:
    newest = scan(staging, "process").select(pl.max("release_date")).collect().item()
    as_of = options.as_of or (newest.date() if newest else None)
    used = registry.snapshot.sort("list", "date").iter_rows(named=True)
    return Manifest(
        title=profile.title or _title(sources),
        as_of=as_of.isoformat() if as_of else "",
        version=__version__,
        created=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        settings=_settings(options, profile),
        counts=_counts(staging, built),
        inputs=[Input(file.name, file.sha256, file.size) for file in built.inputs],
        lists=[ListUsed(row["list"], str(row["date"]), row["file"], row["sha256"]) for row in used],
        errors=errors,
    )


def _title(sources: list[str]) -> str:
    names = [Path(source).resolve().name for source in sources]
    return ", ".join(names[:3]) + (f" … ({len(names)})" if len(names) > 3 else "")


def _settings(options: Options, profile: Profile) -> dict[str, Any]:
    indicators = {
        name: {
            "version": setting.indicator.version,
            **{field: getattr(setting.indicator, field) for field in setting.indicator.__struct_fields__},
            "dated": [[law.start.isoformat(), law.value, law.reference] for law in setting.dated],
        }
        for name, setting in profile.settings.items()
    }
    return {"validate": options.validate, "quality": options.quality, "words": profile.words, "indicators": indicators}


def _counts(staging: Path, built: Built) -> dict[str, int]:
    documents = scan(staging, "document")
    errors = scan(staging, "issue").filter(severity="error")
    suppliers = scan(staging, "supplier")
    plans = {
        "documents": documents.select(pl.len()),
        "read": documents.filter(pl.col("outcome") != "refused").select(pl.len()),
        "refused": documents.filter(outcome="refused").select(pl.len()),
        "processes": scan(staging, "process").select(pl.len()),
        "errors": errors.select(pl.len()),
        "processes_with_errors": errors.select(pl.col("ocid").drop_nulls().n_unique()),
        "suppliers": suppliers.select(pl.len()),
        "persons": suppliers.select(pl.col("person").sum()),
    }
    found = {name: int(frame.item()) for name, frame in zip(plans, pl.collect_all(plans.values()), strict=True)}
    return found | {"unmerged": built.unmerged}
