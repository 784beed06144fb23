"""The form of a name in which two spellings of one party are equal.

Accents, case, punctuation and the legal form do not count; the order of the words does.
Unicode NFKD (Unicode Standard Annex 15); the table of legal forms is our own.
"""

import csv
import re
from functools import cache
from importlib.resources import files

import polars as pl

_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ə": "a"}


def normal(name: pl.Expr) -> pl.Expr:
    """Give the normal form of names (String to String); null where nothing is left.

    A name that is only a legal form keeps it.
    """
    folded = fold(name)
    end, start = _legal_forms()
    bare = folded.str.replace(end, "").str.replace(start, "")
    return pl.when(bare != "").then(bare).when(folded != "").then(folded)


def fold(text: pl.Expr) -> pl.Expr:
    """Give text without case, accents and punctuation, words separated by one space (String to String)."""
    return (
        text.str.to_lowercase()
        .str.normalize("NFKD")
        .str.replace_many(list(_LETTERS), list(_LETTERS.values()))
        .str.replace_all(r"\p{M}+|['’`´]", "")
        .str.replace_all(r"\b(\p{L})\.", "$1")
        .str.replace_all(r"[^\p{L}\p{N}]+", " ")
        .str.strip_chars(" ")
    )


@cache
def _legal_forms() -> tuple[str, str]:
    text = files("registry").joinpath("data/legal_forms.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    end, start = (
        "|".join(_pattern(row["form"]) for row in rows if row["place"] == place) for place in ("end", "start")
    )
    return f"(?: (?:{end}))+$", f"^(?:{start}) "


def _pattern(form: str) -> str:
    return " ".join(" ?".join(re.findall(r"\w", word)) if "." in word else re.escape(word) for word in form.split())
