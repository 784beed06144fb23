"""Names, countries and identifiers in the form in which they are compared."""

import csv
from pathlib import Path

import polars as pl
import pytest

from registry import countries, identifiers, inline_names, names

with (Path(__file__).parent / "cases" / "names.csv").open(encoding="utf-8", newline="") as file:
    PAIRS = [tuple(row.values()) for row in csv.DictReader(file)]


def result(function, *texts):
    return pl.DataFrame({"x": texts}, schema={"x": pl.String}).select(function(pl.col("x"))).to_series().to_list()


@pytest.mark.parametrize(("left", "right", "same"), PAIRS)
def test_names(left, right, same):
    one, other = result(names.normal, left, right)
    assert (one == other) == (same == "yes")


def test_a_name_of_nothing_is_null():
    assert result(names.normal, "", " - ", None, "***") == [None] * 4


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[("Perú", "PE"), ("PER", "PE"), ("pe", "PE"), ("Peru", "PE"), ("Pérou", "PE"), ("República del Perú", "PE")],
        *[("Brasil", "BR"), ("Côte d'Ivoire", "CI"), ("ZR", "CD"), ("UK", "GB"), ("EE.UU.", "US")],
        *[("Bolivia (Estado Plurinacional de)", "BO"), ("República Dominicana", "DO"), ("QYA", "QY"), ("QY", "QY")],
        *[("Quillay", "quillay"), ("  ", None), ("ABC", "abc")],
    ],
)
def test_countries(text, code):
    assert countries.code(text) == code


@pytest.mark.parametrize(
    ("scheme", "country"),
    [("PE-RUC", "PE"), ("PER-IDCARD", "PE"), ("QY-RUC", "QY"), ("QYA-IDCARD", "QY"), ("RUC", None), ("XI-LEI", None)],
)
def test_country_of_a_scheme(scheme, country):
    assert countries.scheme_country(scheme) == country


@pytest.mark.parametrize(
    ("published", "number"),
    [
        *[("20-11122233-4", "20111222334"), ("j 123.456", "J123456")],
        *[("XXXXXXXXXXXX", None), ("0000", None), ("", None), (" - ", None), ("123456789", None)],
        *[("***.456.789-**", None), (None, None)],
    ],
)
def test_numbers(published, number):
    assert result(identifiers.number, published) == [number]


@pytest.mark.parametrize(
    ("published", "name", "aliases"),
    [
        ("MR. TELMO BRASSAL *38", "TELMO BRASSAL", []),
        ("FIRMA UNO LIMITED (“FUL”)", "FIRMA UNO LIMITED", ["FUL"]),
        ("FIRMA UNO LTD. (FORMERLY KNOWN AS FIRMA CERO LTD.)", "FIRMA UNO LTD.", ["FIRMA CERO LTD."]),
        ("FIRMA UNO (FORMERLY FIRMA CERO (PVT) LTD.)", "FIRMA UNO", ["FIRMA CERO (PVT) LTD."]),
        ("FIRMA UNO (doing business as El Uno)", "FIRMA UNO", ["El Uno"]),
        ("FIRMA UNO (CURRENTLY D/B/A EL UNO)", "FIRMA UNO", ["EL UNO"]),
        ("FIRMA UNO (formerly operating as: Cero)", "FIRMA UNO", ["Cero"]),
        ("A.K.A. TELMO BRASSAL", "TELMO BRASSAL", []),
        ("MR. T. BRASSAL A.K.A. TELMO BRASSAL", "T. BRASSAL", ["TELMO BRASSAL"]),
        ("M/S FIRMA UNO", "FIRMA UNO", []),
        ("FIRMA UNO S.A. (FUSA)", "FIRMA UNO S.A. (FUSA)", ["FIRMA UNO S.A."]),
        ("MARAKA ADBA LTD", "MARAKA ADBA LTD", []),
    ],
)
def test_names_inside_a_name(published, name, aliases):
    found = inline_names.split(published)
    assert found.name == name
    assert [alias for alias in found.aliases if alias != published] == aliases
    assert published in (name, *found.aliases)
    assert found.titled == ("MR." in published)
