"""Fields counted in a walk over releases."""

import datetime as dt
import json
from importlib.resources import files

import pytest

from ocds.fields import counts
from ocds.fields.checks import Judging
from ocds.fields.counts import Counts
from ocds.fields.values import holds, occurrences
from ocds.fields.walk import Walk
from sample_data.generator import compiled_releases

CODE = "subcontractor"
"""A role that only an extension knows."""


def walked(*releases, extensions=(), judging=None):
    walk = Walk("1.1", extensions, judging)
    for release in releases:
        walk.add(release)
    return walk.counts()


def numbers(found, path):
    one = found.fields[path]
    return found.possible(path), one.exists, one.filled, one.releases


def test_field_counts_over_places_and_over_releases():
    found = walked(
        {"tender": {"items": [{"quantity": 1}, {"quantity": None}, {"id": "3"}]}},
        {"tender": {"items": []}},
        {"tender": {"items": [{"quantity": 0}, {"quantity": 2}]}},
        {},
    )
    assert numbers(found, "tender") == (4, 3, 3 - 1, 2)
    assert numbers(found, "tender/items") == (3, 3, 2, 2)
    assert numbers(found, "tender/items/quantity") == (5, 4, 3, 2)
    assert numbers(found, "tender/items/unit/name") == (0, 0, 0, 0)


def test_what_is_no_object_is_a_place_where_its_fields_are_missed():
    found = walked({"buyer": "Ministerio", "awards": [{"id": "1"}, "second", None], "parties": 7})
    assert numbers(found, "buyer/name") == (1, 0, 0, 0)
    assert numbers(found, "awards/id") == (2, 1, 1, 1)
    assert numbers(found, "parties/id") == (1, 0, 0, 0)


def test_walk_agrees_with_looking_each_path_up():
    releases = [json.loads(json.dumps(release)) for release in compiled_releases(40, 7)]
    found = walked(*releases, extensions=("lots", "bids"))
    for path in found.fields:
        places = [[*occurrences(release, path)] for release in releases]
        flat = [place for each in places for place in each]
        assert numbers(found, path) == (
            len(flat),
            sum(place.exists for place in flat),
            sum(holds(place.value) for place in flat),
            sum(any(holds(place.value) for place in each) for each in places),
        ), path


def test_codes_are_counted_by_place_and_by_codelist():
    found = walked(
        {"parties": [{"roles": ["buyer", "supplier"]}, {"roles": ["supplier", "boss"]}]},
        {"parties": [{"roles": ["buyer"]}], "tender": {"status": "Active", "documents": [{"documentType": "x"}]}},
    )
    roles = found.codelists["partyRole"].codes
    assert {code: (one.known, one.count, one.releases) for code, one in roles.items()} == {
        "buyer": (True, 2, 2),
        "supplier": (True, 2, 1),
        "boss": (False, 1, 1),
    }
    assert [(code, one.known) for code, one in found.fields["tender/status"].codes.codes.items()] == [
        ("Active", False)
    ]
    assert list(found.codelists["documentType"].codes) == ["x"]


def test_extension_adds_its_codes():
    release = {"parties": [{"roles": [CODE]}]}
    assert not walked(release).codelists["partyRole"].codes[CODE].known
    assert walked(release, extensions=("subcontracting",)).codelists["partyRole"].codes[CODE].known


def test_fields_that_the_standard_lacks_are_found_and_translations_are_not_among_them():
    found = walked({"tender": {"title_es": "Escuelas", "titulo": "Escuelas", "id_es": "1", "x": {"y": 1}}})
    assert found.fields["tender/title_es"].origin == "1.1"
    lacking = {path for path, one in found.fields.items() if not one.origin}
    assert lacking == {"tender/titulo", "tender/id_es", "tender/x", "tender/x/y"}


def test_checks_keep_the_first_examples_in_order_of_reading():
    releases = [{"ocid": f"ocds-213czf-{n}", "awards": [{"date": "2031-01-01"}, {"date": "soon"}]} for n in range(4)]
    found = walked(*releases, judging=Judging(dt.date(2030, 1, 1)))
    check = found.fields["awards/date"].checks["date_time"]
    assert (check.passed, check.failed) == (0, 8)
    assert [(each.ocid, each.pointer, each.value) for each in check.examples] == [
        ("ocds-213czf-0", "/awards/0/date", '"2031-01-01"'),
        ("ocds-213czf-0", "/awards/1/date", '"soon"'),
        ("ocds-213czf-1", "/awards/0/date", '"2031-01-01"'),
        ("ocds-213czf-1", "/awards/1/date", '"soon"'),
        ("ocds-213czf-2", "/awards/0/date", '"2031-01-01"'),
    ]


def test_value_of_another_type_fails_and_is_kept():
    found = walked({"tender": {"documents": [{"language": ["es"]}]}}, judging=Judging())
    check = found.fields["tender/documents/language"].checks["language"]
    assert (check.passed, check.failed, check.examples[0].value) == (0, 1, '["es"]')


def test_parts_added_up_are_the_same_as_one_walk():
    releases = [json.loads(json.dumps(release)) for release in compiled_releases(30, 3)]
    judging = Judging(dt.date(2024, 1, 1))
    summed = Counts()
    for start in (0, 10, 20):
        summed.add(walked(*releases[start : start + 10], judging=judging))
    assert summed == walked(*releases, judging=judging)


@pytest.mark.parametrize("keys", [1, 2])
def test_fields_and_codes_beyond_the_most_are_counted_together(monkeypatch, keys):
    for module in ("ocds.fields.counts", "ocds.fields.plan"):
        monkeypatch.setattr(f"{module}.MOST_ADDITIONAL", 2)
        monkeypatch.setattr(f"{module}.MOST_UNKNOWN", 2)
    releases = [{f"x{n}": 1, "tender": {"status": f"s{n}"}, "parties": [{"roles": ["buyer"]}]} for n in range(4)]
    summed = Counts()
    for start in range(0, 4, 2 * keys):
        summed.add(walked(*releases[start : start + 2 * keys]))
    assert [path for path, one in summed.fields.items() if not one.origin] == ["x0", "x1"]
    assert summed.unlisted == 2
    assert list(summed.fields["tender/status"].codes.codes) == ["s0", "s1"]
    assert summed.fields["tender/status"].codes.unlisted == 2
    assert summed.codelists["partyRole"].codes["buyer"].count == 4


def test_data_nested_deeply_is_walked_safely():
    deep = value = {}
    for _ in range(400):
        value["x"] = {}
        value = value["x"]
    value["x"] = 1
    found = walked({"tender": deep})
    assert found.unlisted > 300
    assert found.fields["tender"].filled == 1


def test_facts_are_codes_alone_and_sorted():
    for name in ("languages.csv", "identifier_schemes.csv", "media_types.csv"):
        lines = files("ocds.fields").joinpath("facts", name).read_text(encoding="utf-8").splitlines()
        assert lines[0] == "code"
        assert lines[1:] == sorted(set(lines[1:]))
    assert counts.EXAMPLES == 5
