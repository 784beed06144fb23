"""What rows tell of each process, written into its place."""

import polars as pl
import pytest

from ocds.tables.placed import EVERY, Placed

PROCESSES = pl.DataFrame({"process": [1, 2, 4, 7]}, schema={"process": pl.UInt64})
BIG = pl.col("amount") > 5


@pytest.fixture
def rows():
    """Rows of some of the processes, and of one that was not asked about."""
    amounts = [(1, 9.0), (1, 3.0), (1, 8.0), (3, 9.0), (4, 1.0), (7, None), (7, 6.0)]
    return Placed(PROCESSES, pl.DataFrame(amounts, schema={"process": pl.UInt64, "amount": pl.Float64}, orient="row"))


def test_a_process_without_rows_has_none_and_none_that_is_chosen(rows):
    assert rows.any(EVERY).to_list() == [True, False, True, True]
    assert rows.any(BIG).to_list() == [True, False, False, True]


def test_rows_that_are_chosen_are_counted_and_what_is_null_is_not_chosen(rows):
    assert rows.count(EVERY).to_list() == [3, 0, 1, 2]
    assert rows.count(BIG).to_list() == [2, 0, 0, 1]


def test_the_first_row_that_is_chosen_gives_its_columns(rows):
    amount, process = rows.of_first(~BIG, value="amount", of="process")

    assert (amount.name, amount.to_list()) == ("value", [3.0, None, 1.0, None])
    assert (process.name, process.to_list()) == ("of", [1, None, 4, None])


def test_each_row_knows_what_is_told_of_its_process(rows):
    assert rows.of_process(pl.Series(["a", "b", "c", "d"])).to_list() == ["a", "a", "a", "c", "d", "d"]


@pytest.mark.parametrize("processes", [PROCESSES, PROCESSES.clear()], ids=["no rows", "nothing at all"])
def test_where_there_are_no_rows_nothing_is_told(processes):
    rows = Placed(processes, pl.DataFrame(schema={"process": pl.UInt64, "amount": pl.Float64}))

    assert rows.any(BIG).to_list() == [False] * processes.height
    assert rows.count(BIG).to_list() == [0] * processes.height
    assert rows.of_first(BIG, amount="amount")[0].to_list() == [None] * processes.height
