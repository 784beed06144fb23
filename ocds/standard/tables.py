"""Reads the CSV files of the standard's facts, from inside the package."""

import csv
from importlib.resources import files
from typing import TypeAlias

Row: TypeAlias = dict[str, str]

_FACTS = files("ocds.standard") / "facts"


def rows(*path: str) -> list[Row]:
    """Read the rows of one fact table, by its path below ``facts``; a cell that states nothing is empty."""
    text = _FACTS.joinpath(*path).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def names(*path: str) -> list[str]:
    """List the names (without ``.csv``) of the tables in one folder below ``facts``; none when it is not there."""
    folder = _FACTS.joinpath(*path)
    if not folder.is_dir():
        return []
    return sorted(entry.name.removesuffix(".csv") for entry in folder.iterdir() if entry.name.endswith(".csv"))
