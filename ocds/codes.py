"""Local words for statuses and methods, brought to the codes of the standard when a table is read.

Tables keep the words as published; so a profile that maps more of them never rewrites a table.
"""

import csv
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files

import polars as pl

from ocds.standard.codelists import codelist

CODELISTS = {
    "method": ("method", ()),
    "tender_status": ("tenderStatus", ()),
    "bid_status": ("bidStatus", ("bids",)),
    "award_status": ("awardStatus", ()),
    "contract_status": ("contractStatus", ()),
}
"""Our name of each list of codes: the codelist of the standard, and the extension it comes from."""
COLUMNS = {
    ("process", "method"): "method",
    ("process", "tender_status"): "tender_status",
    ("bid", "status"): "bid_status",
    ("award", "status"): "award_status",
    ("award_supplier", "award_status"): "award_status",
    ("contract", "status"): "contract_status",
}
"""Which columns hold words of which list."""
Words = Mapping[str, Mapping[str, str]]
"""For each list of codes, local words and the codes they stand for, as a profile gives them."""


def fold(word: str) -> str:
    """A word without outer space and without case: publishers write ` Active` as well as `active`."""
    return word.strip().lower()


@cache
def _default_words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {}
    for name, (official, extensions) in CODELISTS.items():
        words[name] = {fold(code): code for code in codelist(official, "1.1", extensions)}
    text = files("ocds").joinpath("codes.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        words[row["codelist"]].setdefault(fold(row["word"]), row["code"])
    return words


def code(name: str, column: pl.Expr, words: Words) -> pl.Expr:
    """The codes that the words of a column stand for; a word that nobody has mapped is null: unknown, not absent."""
    known = _default_words()[name] | {fold(word): code for word, code in words.get(name, {}).items()}
    return column.map_batches(partial(_codes, known=known), return_dtype=pl.String, is_elementwise=True)


def _codes(words: pl.Series, known: Mapping[str, str]) -> pl.Series:
    """The same of the words themselves: few stand in many rows, and where they are codes they stay as they are."""
    found = words.unique()
    if all(known.get(word) == word for word in found.drop_nulls()):
        return words
    folded = found.str.strip_chars().str.to_lowercase()
    codes = folded.replace_strict(list(known), list(known.values()), default=None, return_dtype=pl.String)
    return words.replace_strict(found, codes)


def coded(table: str, frame: pl.LazyFrame, words: Words) -> pl.LazyFrame:
    """A table with its words replaced by codes; the words stay beside them as `<column>_word`."""
    names = {column: name for (of, column), name in COLUMNS.items() if of == table}
    return frame.with_columns(
        *(pl.col(column).alias(f"{column}_word") for column in names),
        *(code(name, pl.col(column), words).alias(column) for column, name in names.items()),
    )
