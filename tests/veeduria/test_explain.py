"""Explaining indicators and checks of quality."""

import pytest

from checks.catalog import catalog
from checks.quality.catalog import all_checks


def test_without_an_indicator_all_are_listed(veeduria):
    called = veeduria("explain")
    assert called.exit_code == 0
    for name, indicator in catalog().items():
        assert f"| {name} | {indicator.title} |" in called.stdout


@pytest.mark.parametrize("name", sorted(catalog()))
def test_page_has_method_parameters_inputs_and_references(name, veeduria):
    called = veeduria("explain", name)
    assert called.exit_code == 0
    for heading in ("Method", "Innocent explanations", "Parameters", "Inputs and where OCDS publishes them"):
        assert f"## {heading}\n" in called.stdout
    for reference in catalog()[name].references:
        assert f"- {reference}" in called.stdout


def test_without_an_indicator_all_checks_are_listed_too(veeduria):
    listed = veeduria("explain").stdout
    assert [name for name, check in all_checks().items() if f"| {name} | {check.title} |" not in listed] == []


@pytest.mark.parametrize("name", sorted(all_checks()))
def test_page_of_a_check_has_method_sentence_cure_and_references(name, veeduria):
    called = veeduria("explain", name.upper())
    assert called.exit_code == 0
    for heading in ("Why", "Method", "What it says where it does not pass", "How to mend it"):
        assert f"## {heading}\n" in called.stdout
    assert all_checks()[name].cure in called.stdout
    for reference in all_checks()[name].references:
        assert f"- {reference}" in called.stdout


def test_unknown_check_names_the_nearest(veeduria):
    called = veeduria("explain", "coherent.perod")
    assert called.exit_code == 2
    assert "There is no check 'coherent.perod'. Did you mean coherent.period?" in called.stderr


def test_page_is_in_the_language_of_its_reader(veeduria, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "es")
    called = veeduria("explain", "R018")
    assert "## Explicaciones inocentes\n" in called.stdout
    assert '| `methods` | `["open","selective"]` | lista (texto) | Métodos de contratación' in called.stdout
    assert "| `most` | `1` | número entero, ≥ 1 |" in called.stdout


def test_page_names_the_paths_of_each_input(veeduria):
    assert "| `period_end` | `/tender/tenderPeriod/endDate` |" in veeduria("explain", "r003").stdout


def test_unknown_indicator_names_the_nearest(veeduria):
    called = veeduria("explain", "R0033")
    assert called.exit_code == 2
    assert "Did you mean R003?" in called.stderr
    assert called.stdout == ""
