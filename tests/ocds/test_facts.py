"""The facts of a process that follow from its bids and awards, beyond what the cases of the indicators show."""

import json

import pytest

from ocds.tables.views import process_view, view_columns

FACTS = ["winning_amount", "winning_bid", "winner", "second_amount", "second_bid", "second"]
LOWEST = ["lowest_amount", "lowest_bid", "lowest_status", "lowest_valid_amount", "lowest_valid_bid", "valid_bids"]


@pytest.fixture
def facts(built):
    """The facts of one process from its bids and awards."""

    def facts(names, bids, awards=({"status": "active", "suppliers": [{"id": "A"}]},)):
        release = {"ocid": "ocds-213czf-1", "id": "1", "date": "2024-01-01T00:00:00Z", "tag": ["compiled"]}
        release |= {"bids": {"details": bids}, "awards": list(awards), "parties": []}
        found = built({"a.json": json.dumps(release).encode()}, validate=False)
        view = process_view(lambda table: found.table(table).lazy(), {}, names)
        return view.row(0, named=True)

    return facts


def bid(bidder, amount, status="valid", currency="XTS"):
    return {"status": status, "tenderers": [{"id": bidder}], "value": {"amount": amount, "currency": currency}}


def test_positions_are_those_in_the_file_whatever_stands_between(facts):
    bids = [None, bid("B", 300), "a text", bid("A", 100), {}, bid("C", 200), bid("A", 90)]

    found = facts(FACTS, bids)

    assert [found[name] for name in FACTS] == [90.0, 6, "A", 200.0, 5, "C"]


def test_on_a_tie_the_first_in_the_file_is_named(facts):
    found = facts(FACTS, [bid("C", 100), bid("B", 100), bid("A", 100)])

    assert [found[name] for name in FACTS] == [100.0, 2, "A", 100.0, 0, "C"]


def test_a_consortium_is_compared_with_no_one(facts):
    joint = bid("B", 100) | {"tenderers": [{"id": "B"}, {"id": "C"}]}

    found = facts(["second", "sole_winner_is_lowest"], [bid("A", 100), joint])

    assert (found["second"], found["sole_winner_is_lowest"]) == (None, False)


def test_a_missing_status_is_no_submitted_bid_and_an_unknown_word_leaves_all_open(facts):
    silent, strange = bid("B", 1), bid("B", 1, "En revisión")
    silent.pop("status")

    assert facts(LOWEST, [silent, bid("A", 100)])["lowest_amount"] == 100.0
    assert facts(LOWEST, [strange, bid("A", 100)])["lowest_amount"] is None


@pytest.mark.parametrize(
    ("awards", "count"),
    [
        ([], 0),
        ([{"status": "active"}], 1),
        ([{"status": "active"}, {"status": "Adjudicada"}, {"status": "cancelled"}], 2),
        ([{"status": "active"}, {"id": "no status"}, None, 5], 1),
        ([{"status": "active"}, {"status": "En firme"}], None),
    ],
)
def test_active_awards_are_counted_and_an_unknown_word_leaves_it_open(facts, awards, count):
    assert facts(["active_awards"], [], awards)["active_awards"] == count


def test_a_view_gives_only_what_is_asked_for(facts):
    assert set(facts(["method"], [bid("A", 1)])) == {"process", "ocid", "method"}
    assert {"method", "period_start_text", "lowest_amount", "barred"} <= view_columns("process")


def test_a_supplier_that_was_not_screened_is_not_known_to_be_free(facts):
    found = facts(["screened", "barred"], [])

    assert (found["screened"], found["barred"], found["barred_unknown"]) == (1, None, "screening")
