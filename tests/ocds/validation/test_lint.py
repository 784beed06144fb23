"""The quick verdict and the walk agree with each other, and the walk with a slow one that reads the schema anew."""

import copy
import json
import random
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ocds.extending.schema import Extended
from ocds.reading.kinds import COMPILED, PROJECT, RECORD, RELEASE
from ocds.standard.exceptions import UnknownCodelistError
from ocds.standard.extensions import extensions
from ocds.standard.projects import project_codelist, project_schema
from ocds.validation import lint as walk
from ocds.validation.document import validators
from ocds.validation.lint import lint
from sample_data.generator import compiled_releases, releases

sys.path.insert(0, str(Path(__file__).parent))

import oracle

ALL = tuple(sorted(extensions()))
STANDARDS = {"1.1": Extended("1.1"), "1.0": Extended("1.0"), "1.1 with every extension": Extended("1.1", ALL)}
TEXTS = [
    "",
    " ",
    "x",
    "\x1c",
    "\x85",
    "\ufeff",
    "open",
    "tender",
    "ocds-213czf-1",
    "ocds-213czf",
    "1970-01-01T00:00:00Z",
    "2024-05-31T09:00:00Z",
]
SCALARS = [None, True, 0, 1, 1.0, -1, *TEXTS]


def codes_of(kind, standard):
    if kind == PROJECT:
        return project_codelist

    def codes(name):
        try:
            return standard.codelist(name)
        except UnknownCodelistError:
            return Extended("1.1", standard.extensions).codelist(name)

    return codes


def schema_of(kind, standard):
    return project_schema() if kind == PROJECT else standard.schema("Record" if kind == RECORD else "Release")


ASIDE = {"duplicate_id", "missing_currency", "damaged_text"}
"""Rules that the oracle does not know; each has tests of its own."""


def agree(value, kind, standard):
    """Hold the verdicts against each other, those of structure too; gives what the walk found."""
    held = validators(kind, standard)
    found = lint(value, held.plan)
    clean = held.is_faultless(value)
    if clean:
        assert found == []
    assert not clean or held.structure.is_valid(value)
    assert Counter((one.pointer, one.rule) for one in found if one.rule not in ASIDE) == oracle.told(
        value, schema_of(kind, standard), codes_of(kind, standard)
    )
    return found


def names(schema):
    """Every name of a field in a schema, and some that are not."""
    found = set(schema.get("properties", {}))
    for value in schema.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                found |= names(each)
    return found


