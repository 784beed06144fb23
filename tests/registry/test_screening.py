"""The table `screening` as a whole: one row each, sorted, deterministic, honest without lists."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from registry import history
from registry.screening import SCREENING, screen

BARRED = {"entry": "1", "name": "Firma Uno S.A.", "start": "2024-01-01", "end": "2024-12-31"}


def test_without_lists_every_supplier_is_unknown(awards):
    table = screen(awards([{"supplier": {"name": "Firma Uno"}, "day": "2024-05-10"}, {}]), history.load(None))
    assert table.schema == SCREENING
    assert table.select("status", "reason").rows() == [("unknown", "no_lists")] * 2
    assert table["entries"].list.len().to_list() == [0, 0]


def test_no_awards_give_an_empty_table(awards, tmp_path, write_list):
    write_list(tmp_path, "2025-06-30", [BARRED])
    table = screen(awards([]), history.load(tmp_path))
    assert table.schema == SCREENING
    assert table.is_empty()


def test_every_award_and_supplier_has_one_row_in_order(awards, tmp_path, write_list):
    write_list(tmp_path, "2025-06-30", [BARRED, {**BARRED, "entry": "2"}], covers_from="2024-01-01")
    cases = [{"supplier": {"name": name}, "day": "2024-05-10"} for name in ("Firma Uno", "Firma Dos")] * 3
    forward = awards(cases)
    registry = history.load(tmp_path)
    table = screen(forward, registry)
    assert table["status"].to_list() == ["in_force", "none"] * 3
    assert table["ocid"].is_sorted()
    assert_frame_equal(table, screen(forward.reverse(), registry))


def test_all_entries_are_kept_the_strongest_first(awards, tmp_path, write_list):
    expired = {**BARRED, "start": "2022-01-01", "end": "2022-12-31"}
    write_list(tmp_path, "2025-06-30", [expired], list="a", covers_from="2022-01-01")
    write_list(tmp_path, "2025-06-30", [{**BARRED, "status": "INHABILITADO", "end": ""}], list="b")
    row = screen(awards([{"supplier": {"name": "Firma Uno"}, "day": "2024-05-10"}]), history.load(tmp_path)).row(
        0, named=True
    )
    assert [(entry["list"], entry["status"]) for entry in row["entries"]] == [("b", "in_force"), ("a", "expired")]
    first = row["entries"][0]
    assert (first["term"], first["how"], first["open_ended"], first["end"]) == ("INHABILITADO", "name", True, None)
    assert (first["source_file"], str(first["list_date"])) == ("b-2025-06-30.csv", "2025-06-30")


def test_strangers_that_share_a_key_are_matched_apart(awards, tmp_path, write_list):
    write_list(tmp_path, "2025-06-30", [BARRED], covers_from="2024-01-01")
    cases = [
        {"supplier": {"name": name, "supplier_key": "id:1"}, "day": "2024-05-10"} for name in ("Firma Uno", "Otra")
    ]
    assert screen(awards(cases), history.load(tmp_path))["status"].to_list() == ["in_force", "none"]


def test_a_buyer_that_is_not_named_leaves_the_question_open(awards, tmp_path, write_list):
    write_list(tmp_path, "2025-06-30", [{**BARRED, "scope": "authority", "authority": "Ministerio de Salud"}])
    case = {"supplier": {"name": "Firma Uno"}, "day": "2024-05-10", "buyer": None, "buyer_id": None}
    row = screen(awards([case]), history.load(tmp_path)).row(0, named=True)
    assert (row["status"], row["reason"]) == ("unknown", "no_buyer")


class EverybodyIsEntryOne:
    def candidates(self, suppliers, registry):
        return suppliers.select("supplier_key", list=pl.lit("quillay"), entry=pl.lit("1")).with_columns(
            how=pl.lit("name"), same=pl.lit(value=True), why=pl.lit(None, pl.String)
        )


@pytest.mark.parametrize(("matcher", "status"), [(EverybodyIsEntryOne(), "in_force"), (None, "none")])
def test_another_matcher_may_take_the_seat(matcher, status, awards, tmp_path, write_list):
    write_list(tmp_path, "2025-06-30", [BARRED], covers_from="2024-01-01")
    case = {"supplier": {"name": "Panificadora Luz"}, "day": "2024-05-10"}
    assert screen(awards([case]), history.load(tmp_path), matcher)["status"].item() == status
