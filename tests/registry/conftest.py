"""Lists and suppliers written as a procurement officer would write them, for the tests of the registry."""

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from registry.lists.veeduria_csv import COLUMNS

TEXTS = ("ocid", "supplier_key", "name", "legal_name", "scheme", "identifier", "country")
AWARD = {"award_date_text": pl.String, "buyer_id": pl.String, "buyer_name": pl.String}


@pytest.fixture
def write_list() -> Callable[..., Path]:
    """Write one dated file of a list, and its sidecar."""

    def write(folder: Path, date: str, entries: list[dict[str, Any]], **facts: str) -> Path:
        facts = {"list": "quillay", **facts}
        path = folder / f"{facts['list']}-{date}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="")
            writer.writeheader()
            writer.writerows({"kind": "firm", "measure": "debarment", **entry} for entry in entries)
        lines = [f'{key} = "{value}"\n' for key, value in facts.items() if key != "covers_from"]
        lines += [f"{key} = {facts[key]}\n" for key in ("covers_from",) if key in facts]
        path.with_name(f"{path.name}.toml").write_text(f"date = {date}\n" + "".join(lines), encoding="utf-8")
        return path

    return write


@pytest.fixture
def awards() -> Callable[[list[dict[str, Any]]], pl.LazyFrame]:
    """Give the awards of suppliers, one process each: a supplier's fields, `day` and `buyer`."""

    def build(cases: list[dict[str, Any]]) -> pl.LazyFrame:
        rows = [
            {
                "ocid": f"ocds-213czf-{number:03}",
                "award": 0,
                "supplier": 0,
                "supplier_key": "id:1",
                "award_date_text": case.get("day"),
                "buyer_id": case.get("buyer_id", "QY-MIN-01"),
                "buyer_name": case.get("buyer", "Ministerio de Obras"),
                **case.get("supplier", {}),
            }
            for number, case in enumerate(cases)
        ]
        schema = {**dict.fromkeys(TEXTS, pl.String), "award": pl.UInt32, "supplier": pl.UInt32, **AWARD}
        return pl.LazyFrame(rows, schema=schema)

    return build


@pytest.fixture
def world_bank_corpus() -> Path:
    """Give the folder of real dated files of the World Bank's list."""
    default = Path(__file__).parents[2] / "../shared/data"
    folder = Path(os.environ.get("VEEDURIA_CORPUS", default)) / "debarment" / "worldbank"
    if not folder.is_dir():
        pytest.skip("the corpus of real lists is not here; set VEEDURIA_CORPUS")
    return folder
