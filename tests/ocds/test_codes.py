"""Local words and the codes they stand for."""

import csv
from importlib.resources import files

import polars as pl
import pytest

from ocds.codes import CODELISTS, COLUMNS, code, coded, fold
from ocds.standard.codelists import codelist
from ocds.tables.columns import column


def codes_of(name, words, profile=None):
    frame = pl.DataFrame({"word": words}, schema={"word": pl.String})
    return frame.select(code(name, pl.col("word"), profile or {})).to_series().to_list()


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        ("method", "open", "open"),
        ("method", " Open\n", "open"),
        ("method", "LICITACIÓN PÚBLICA", "open"),
        ("bid_status", "Desclassificada", "disqualified"),
        ("bid_status", "valid", "valid"),
        ("award_status", " award", None),
        ("award_status", "Adjudicado", "active"),
        ("award_status", "En revisión", None),
        ("award_status", "", None),
        ("award_status", None, None),
    ],
)
def test_a_word_stands_for_a_code_or_for_nothing(name, word, expected):
    assert codes_of(name, [word]) == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["active", None, "cancelled"], ["active", None, "cancelled"]),
        (["active", None, "En firme", " Active"], ["active", None, None, "active"]),
        ([None, None], [None, None]),
        ([], []),
    ],
)
def test_a_column_of_words_whether_or_not_they_are_codes_already(words, expected):
    assert codes_of("award_status", words) == expected


def test_a_profile_maps_more_words_and_may_overrule():
    profile = {"bid_status": {"En Revisión": "pending", "qualified": "disqualified"}}

    assert codes_of("bid_status", ["en revisión ", "Qualified", "valid"], profile) == [
        "pending",
        "disqualified",
        "valid",
    ]


def test_every_code_stands_for_itself():
    for name, (official, extensions) in CODELISTS.items():
        codes = sorted(codelist(official, "1.1", extensions))
        assert codes_of(name, codes) == codes


def test_the_words_that_ship_are_folded_known_and_told_once():
    rows = list(csv.DictReader(files("ocds").joinpath("codes.csv").read_text("utf-8").splitlines()))

    assert len({(row["codelist"], fold(row["word"])) for row in rows}) == len(rows)
    for row in rows:
        official, extensions = CODELISTS[row["codelist"]]
        assert row["code"] in codelist(official, "1.1", extensions)
        assert codes_of(row["codelist"], [row["word"]]) == [row["code"]]


def test_a_table_keeps_its_words_beside_the_codes():
    frame = pl.LazyFrame({"status": ["Rechazada", "x"]})

    assert coded("bid", frame, {}).collect().to_dict(as_series=False) == {
        "status": ["disqualified", None],
        "status_word": ["Rechazada", "x"],
    }


def test_the_columns_with_words_are_columns():
    assert all(column(table, name).dtype == "str" for table, name in COLUMNS)
