"""Tables: what the page shows of them, and what their twins hold."""

import pytest

from dashboard.tables import Column, Table

COLUMNS = (Column("name", "Supplier"), Column("reason", "Why it cannot be known", "reason"))


@pytest.mark.parametrize(
    ("reasons", "shown"),
    [
        ([None, None], ["name"]),
        ([None, "no_lists"], ["name", "reason"]),
        ([], ["name"]),
    ],
)
def test_a_column_that_no_row_fills_leaves_room_on_the_page_and_stays_in_the_twins(
    reasons: list[str | None], shown: list[str]
) -> None:
    rows = [{"name": "Textiles", "reason": reason} for reason in reasons]
    table = Table("barred", "Suppliers", COLUMNS, rows, "tables/screening")

    assert [column.name for column in table.shown] == shown
    assert [column.name for column in table.written] == ["name", "reason"]
