"""The volume generator: deterministic, sliceable, lifelike, valid but for the planted errors."""

import csv
import io
import json
from collections import Counter
from itertools import islice
from pathlib import Path
from statistics import mean

import jsonschema_rs
import ocdsmerge
import pytest

from sample_data.generator import compiled_releases, releases, write
from sample_data.parties import firm_name, is_person, person_name

# What the volume data leaves out: names of version 1.0, a field that only some publishers invent, milestones of the
# tender and the contract that are met (those of planning and implementation are), and what only checks of quality
# read.
NOT_GENERATED = {
    "/tender/milestones/{milestone}/dateMet",
    "/contracts/{contract}/milestones/{milestone}/dateMet",
    "/awards/{award}/suppliers/{supplier}/identifier/scheme",
    "/awards/{award}/suppliers/{supplier}/identifier/id",
    "/parties/{party}/shareholders/{owner}/nationalities",
}
ONLY_FOR_QUALITY = {"maxExtentDate", "durationInDays", "dateModified", "submissionMethod", "relatedProcesses"}


@pytest.fixture(scope="module")
def sample():
    return list(compiled_releases(3000, seed=1))


def written(**arguments):
    out = io.BytesIO()
    write(out=out, **arguments)
    return out.getvalue()


@pytest.mark.parametrize("compiled", [True, False])
def test_two_runs_give_the_same_bytes(compiled):
    assert written(processes=300, seed=7, compiled=compiled) == written(processes=300, seed=7, compiled=compiled)


def test_another_seed_gives_another_country():
    assert written(processes=50, seed=1, compiled=True) != written(processes=50, seed=2, compiled=True)


@pytest.mark.parametrize("compiled", [True, False])
def test_any_slice_can_be_made_alone(compiled):
    whole = written(processes=200, seed=3, compiled=compiled)
    first = written(processes=120, seed=3, compiled=compiled)
    second = written(processes=80, seed=3, compiled=compiled, start=120)

    assert first + second == whole


def test_it_streams():
    assert next(compiled_releases(10**12, seed=1))["tag"] == ["compiled"]


def test_merging_the_releases_gives_the_compiled_release(release_schema):
    merger = ocdsmerge.Merger(release_schema)
    by_ocid = {}
    for release in releases(400, seed=1):
        by_ocid.setdefault(release["ocid"], []).append(release)

    for expected in compiled_releases(400, seed=1):
        merged = merger.create_compiled_release(json.loads(json.dumps(by_ocid[expected["ocid"]])))
        assert merged == expected


def test_only_the_planted_errors_break_the_official_schema(sample, release_schema):
    checker = jsonschema_rs.Draft4Validator(release_schema, validate_formats=True)
    known = {
        (error.schema_path[-1], tuple(step for step in error.instance_path if isinstance(step, str)))
        for release in sample
        for error in checker.iter_errors(release)
    }

    assert known == {
        ("required", ("tender", "items")),
        ("required", ("contracts",)),
        ("type", ("tender", "value", "amount")),
        ("enum", ("tender", "status")),
        ("format", ("tender", "documents", "datePublished")),
    }


def test_two_to_three_processes_in_a_hundred_have_an_error(sample, release_schema):
    checker = jsonschema_rs.Draft4Validator(release_schema, validate_formats=True)
    damaged = [release for release in sample if inverted(release) or not checker.is_valid(release)]

    assert 0.015 < len(damaged) / len(sample) < 0.03


def inverted(release):
    period = release["tender"].get("tenderPeriod")
    return bool(period) and period["endDate"] < period["startDate"]


def present(node, steps):
    if not steps:
        return node is not None
    if isinstance(node, list):
        return any(present(item, steps) for item in node)
    return isinstance(node, dict) and steps[0] in node and present(node[steps[0]], steps[1:])


def test_every_column_of_every_table_is_filled(sample):
    with (Path(__file__).parents[2] / "ocds/tables/columns.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["stage"] == "read"]
    paths = [path for row in rows for path in row["path"].split()]

    missing = set()
    for path in paths:
        steps = [step for step in path.strip("/").split("/") if not step.startswith("{")]
        if not any(present(release, steps) for release in sample):
            missing.add(path)

    rest = {path for path in missing if ONLY_FOR_QUALITY.isdisjoint(path.split("/"))}
    assert rest == NOT_GENERATED | {"/tender/contractPeriod/startDate", "/tender/contractPeriod/endDate"}


def test_a_compiled_release_has_about_five_kilobytes(sample):
    sizes = [len(json.dumps(release, ensure_ascii=False, separators=(",", ":")).encode()) for release in sample]

    assert 4_000 < mean(sizes) < 6_000


def test_some_processes_have_very_many_bids(sample):
    bids = [len(release.get("bids", {}).get("details", [])) for release in sample]

    assert 20 < max(bids) <= 50


def test_methods_and_statuses_are_mixed(sample):
    assert {release["tender"].get("procurementMethod") for release in sample} == {
        "open", "selective", "limited", "direct", None,
    }  # fmt: skip
    assert {award["status"] for release in sample for award in release.get("awards", [])} == {
        "active", "cancelled", "pending", "unsuccessful",
    }  # fmt: skip


def test_few_suppliers_win_much_and_many_win_little(sample):
    wins = Counter(
        supplier["id"]
        for release in sample
        for award in release.get("awards", [])
        for supplier in award.get("suppliers", [])
    )
    ranked = [count for _, count in wins.most_common()]

    assert ranked[0] > 100
    assert ranked[len(ranked) // 2] == 1


def test_more_than_a_quarter_of_the_suppliers_are_natural_persons(sample):
    suppliers = {
        supplier["id"]
        for release in sample
        for award in release.get("awards", [])
        for supplier in award.get("suppliers", [])
    }
    persons = {identifier for identifier in suppliers if identifier.startswith("QYA-")}

    assert 0.2 < len(persons) / len(suppliers) < 0.4


def test_no_two_parties_share_a_name():
    ranks = range(100_000)
    firms = {firm_name(rank).rpartition(" ")[0] for rank in ranks if not is_person(rank)}
    persons = {person_name(rank) for rank in ranks if is_person(rank)}

    assert len(firms) + len(persons) == len(ranks)


def test_no_release_is_dated_after_the_last_day():
    assert max(release["date"] for release in islice(releases(2000, seed=1), 5000)) < "2025-07-01"
