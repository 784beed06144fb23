"""Types lie: whatever stands where, the tables are written, what does not fit is null, and an issue says where."""

import copy
import functools
import json
import operator
import random

import msgspec
import orjson
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from ocds.pipeline.tabulator import Tabulator
from ocds.reading.pieces import Package
from ocds.standard.extensions import extensions
from ocds.standard.schema import release_schema
from ocds.tables.lenient import lenient_release
from ocds.tables.shape import Array, numbers_struct, release_shape, release_struct
from ocds.validation.document import validators
from ocds.validation.options import PLAIN
from ocds.validation.package import standard_of
from sample_data.generator import compiled_releases

SOUND = [json.loads(json.dumps(one)) for one in compiled_releases(12, 3)]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=3), values, max_size=3),
    max_leaves=4,
)
LIES = [None, True, 0, -1, 1.5, 2**62, 1e300, "", "x", "\x1f", [], [None], ["x", None], [[]], {}, {"id": {}}, [{}]]


def places(value, pointer=()):
    """Every place below a value, as keys and positions."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in below:
        yield (*pointer, key)
        yield from places(member, (*pointer, key))


PLACES = [(number, place) for number, release in enumerate(SOUND) for place in places(release) if place[0] != "ocid"]


def with_lie(number, place, lie):
    release = copy.deepcopy(SOUND[number])
    *above, last = place
    target = release
    for key in above:
        target = target[key]
    target[last] = lie
    return release


def resolve(value, pointer):
    for token in pointer.split("/")[1:]:
        value = value[int(token)] if isinstance(value, list) else value[token]
    return value


@settings(max_examples=300)
@given(st.sampled_from(PLACES), JSON)
def test_any_value_anywhere_is_read_and_told(place, lie):
    release = with_lie(*place, lie)

    _, misfits = lenient_release(release)

    for misfit in misfits:
        assert resolve(release, misfit.pointer) == misfit.value
        assert misfit.expected


@pytest.mark.parametrize("number", range(len(SOUND)))
def test_a_sound_release_fits_as_it_is(number):
    read, misfits = lenient_release(SOUND[number])

    assert not misfits
    assert msgspec.convert(SOUND[number], release_struct()) == msgspec.convert(read, release_struct())


def test_a_lie_in_one_place_changes_no_other():
    release = with_lie(0, ("tender", "title"), {"es": "Puente"})
    sound, _ = lenient_release(SOUND[0])

    found, misfits = lenient_release(release)

    assert [(misfit.pointer, misfit.expected) for misfit in misfits] == [("/tender/title", "text")]
    assert found["tender"].pop("title") is None
    sound["tender"].pop("title")
    assert found == sound


@pytest.mark.parametrize("validate", [True, False])
def test_the_tables_are_written_whatever_was_published(built, validate):
    """A thousand seeded lies in one file: read, tabulated, each release in its row."""
    chance = random.Random(7)
    lies = [with_lie(*chance.choice(PLACES), chance.choice(LIES)) for _ in range(1000)]
    releases = [lie | {"ocid": f"ocds-213czf-{number}"} for number, lie in enumerate(lies)]

    found = built({"a.jsonl": "\n".join(map(json.dumps, releases)).encode()}, validate=validate)

    assert found.documents["outcome"].to_list().count("read") == found.documents.height == 1000
    assert found.table("process").height == 1000
    assert found.issues.filter(rule="type").height > 100
    assert found.table("process")["ocid"].n_unique() == 1000


@pytest.mark.parametrize("number", [2**63, 2**64, 10**30])
def test_a_whole_number_of_any_size_is_read(built, number):
    found = built({"a.json": json.dumps(with_lie(0, ("tender", "numberOfTenderers"), number)).encode()})

    assert found.table("process").height == 1


def test_an_identifier_of_any_size_is_read(built):
    found = built({"a.json": json.dumps(with_lie(0, ("id",), 10**30)).encode()}, validate=False)

    assert found.table("process").height == 1


REAL = {
    "tender is a list": {"tender": [{"id": "1"}]},
    "awards is an object": {"awards": {"id": "1", "suppliers": {"id": "A"}}},
    "award in the singular": {"award": [{"id": "1"}]},
    "planning is a list": {"planning": []},
    "roles are one text": {"parties": [{"id": "1", "roles": "buyer"}]},
    "an amount is a text": {"tender": {"value": {"amount": "70,00,000", "currency": "INR"}}},
    "an amount is empty": {"tender": {"value": {"amount": "", "currency": ""}}},
    "ids are objects": {"awards": [{"id": {"oid": 1}, "suppliers": [{"id": {"oid": 2}}]}]},
    "an array holds null": {"awards": [None, {"id": "1"}, 3], "bids": {"details": [None]}},
}


@pytest.mark.parametrize("lie", REAL)
def test_lies_that_are_published(built, lie):
    release = {"ocid": "ocds-213czf-1", "id": "1", "date": "2024-01-01T00:00:00Z", "tag": "compiled"} | REAL[lie]

    found = built({"a.json": json.dumps(release).encode()})

    assert found.documents["outcome"].to_list() == ["read"]
    assert found.table("process")["ocid"].to_list() == ["ocds-213czf-1"]
    if lie == "an array holds null":
        assert found.table("award").filter(id="1")["award"].to_list() == [1]


def test_each_place_is_told_once(built):
    """What the schema told already is not told again by the tables."""
    found = built({"a.json": json.dumps(with_lie(0, ("tender", "value"), "much")).encode()})

    assert found.issues.filter(rule="type", pointer="/tender/value").height == 1


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(PLACES), JSON | st.sampled_from(LIES)), min_size=1, max_size=3))
@example([((0, ("tender", "numberOfTenderers")), 2.0)])
@example([((0, ("tender", "numberOfTenderers")), 1.5)])
@example([((0, ("tender", "numberOfTenderers")), 2**63)])
@example([((0, ("tender", "value", "amount")), "12")])
@example([((0, ("tender", "value", "amount")), -0.0)])
@example([((0, ("id",)), 2**64)])
@example([((0, ("tag",)), ["", None, "compiled"])])
def test_what_arrow_reads_is_what_a_look_at_each_value_reads(tmp_path_factory, lies):
    """The quick way and the slow way to the tables, with a sound release beside those that lie."""
    raw = [json.dumps(release).encode() for release in (SOUND[0], *(with_lie(*place, lie) for place, lie in lies))]
    releases = [orjson.loads(text) for text in raw]
    folders = [tmp_path_factory.mktemp("tables") for _ in range(3)]
    quick, suspected, slow = (Tabulator(folder, 0) for folder in folders)

    for number, release in enumerate(releases):
        quick.add(release, raw[number], number, None)
        suspected.add(release, raw[number], number, None, wrong=None)
        slow.add(release, orjson.dumps(lenient_release(release)[0]), number, None, wrong=None)

    told = [(issue.document, issue.pointer) for issue in sorted(quick.close(), key=lambda issue: issue.document)]
    assert told == [(n, found.pointer) for n, release in enumerate(releases) for found in lenient_release(release)[1]]
    assert not slow.close()
    assert not suspected.close()
    *of_quick, of_slow = (sorted(folder.glob("tables/*/*")) for folder in folders)
    for of_each in of_quick:
        assert [path.parent.name for path in of_each] == [path.parent.name for path in of_slow]
        for found, expected in zip(of_each, of_slow, strict=True):
            assert_frame_equal(tables_but_places(found), tables_but_places(expected))


def tables_but_places(path):
    return pl.read_parquet(path).drop("json_offset", "json_length", strict=False)


NUMBERS = [
    (number, place)
    for number, place in PLACES
    if isinstance(functools.reduce(operator.getitem, place, SOUND[number]), int | float)
]


@pytest.mark.parametrize("lie", ["12", "x", 1.5, 2.0, True, [1], {"a": 1}])
def test_what_nothing_is_wrong_with_has_numbers_for_numbers(lie):
    """Such releases are not looked at once more before Arrow reads them, which takes texts for numbers."""
    held = validators("compiled", standard_of(Package(), "1.1", PLAIN))
    lying = [with_lie(number, place, lie) for number, place in NUMBERS]

    faultless = [release for release in lying if held.is_faultless(release)]

    assert len(faultless) < len(lying)
    for release in faultless:
        msgspec.convert(release, numbers_struct())


def numbers(node, path=()):
    """The numbers that the tables read: the way to each, and its type."""
    if isinstance(node, str):
        yield from [(path, node)] if node in {"int", "float"} else []
    elif isinstance(node, Array):
        yield from numbers(node.item, path)
    else:
        for key, below in node.fields.items():
            yield from numbers(below, (*path, key))


@pytest.mark.parametrize(("path", "dtype"), [*numbers(release_shape())], ids=str)
def test_the_schema_asks_for_numbers_where_the_tables_do(path, dtype):
    schema = release_schema("1.1", extensions())
    stated = schema
    for key in path:
        stated = stated.get("items", stated)
        stated = schema["definitions"][stated["$ref"].rpartition("/")[2]] if "$ref" in stated else stated
        if key not in stated["properties"]:
            return  # a release that says this has a field that is not of the standard
        stated = stated["properties"][key]

    assert {*stated["type"]} <= ({"integer", "null"} if dtype == "int" else {"number", "integer", "null"})
