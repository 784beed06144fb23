"""The dated files of every list, put together into what is known of each measure and of which days.

A measure that an earlier file shows and a later one no longer shows, although its period had not ended, was lifted
between the two: it was not lifted yet on `lifted_after`, and it no longer held on `lifted_by`.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from registry import countries, lists, sidecar
from registry.exceptions import MissingFolderError, RegistryError, UnreadableSidecarError
from registry.listfile import ENTRIES, ListFile

SNAPSHOT = pl.Schema(
    {
        "list": pl.String,
        "title": pl.String,
        "date": pl.Date,
        "covers_from": pl.Date,
        "country": pl.String,
        "licence": pl.String,
        "file": pl.String,
        "sha256": pl.String,
    }
)
_MEASURE = ("list", "entry", "measure", "authority", "scope", "start")


@dataclass(frozen=True, slots=True)
class Registry:
    """Debarment lists with their history.

    - `entry`: list, entry, name, kind, country (see `registry.countries`), url; one row per party of a list
    - `name`: list, entry, name; every name and alias that any file gives
    - `identifier`: list, entry, country, scheme, identifier; as published, the country of the party
    - `measure`: list, entry, measure, authority, scope, reason, term, start, end, open_ended (Boolean), first_shown,
      last_shown, lifted_after, lifted_by (Date), newest (Date: newest file of the list), source_file, list_date
      (Date: the file that told last)
    - `snapshot`: list, title, date, covers_from, country, licence, file, sha256; one row per file
    - `refused`: what could not be read, each with file, place and cure
    """

    entry: pl.DataFrame
    name: pl.DataFrame
    identifier: pl.DataFrame
    measure: pl.DataFrame
    snapshot: pl.DataFrame
    refused: tuple[RegistryError, ...] = ()

    def coverage(self) -> pl.DataFrame:
        """Give list, covers_from, newest (Date): the days of which each list can tell, bounds included."""
        return _coverage(self.snapshot)


def load(folder: Path | None) -> Registry:
    """Read every file of a folder, and of the folders in it; `None` gives a registry without lists.

    Files that cannot be read are in `Registry.refused`. Raises `MissingFolderError`.
    """
    if folder is None:
        return build([])
    if not folder.is_dir():
        raise MissingFolderError(folder)
    found: list[ListFile] = []
    refused: list[RegistryError] = []
    for path in _files(folder):
        try:
            found.append(replace(_read(path), file=path.relative_to(folder).as_posix()))
        except RegistryError as error:
            refused.append(error)
    return build(found, tuple(refused))


def build(files: list[ListFile], refused: tuple[RegistryError, ...] = ()) -> Registry:
    """Put dated files together into their history."""
    snapshot = pl.DataFrame([{c: getattr(file, c) for c in SNAPSHOT} for file in files], schema=SNAPSHOT)
    snapshot = snapshot.sort("list", "date", "file")
    shown = pl.concat([_shown(file) for file in files] or [_nothing_shown()]).sort("list", "list_date", "source_file")
    return Registry(
        entry=_latest(shown, "list", "entry").select("list", "entry", "name", "kind", "country", "url"),
        name=_names(shown),
        identifier=_identifiers(shown),
        measure=_measures(shown, snapshot),
        snapshot=snapshot,
        refused=refused,
    )


def _coverage(snapshot: pl.DataFrame) -> pl.DataFrame:
    first = pl.min_horizontal(pl.col("covers_from").min(), pl.col("date").min())
    return snapshot.group_by("list").agg(covers_from=first, newest=pl.col("date").max()).sort("list")


def _files(folder: Path) -> list[Path]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    beside = {name for path in files if path.suffix != ".toml" for name in sidecar.paths(path)}
    return [path for path in files if path not in beside]


def _read(path: Path) -> ListFile:
    if path.suffix == ".toml":
        raise UnreadableSidecarError(path, "file name", "there is no list beside it", "Name it <list file>.toml")
    return lists.read(path)


def _nothing_shown() -> pl.DataFrame:
    empty = pl.DataFrame(schema=ENTRIES)
    return empty.with_columns(
        list=pl.lit(None, pl.String), list_date=pl.lit(None, pl.Date), source_file=pl.lit(None, pl.String)
    )


def _shown(file: ListFile) -> pl.DataFrame:
    entries = file.entries.with_columns(
        list=pl.lit(file.list), list_date=pl.lit(file.date), source_file=pl.lit(file.file)
    )
    own = countries.of_scheme(entries.get_column("scheme"))
    said = countries.codes(entries.get_column("country").fill_null(file.country or ""))
    return entries.with_columns(country=pl.coalesce(own, said))


def _latest(shown: pl.DataFrame, *key: str) -> pl.DataFrame:
    return shown.unique(key, keep="last", maintain_order=True).sort(key, nulls_last=False)


def _names(shown: pl.DataFrame) -> pl.DataFrame:
    both = shown.select("list", "entry", name=pl.concat_list("name", "aliases"))
    return both.explode("name").drop_nulls("name").unique().sort(pl.all())


def _identifiers(shown: pl.DataFrame) -> pl.DataFrame:
    return (
        shown.select("list", "entry", "country", "scheme", "identifier")
        .drop_nulls("identifier")
        .unique()
        .sort(pl.all(), nulls_last=False)
    )


def _measures(shown: pl.DataFrame, snapshot: pl.DataFrame) -> pl.DataFrame:
    spans = shown.group_by(_MEASURE).agg(
        first_shown=pl.col("list_date").min(),
        last_shown=pl.col("list_date").max(),
        not_lifted_on=pl.col("list_date").filter(~pl.col("is_lifted")).max(),
        lifted_on=pl.col("list_date").filter("is_lifted").min(),
    )
    told = _latest(shown, *_MEASURE).join(spans, on=_MEASURE, nulls_equal=True)
    days = snapshot.select("list", following="date").unique().sort("following")
    told = told.sort("last_shown").join_asof(
        days,
        left_on="last_shown",
        right_on="following",
        by="list",
        strategy="forward",
        allow_exact_matches=False,
        check_sortedness=False,  # both are sorted above; within groups it cannot be checked
    )
    open_ended = pl.col("end").is_null()
    missed = pl.when(open_ended | (pl.col("end") >= pl.col("following"))).then("following")
    return (
        told.join(_coverage(snapshot), on="list")
        .with_columns(
            open_ended=open_ended,
            lifted_by=pl.when("is_lifted").then(pl.coalesce("lifted", "lifted_on")).otherwise(missed),
            lifted_after=pl.when("is_lifted")
            .then(pl.coalesce(pl.col("lifted") - pl.duration(days=1), "not_lifted_on"))
            .when(missed.is_not_null())
            .then("last_shown"),
        )
        .select(
            *("list", "entry", "measure", "authority", "scope", "reason", "term", "start", "end", "open_ended"),
            *("first_shown", "last_shown", "lifted_after", "lifted_by", "newest", "source_file", "list_date"),
        )
        .sort(_MEASURE, nulls_last=False)
    )
