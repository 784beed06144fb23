"""Amounts in two currencies where no rates were given."""

import pytest

from checks.quality.catalog import process_checks

CROWNS, DOLLARS = ({"amount": 100, "currency": currency} for currency in ("CZK", "USD"))
RELEASES = {
    "consistent.tender_value": lambda one, other: {
        "tender": {"value": one},
        "planning": {"budget": {"amount": other}},
    },
    "consistent.contracts_value": lambda one, other: {
        "awards": [{"id": "A-1", "value": one}],
        "contracts": [{"id": "C-1", "awardID": "A-1", "value": other}],
    },
    "consistent.contracts_implementation_transactions_value": lambda one, other: {
        "contracts": [{"id": "C-1", "value": one, "implementation": {"transactions": [{"id": "T-1", "value": other}]}}]
    },
}


@pytest.mark.parametrize("check", RELEASES)
def test_without_rates_two_currencies_are_unknown_and_one_is_judged(check, tables_of):
    pairs = [(CROWNS, CROWNS), (CROWNS, DOLLARS), (DOLLARS, DOLLARS)]
    tables = tables_of([RELEASES[check](*pair) for pair in pairs], rates=None)
    rows = process_checks()[check]().applications(tables).collect().sort("process")

    assert rows["ok"].to_list() == [True, None, True]


@pytest.mark.parametrize("check", ["consistent.tender_value", "consistent.contracts_value"])
def test_the_share_is_a_parameter(check, tables_of):
    tables = tables_of([RELEASES[check](CROWNS, CROWNS | {"amount": 120})])
    judged = [process_checks()[check](share=share).applications(tables).collect()["ok"].item() for share in (0.1, 0.2)]

    assert judged == [False, True]


def test_a_failure_shows_both_amounts_in_full(tables_of):
    tables = tables_of([RELEASES["consistent.tender_value"](CROWNS, CROWNS | {"amount": 12_345_678_901.5})])
    rows = process_checks()["consistent.tender_value"]().applications(tables).collect()

    assert rows["value"].to_list() == ["100.00 | 12345678901.50 CZK"]
