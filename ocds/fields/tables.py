"""Reads the CSV files of facts about fields, from inside the package."""

import csv
from functools import cache
from importlib.resources import files

_FACTS = files("ocds.fields") / "facts"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one table."""
    return list(csv.DictReader(_FACTS.joinpath(name).read_text(encoding="utf-8").splitlines()))


@cache
def codes(name: str) -> frozenset[str]:
    """The column `code` of one table."""
    return frozenset(row["code"] for row in rows(name))
