"""The gate tells the errors that `jsonschema` tells: the same places, the same keywords, as often."""

import copy
import json
import random
from collections import Counter
from functools import cache

import pytest
from jsonschema import Draft4Validator, FormatChecker

from ocds.extending.schema import Extended
from ocds.pointers import escape
from ocds.reading.kinds import COMPILED, RECORD, RELEASE, is_compiled, kind_of
from ocds.reading.pieces import Package, pieces
from ocds.standard.schema import record_schema, release_schema
from ocds.validation import gate
from ocds.validation.document import document_of, findings, validators
from ocds.validation.gate import errors_of, known_extensions, version_of
from sample_data.generator import compiled_releases

LIES = [None, True, 0, -1, 1.5, "", "x", "2024-13-01", "http://[", [], [None], [1, 1], {}, {"id": {}}, [{}]]


@cache
def reference(kind, version, extensions):
    schema = (record_schema if kind == RECORD else release_schema)(version, extensions)
    return Draft4Validator(schema, format_checker=FormatChecker())


def by_jsonschema(value, kind, package):
    validator = reference(kind, version_of(value, package), known_extensions(package))
    return Counter(
        ("".join(f"/{escape(str(key))}" for key in error.absolute_path), error.validator)
        for error in validator.iter_errors(value)
    )


def by_gate(value, kind, package):
    return Counter((error.pointer, error.keyword) for error in schema_errors(value, kind, package))


def schema_errors(value, kind, package):
    standard = Extended(version_of(value, package), known_extensions(package))
    return errors_of(value, validators(kind, standard).structure)


def test_seeded_lies_in_generated_releases():
    chance, found = random.Random(3), 0
    sound = [json.loads(json.dumps(one)) for one in compiled_releases(10, 3)]
    for number in range(150):
        release = copy.deepcopy(sound[number % len(sound)])
        for _ in range(3):
            tell_a_lie(release, chance)
        package = Package(("1.1", "1.0")[number % 5 == 0])
        expected = by_jsonschema(release, COMPILED, package)
        assert by_gate(release, COMPILED, package) == expected
        found += len(expected)
    assert found > 200


def tell_a_lie(value, chance):
    """Put a lie in place of some value below, or take it away."""
    while True:
        key = chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
        below = value[key]
        if not (isinstance(below, (dict, list)) and below and chance.random() < 0.8):
            break
        value = below
    if isinstance(value, dict) and chance.random() < 0.2:
        del value[key]
    else:
        value[key] = chance.choice(LIES)


def test_published_releases_and_records(corpus):
    """A few documents of each publisher, with the version and the extensions that their package declares."""
    compared = Counter()
    for folder in sorted((corpus / "real").iterdir()):
        for value, package in published(folder, most=8):
            kind = kind_of(value)
            if kind in {RELEASE, COMPILED, RECORD}:
                assert by_gate(value, kind, package) == by_jsonschema(value, kind, package), (
                    folder.name,
                    value["ocid"],
                )
                compared[folder.name] += 1
    assert sum(compared.values()) > 50
    assert len(compared) >= 8


def published(folder, most):
    for path in sorted(folder.rglob("*.json"))[:most]:
        for piece in pieces(path):
            for start, end in piece.extents[:3]:
                try:
                    yield json.loads(path.read_bytes()[start:end]), piece.package
                except ValueError:
                    continue


def test_a_sound_release_has_no_errors():
    release = json.loads(json.dumps(next(compiled_releases(1, 3))))

    assert schema_errors(release, COMPILED, Package("1.1")) == []
    assert is_compiled(release["tag"])


def test_errors_come_sorted_by_place_with_value_and_what_was_expected():
    errors = schema_errors({"ocid": "a", "tag": ["x"], "tender": {"id": "1", "status": 5}}, RELEASE, Package("1.1"))

    assert [(error.pointer, error.keyword) for error in errors] == sorted((e.pointer, e.keyword) for e in errors)
    assert {"/tag/0", "/tender/status", ""} <= {error.pointer for error in errors}
    assert all(error.expected for error in errors)


def test_a_document_with_very_many_errors_is_told_of_as_many_as_were_asked_for():
    held = validators(RELEASE, Extended("1.1"))
    awards = [{"id": str(i), "value": {"amount": "much", "currency": "PEN"}} for i in range(50)]
    value = {"ocid": "ocds-213czf-1", "awards": awards}

    every, some = (findings(document_of(json.dumps(value).encode()), held, most) for most in (None, 10))

    assert [one.rule for one in every].count("type") == 50
    assert [one.rule for one in some].count("more_errors") == 1
    assert len(some) == 11


@pytest.mark.parametrize(
    ("value", "package", "version"),
    [
        ({}, Package("1.0.3"), "1.0"),
        ({"parties": []}, Package("1.0"), "1.0"),
        ({}, Package("1.1"), "1.1"),
        ({}, Package("2.0"), "1.1"),
        ({"parties": []}, Package(publisher="Ministerio"), "1.0"),
        ({"parties": []}, Package(), "1.1"),
        ({"buyer": {"id": "1"}}, Package(), "1.1"),
        ({"buyer": {"name": "Ministerio", "identifier": {"id": "1"}}}, Package(), "1.0"),
        ({"parties": [], "buyer": {"identifier": {"id": "1"}}}, Package(), "1.1"),
        ({"compiledRelease": {"awards": [{"suppliers": [{"address": {}}]}]}}, Package(), "1.0"),
        ({"releases": [5, {"tender": {"procuringEntity": {"address": {}}}}]}, Package(), "1.0"),
        ({"releases": {"a": 1}, "tender": [], "awards": 5, "buyer": "x"}, Package(), "1.1"),
    ],
)
def test_the_version_is_what_the_package_says_or_what_the_document_shows(value, package, version):
    assert version_of(value, package) == version


def test_a_document_without_a_package_may_use_every_extension_we_hold():
    assert "bids" in known_extensions(Package())
    assert known_extensions(Package("1.1")) == ()
    gate.known_extensions.cache_clear()