NAMES = sorted(names(Extended("1.1", ALL).schema("Record")) | names(project_schema()))
ODD = ["title_es", "description_fr-CA", "my_field", "status_es", "a/b", "~", "", "obra"]
COMMON = ["id", "title_es", "scheme", "url", "value", "items", "documents", "amount"]
KEYS = st.sampled_from([*COMMON, *ODD, *NAMES])
VALUES = st.recursive(
    st.sampled_from(SCALARS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)


def documents(kind, standard):
    fields = sorted(schema_of(kind, standard)["properties"])
    return st.dictionaries(st.sampled_from([*fields, *ODD]), VALUES, max_size=5)


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("kind", [RELEASE, RECORD, PROJECT])
def test_whatever_a_document_holds(kind, standard):
    held = STANDARDS[standard]

    @settings(max_examples=150)
    @given(documents(kind, held))
    @example({"ocid": "ocds-213czf-1", "tender": {"title_es": ""}})
    @example({"ocid": "ocds-213czf-1", "tender": {"title_es": [{"id": 1}, {"id": 1}]}})
    @example({"ocid": "ocds-213czf-1", "id": "1", "title_es": 5, "tender": {"title_es": 5}})
    @example({"ocid": "ocds-213czf-1", "releases": [], "versionedRelease": {"ocid": "x", "tender": {"title_es": 5}}})
    @example({"ocid": "ocds-213czf-1", "tender": {"title": "\x85"}})
    @example({"ocid": "ocds-213czf-1", "tender": {"amendment": {"changes": [{"former_value": [None]}]}}})
    @example({"ocid": "ocds-213czf-1", "parties": [{"id": "1", "details": {"size": ""}}]})
    @example({"ocid": "ocds-213czf-1", "parties": [{"id": "1", "details": {"a": [{"id": 1}, {"id": 1}]}}]})
    @example({"ocid": "ocds-213czf-1", "releases": [{"url": ""}, {"url": "x", "id": ""}, None, 1]})
    @example({"ocid": "ocds-213czf-1", "releases": [], "versionedRelease": {"tender": {"title": ""}}})
    def held_against_each_other(value):
        agree(value, kind, held)

    held_against_each_other()


def faults(value, chance):
    """Put something wrong, or something right, in some place of a document."""
    while True:
        key = chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
        below = value[key]
        if not (isinstance(below, (dict, list)) and below and chance.random() < 0.85):
            break
        value = below
    fault = chance.random()
    if fault < 0.3:
        value[key] = copy.deepcopy(chance.choice([*SCALARS, [], {}, [{}], [None], [{"id": "1"}, {"id": "1"}]]))
    elif fault < 0.5:
        del value[key]
    elif isinstance(value, dict):
        value[chance.choice([*ODD, *NAMES])] = copy.deepcopy(chance.choice([below, "x", {"id": "1"}, [{"id": "1"}]]))
    else:
        value.append(copy.deepcopy(below))


@pytest.mark.parametrize("standard", STANDARDS)
def test_seeded_faults_in_generated_releases(standard):
    chance, rules = random.Random(7), Counter()
    sound = [json.loads(json.dumps(one)) for one in (*compiled_releases(8, 3), *releases(4, 3))]
    for release in sound[::2]:
        for item in release.get("tender", {}).get("items", ()):
            item["classification"]["scheme"] = "a list of ours"
    for number in range(300):
        value = copy.deepcopy(sound[number % len(sound)])
        for _ in range(chance.randrange(1, 4)):
            if value:
                faults(value, chance)
        rules.update(one.rule for one in agree(value, COMPILED, STANDARDS[standard]))
    assert {"additional_field", "empty_field", "open_codelist", "duplicate_id", "ocid_prefix"} <= rules.keys()


def test_repeated_ids_are_those_that_are_found_the_slow_way():
    """In releases of 1.1 whose classifications and identifiers are told apart by id alone: they have no scheme."""
    chance, found = random.Random(11), 0
    sound = [without_schemes(json.loads(json.dumps(one))) for one in compiled_releases(10, 5)]
    held = validators(COMPILED, STANDARDS["1.1 with every extension"])
    for number in range(300):
        value = copy.deepcopy(sound[number % len(sound)])
        for _ in range(3):
            faults(value, chance)
        expected = Counter(oracle.repeated_ids(value))
        assert Counter(one.pointer for one in lint(value, held.plan) if one.rule == "duplicate_id") == expected
        assert not (expected and held.is_faultless(value))
        found += sum(expected.values())
    assert found > 20


def without_schemes(value):
    if isinstance(value, dict):
        return {name: without_schemes(member) for name, member in value.items() if name != "scheme"}
    return [without_schemes(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("bad", [[[]] * 10_000, [""] * 10_000, {str(n): None for n in range(10_000)}])
def test_the_walk_ends_where_enough_was_found(bad, monkeypatch):
    held, made = validators(RELEASE, STANDARDS["1.1"]), []
    monkeypatch.setattr(walk, "Finding", lambda *said: made.append(said) or said)

    some = lint({"bad": bad}, held.plan, 10)
    assert some == made
    assert len(made) == 10

    assert len(lint({"bad": bad}, held.plan)) == 10_001


def test_most_generated_releases_get_the_quick_verdict():
    """Those with the extensions that they use: else every one would be walked."""
    held = validators(COMPILED, STANDARDS["1.1 with every extension"])
    sound = [json.loads(json.dumps(one)) for one in compiled_releases(50, 3)]

    walked = [one for one in sound if lint(one, held.plan)]

    assert sum(map(held.is_faultless, sound)) >= len(sound) - len(walked) - 2


@pytest.mark.parametrize(
    ("ids", "repeated"),
    [
        (["1", "2"], False),
        (["1", "1"], True),
        (["1", 1], False),
        ([1, 1.0], False),
        ([None, None], False),
        ([{}, {}], False),
        ([1, 1], True),
    ],
)
def test_ids_of_different_types_are_different(ids, repeated, found, package, release):
    told = found(package(release(tender={"id": "LP-7", "milestones": [{"id": each} for each in ids]})))

    assert (("/releases/0/tender/milestones/1/id", "duplicate_id") in told) == repeated


def test_classifications_are_told_apart_by_scheme_and_id(found, package, release):
    cpv, unspsc = {"scheme": "CPV", "id": "45000000"}, {"scheme": "UNSPSC", "id": "45000000"}

    def written(*classifications):
        return package(
            release(tender={"id": "LP-7", "items": [{"id": "1", "additionalClassifications": [*classifications]}]})
        )

    assert found(written(cpv, unspsc)) == []
    assert found(written(cpv, unspsc, cpv)) == [
        ("/releases/0/tender/items/0/additionalClassifications/2/id", "duplicate_id")
    ]


MONEY = {"an amount with its currency": ({"amount": 5, "currency": "PEN"}, []),
         "an amount without one": ({"amount": 5}, ["missing_currency"]),
         "zero is an amount too": ({"amount": 0}, ["missing_currency"]),
         "a currency alone": ({"currency": "PEN"}, [])}  # fmt: skip
TEXTS = {
    "plain words": ("Construcción de una escuela", []),
    "a firm with an ampersand": ("Smith & Hijos", []),
    "a name in angle brackets": ("<Darmiqs> SPY", []),
    "capitals of Portuguese": ("SÃO JOÃO DA CÂMARA", []),
    "less than": ("menos de <5 años", []),
    "UTF-8 read as Latin-1": ("ConstrucciÃ³n", ["damaged_text"]),
    "a character that was lost": ("Construcci\ufffdn", ["damaged_text"]),
    "an entity of HTML": ("H&#38;L", ["damaged_text"]),
    "tags of HTML": ("<p>Escuela</p>", ["damaged_text"]),
}


@pytest.mark.parametrize("value", MONEY)
def test_amounts_have_a_currency(value):
    money, rules = MONEY[value]
    held = validators(RELEASE, Extended("1.1"))
    release = {"tender": {"id": "1", "value": money}}
    assert [one.rule for one in lint(release, held.plan)] == rules


@pytest.mark.parametrize("case", TEXTS)
def test_texts_that_are_damaged_are_told(case):
    text, rules = TEXTS[case]
    held = validators(RELEASE, Extended("1.1"))
    sound = {"ocid": "ocds-213czf-1", "id": "1", "date": "2024-01-01T00:00:00Z", "tag": ["planning"]}
    release = sound | {"initiationType": "tender", "tender": {"id": "1", "title": text}}
    assert [one.rule for one in lint(release, held.plan)] == rules
    assert not (rules and held.is_faultless(release))
