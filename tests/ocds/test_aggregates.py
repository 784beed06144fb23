"""Suppliers, buyers, pairs and markets: counted from active awards, money per currency, whatever the order of rows."""

import random
from decimal import Decimal

import polars as pl
import pytest

from ocds.tables.aggregates import AGGREGATES, MOST_BIDDERS, of_awards, of_bidders
from ocds.tables.columns import schema

AWARD = {"award": 0, "supplier": 0, "supplier_key": "id:A", "name": "A", "award_status": "active"}
AWARD |= {"award_date_text": "2024-03-01T23:00:00-05:00", "amount": 10.1, "currency": "XTS", "buyer_id": "B"}


def gathered(awards=(), bidders=(), items=(), processes=(), words=None):
    """The aggregates of rows given by the fields that matter."""
    rows = {"award_supplier": [AWARD | row for row in awards], "bidder": bidders, "item": items, "process": processes}
    frames = {table: pl.LazyFrame(given, schema=schema(table)) for table, given in rows.items()}
    found = of_awards(frames.__getitem__, words or {}) | of_bidders(frames.__getitem__, words or {})
    assert {name: frame.schema for name, frame in found.items()} == AGGREGATES
    return {name: frame.to_dicts() for name, frame in found.items()}


def test_money_is_summed_exactly_and_in_any_order():
    """A tenth cannot be written in binary: a float sum would depend on the order."""
    chance = random.Random(1)
    rows = [{"process": number, "amount": chance.randrange(1, 10**9) / 100} for number in range(500)]
    rows += [{"process": 1000, "amount": 1e15}, {"process": 1001, "amount": -1e15}]
    expected = sum(Decimal(str(row["amount"])).quantize(Decimal("0.01")) for row in rows)

    for _ in range(5):
        chance.shuffle(rows)
        assert gathered(rows)["buyer_supplier"][0]["amount"] == expected


def test_money_of_different_currencies_is_never_summed():
    rows = [
        {"process": 1},
        {"process": 2, "currency": "USD"},
        {"process": 3, "currency": "USD"},
        {"process": 4, "currency": None},
    ]

    found = {row["currency"]: row["amount"] for row in gathered(rows)["buyer_supplier"]}

    assert found == {"XTS": Decimal("10.10"), "USD": Decimal("20.20"), None: None}


def test_an_amount_that_nobody_published_is_not_zero():
    found = gathered([{"process": 1, "amount": None}])["buyer_supplier"]

    assert [(row["awards"], row["amount"]) for row in found] == [(1, None)]


def test_a_supplier_named_twice_in_an_award_is_counted_and_paid_once():
    found = gathered([{"process": 1}, {"process": 1, "supplier": 1}])["buyer_supplier"]

    assert [(row["processes"], row["awards"], row["amount"]) for row in found] == [(1, 1, Decimal("10.10"))]


def test_suppliers_that_repeat_count_once_wherever_they_stand_and_so_does_one_that_no_key_tells():
    keys = ["id:A", None, "id:B", "id:A", None]
    rows = [{"process": 1, "supplier": place, "supplier_key": key} for place, key in enumerate(keys)]

    for order in (rows, rows[::-1]):
        found = gathered(order)["buyer_supplier"]
        assert [(row["supplier"], row["processes"], row["awards"]) for row in found] == [
            (None, 1, 1),
            ("id:A", 1, 1),
            ("id:B", 1, 1),
        ]


def test_pairs_of_buyers_and_suppliers_are_in_order_and_what_is_unknown_comes_first():
    keys = [
        (buyer, supplier, money) for buyer in "Cé" for supplier in (None, "B", "ñ") for money in (None, "E", "XTS")
    ]
    rows = [
        {"process": number, "buyer_id": buyer, "supplier_key": supplier, "currency": money}
        for number, (buyer, supplier, money) in enumerate(reversed(keys))
    ]

    found = gathered(rows)["buyer_supplier"]

    assert [(row["buyer"], row["supplier"], row["currency"]) for row in found] == keys


