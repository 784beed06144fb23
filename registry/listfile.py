"""What every list reader gives: one dated file of a list, with its entries."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import polars as pl

_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "entry": pl.String,  # the list's own key of the party, stable from file to file
    "name": pl.String,
    "kind": pl.String,  # firm, person, or null where the list does not tell
    "country": pl.String,  # as published
    "scheme": pl.String,
    "identifier": pl.String,  # as published
    "aliases": pl.List(pl.String),
    "measure": pl.String,  # debarment, suspension or fine
    "authority": pl.String,
    "scope": pl.String,  # all: binds every buyer; authority: binds that authority only
    "reason": pl.String,
    "term": pl.String,  # the list's own word for the measure
    "start": pl.Date,  # first day in force; null: not published
    "end": pl.Date,  # last day in force; null: open-ended
    "is_lifted": pl.Boolean,  # the list says that the measure was lifted
    "lifted": pl.Date,  # first day no longer in force; null: not lifted, or the day is not published
    "url": pl.String,
}
ENTRIES = pl.Schema(_COLUMNS)
"""Columns of `ListFile.entries`: one row per party and measure."""


@dataclass(frozen=True, slots=True)
class ListFile:
    """One list as it stood on one day."""

    file: str
    sha256: str
    list: str
    title: str
    date: dt.date
    covers_from: dt.date | None
    country: str | None
    licence: str | None
    entries: pl.DataFrame


class Reader(Protocol):
    """A module of `registry.lists`."""

    def recognises(self, path: Path) -> bool:
        """Tell by its content, never by its name, whether the file is of this format."""
        ...

    def read(self, path: Path) -> ListFile:
        """Read the file; raise a `RegistryError` with file, place and cure if it cannot be read."""
        ...
