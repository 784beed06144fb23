"""Readable cases: a list, suppliers and award days, and what the screening must say of each."""

import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from registry import history
from registry.screening import screen

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
STORIES = [(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in FILES]
CASES = [(stem, story, number) for stem, story in STORIES for number in range(len(story["case"]))]


@pytest.mark.parametrize(
    ("story", "number"),
    [pytest.param(story, number, id=f"{stem}: {story['case'][number]['title']}") for stem, story, number in CASES],
)
def test_case(story, number, tmp_path, write_list, awards):
    for file in story["file"]:
        facts = {key: str(value) for key, value in file.items() if key not in {"entry", "date"}}
        write_list(tmp_path, str(file["date"]), file.get("entry", []), **facts)
    registry = history.load(tmp_path)
    assert registry.refused == ()
    case = story["case"][number]

    row = screen(awards([case]), registry).row(0, named=True)

    assert (row["status"], row["reason"]) == (case["status"], case.get("reason"))
    near = case.get("look_alike")
    assert row["look_alike"] == (near is not None)
    assert near is None or near in [entry["status"] for entry in row["entries"]]


def test_every_status_and_reason_has_a_case():
    told = defaultdict(set)
    for _, story, number in CASES:
        case = story["case"][number]
        told[case["status"]].add(case.get("reason"))
    assert told.keys() == {"in_force", "not_yet", "expired", "lifted", "none", "unknown"}
    reasons = {"no_award_date", "no_list_covers_day", "name_only_person", "between_lists", "no_name", "no_scheme"}
    assert told["unknown"] == reasons | {"lifted_undated", "no_start_date"}