@pytest.mark.parametrize("status", ["cancelled", "pending", "En firme", None])
def test_only_active_awards_count(status):
    found = gathered([{"process": 1}, {"process": 2, "award_status": status}])

    assert found["buyer_supplier"][0]["awards"] == 1
    assert found["supplier"][0]["awards"] == 1


def test_a_supplier_without_an_active_award_is_a_supplier_still():
    found = gathered([{"process": 1, "award_status": "cancelled"}])["supplier"]

    assert [(row["supplier"], row["awards"], row["first_award"]) for row in found] == [("id:A", 0, None)]


def test_a_profile_can_tell_what_is_active():
    rows = [{"process": 1, "award_status": "En firme"}]

    assert gathered(rows, words={"award_status": {"En firme": "active"}})["supplier"][0]["awards"] == 1


def test_a_supplier_by_its_facts():
    rows = [
        {"process": 1, "buyer_id": "B", "scheme": "PE-RUC", "identifier": "10123456789"},
        {"process": 2, "buyer_id": None, "buyer_name": "C", "award_date_text": "2023-01-01", "name": "Otro nombre"},
        {"process": 2, "award": 1, "award_date_text": None},
    ]

    found = gathered(rows)["supplier"][0]

    counted = {name: found[name] for name in ("processes", "awards", "buyers", "person", "name")}
    assert counted == {"processes": 2, "awards": 3, "buyers": 2, "person": True, "name": "A"}
    assert (str(found["first_award"]), str(found["last_award"])) == ("2023-01-01", "2024-03-01")


def test_pairs_are_bidders_that_met_twice():
    meetings = {1: "ABC", 2: "AB", 3: "BC", 4: "AAB", 5: "C"}
    rows = [{"process": process, "id": name} for process, names in meetings.items() for name in names]

    assert gathered(bidders=rows)["bidder_pair"] == [{"a": "A", "b": "B", "met": 3}, {"a": "B", "b": "C", "met": 2}]


def test_a_crowd_forms_no_pairs():
    rows = [{"process": process, "id": str(name)} for process in (1, 2) for name in range(MOST_BIDDERS + 1)]

    assert gathered(bidders=rows)["bidder_pair"] == []
    assert len(gathered(bidders=rows[1:-1])["bidder_pair"]) == (MOST_BIDDERS - 1) * (MOST_BIDDERS - 2) // 2


def test_buyers_are_those_of_processes():
    processes = [
        {"process": 1, "ocid": "1", "buyer_id": "B", "buyer_name": "Ministerio"},
        {"process": 2, "ocid": "2", "buyer_name": "Sin número"},
        {"process": 3, "ocid": "3"},
    ]

    found = gathered([{"process": 1}], processes=processes)["buyer"]

    assert found == [
        {"buyer": "B", "name": "Ministerio", "processes": 1, "awards": 1},
        {"buyer": "Sin número", "name": "Sin número", "processes": 1, "awards": 0},
    ]


def test_a_market_is_the_head_of_a_classification():
    items = [
        {"process": 1, "award": 0, "classification_scheme": "UNSPSC", "classification_id": "43211507"},
        {"process": 1, "award": 0, "classification_scheme": "UNSPSC", "classification_id": "43211508"},
        {"process": 2, "award": 0, "classification_scheme": "UNSPSC", "classification_id": "72101500"},
        {"process": 2, "award": None, "classification_scheme": "UNSPSC", "classification_id": "99999999"},
    ]

    found = gathered([{"process": 1}, {"process": 2}], items=items)["market"]

    assert [(row["market"], row["processes"], row["awards"]) for row in found] == [("4321", 1, 1), ("7210", 1, 1)]


def test_a_market_counts_each_award_and_process_once_whatever_the_order_of_items():
    heads = [(1, 0, "4321"), (2, 0, "4321"), (1, 1, "7210"), (1, 1, "4321"), (1, 0, "4321"), (3, 0, "4321")]
    items = [
        {"process": process, "award": award, "classification_scheme": None, "classification_id": head}
        for process, award, head in heads
    ]

    found = gathered([{"process": 1}, {"process": 1, "award": 1}, {"process": 2}], items=items)["market"]

    assert [(row["market"], row["processes"], row["awards"]) for row in found] == [("4321", 2, 3), ("7210", 1, 1)]
