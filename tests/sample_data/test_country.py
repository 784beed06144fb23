"""The country that ships: its volumes, its shapes, its dirt, and an answer key that is right."""

import csv
import hashlib
import json
from collections import Counter

import jsonschema_rs
import pytest

from sample_data.country import make


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(country, tmp_path):
    make(tmp_path / "again")

    assert digests(tmp_path / "again") == digests(country)


def test_another_seed_gives_other_data_and_the_same_answers(country, tmp_path):
    make(tmp_path / "other", seed=2)

    assert rows(tmp_path / "other/answers.csv") == rows(country / "answers.csv")
    assert digests(tmp_path / "other") != digests(country)


def test_there_are_2400_processes_in_about_4800_documents(documents, readable):
    assert len({document.value["ocid"] for document in readable}) == 2400
    assert 4750 < len(documents) < 4850


def test_seven_documents_are_refused(documents):
    projects = [one for one in documents if one.shape == "projects_oc4ids"]
    readable = [one for one in documents if isinstance(one.value, dict) and "ocid" in one.value]

    assert len(documents) - len(readable) - len(projects) == 7


def award_suppliers(release):
    """The scheme and number of each supplier; without one, its id."""
    parties = {party["id"]: party for party in release.get("parties", [])}
    for award in release["awards"]:
        for supplier in award.get("suppliers", []):
            identifier = supplier.get("identifier") or parties[supplier["id"]].get("identifier")
            yield f"{identifier['scheme']}:{identifier['id']}" if identifier else supplier["id"]


def test_there_are_412_suppliers_of_whom_118_are_natural_persons(readable):
    contents = [document.value.get("compiledRelease", document.value) for document in readable]
    suppliers = {
        key for release in contents if isinstance(release.get("awards"), list) for key in award_suppliers(release)
    }

    assert len(suppliers) == 412
    assert sum(key.startswith("QYA-") for key in suppliers) == 118


def test_eight_ministries_and_two_provinces_buy_and_one_writes_portuguese(readable):
    releases = [one.value for one in readable if one.shape == "release_packages"]
    buyers = {release["buyer"]["id"]: release["language"] for release in releases}

    assert sum(identifier.startswith("QY-GOB-") for identifier in buyers) == 8
    assert sum(identifier.startswith("QY-PROV-") for identifier in buyers) == 2
    assert list(buyers.values()).count("pt") == 1


def test_three_years_and_the_newest_release_is_of_the_last_day(readable):
    dates = [one.value["date"][:10] for one in readable if "date" in one.value]

    assert min(dates)[:7] == "2022-07"
    assert max(dates) == "2025-06-30"


def test_some_150_awards_are_older_than_the_lists(readable):
    early = {
        one.value["ocid"]
        for one in readable
        if isinstance(one.value.get("awards"), list)
        for award in one.value["awards"]
        if award.get("status") == "active" and award.get("date", "9") < "2023"
    }
    assert 80 < len(early) < 200


SHAPES = {
    "array": "array/compiled.json",
    "single objects": "single_objects/*.json",
    "release packages": "release_packages/*.json",
    "record package, releases inside": "records_embedded/records.json",
    "record package, releases linked": "records_linked/records.json",
    "line-delimited releases": "lines_releases/releases.jsonl",
    "line-delimited compiled releases": "lines_compiled/compiled.jsonl",
    "concatenated": "concatenated/compiled.json",
    "gzip": "gzip_lines/*.gz",
    "Zstandard": "zstd_lines/*.zst",
    "ZIP": "zip_archive/*.zip",
    "crawl": "kingfisher/*/*/*.fileinfo",
    "OCDS 1.0": "version_1_0/*.json",
    "OC4IDS": "projects_oc4ids/projects.json",
}


@pytest.mark.parametrize("pattern", SHAPES.values(), ids=SHAPES.keys())
def test_every_shape_is_there(country, pattern):
    assert list((country / "data").glob(pattern))


def test_the_records_hold_what_their_names_say(readable):
    embedded = [one.value for one in readable if one.shape == "records_embedded"]
    linked = [one.value for one in readable if one.shape == "records_linked"]

    assert all("ocid" in release for record in embedded for release in record["releases"])
    assert all(set(link) == {"url", "date", "tag"} for record in linked for link in record["releases"])
    assert all(record["compiledRelease"]["tag"] == ["compiled"] for record in embedded + linked)


def test_the_old_package_names_no_version(country):
    package = json.loads((country / "data/version_1_0/releases-1.0.json").read_bytes())

    assert "version" not in package
    assert not any("parties" in release for release in package["releases"])


def test_the_dirt_is_there(country):
    dirt = country / "data/dirt"

    assert (dirt / "empty.json").read_bytes() == b""
    assert (dirt / "byte-order-mark.json").read_bytes().startswith(b"\xef\xbb\xbf{")
    assert b":NaN" in (dirt / "nan.jsonl").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        (dirt / "latin-1.json").read_text("utf-8")
    wrong = [json.loads(line) for line in (dirt / "wrong-types.jsonl").read_text("utf-8").splitlines()]
    assert isinstance(wrong[0]["awards"], dict)
    assert isinstance(wrong[1]["tag"], str)
    assert "FeatureCollection" in (dirt / "foreign.json").read_text("utf-8")


def test_one_ocid_has_two_compiled_releases_that_differ(country):
    first, second = (
        [
            json.loads(line)
            for line in (country / f"data/dirt/duplicate-{number}.jsonl").read_text("utf-8").splitlines()
        ]
        for number in (1, 2)
    )

    assert first[0] == second[0]
    assert first[1]["id"] == second[1]["id"]
    assert first[1] != second[1]


def test_old_releases_are_valid_by_the_schema_of_their_version(country, corpus):
    schema = json.loads((corpus / "ocds_schema/1.0.3/schema/release-schema.json").read_text("utf-8"))
    checker = jsonschema_rs.Draft4Validator(schema, validate_formats=True)
    package = json.loads((country / "data/version_1_0/releases-1.0.json").read_bytes())
    broken = [release for release in package["releases"] if not checker.is_valid(release)]

    assert len(broken) < 0.15 * len(package["releases"])


def test_projects_are_valid(country, corpus):
    schema = json.loads((corpus / "oc4ids_schema/project-schema.json").read_text("utf-8"))
    checker = jsonschema_rs.Draft4Validator(schema, validate_formats=True)
    package = json.loads((country / "data/projects_oc4ids/projects.json").read_bytes())

    assert [error.message for project in package["projects"] for error in checker.iter_errors(project)] == []


def test_nearly_all_releases_are_valid(readable, release_schema):
    checker = jsonschema_rs.Draft4Validator(release_schema, validate_formats=True)
    releases = [one.value for one in readable if one.shape in {"release_packages", "lines_releases", "kingfisher"}]
    errors = Counter(error.schema_path[-1] for release in releases for error in checker.iter_errors(release))

    assert set(errors) <= {"required", "type", "enum", "format"}
    assert sum(not checker.is_valid(release) for release in releases) < 0.05 * len(releases)
