"""Releases laid flat by the compiled walk are what the nested columns make of them, or are left to these."""

import json
import random

import orjson
import polars as pl
import pytest
from polars.testing import assert_series_equal

from ocds.exceptions import MisfitError
from ocds.tables.laid import level as laid_level
from ocds.tables.laid.level import laid
from ocds.tables.lenient import lenient_release
from ocds.tables.levels import Levels
from ocds.tables.lines import together
from ocds.tables.nested import nested
from ocds.tables.shape import Array, Object, release_shape
from sample_data.generator import compiled_releases

RELEASES = list(compiled_releases(60, 7))
VALUES = [
    None,
    True,
    0,
    -7,
    12.0,
    1e3,
    2.5,
    10**17,
    "",
    " ",
    "ñ",
    "1",
    [],
    [None],
    ["x", None, ""],
    {},
    [{}],
    [None, {}],
]
LINES = {
    "escapes of signs": rb'{"ocid":"\"\\\/\b\f\n\r\t"}',
    "escaped letters": rb'{"ocid":"A\u0041\u00e9\u20AC\ud83d\ude00\u0000z","language":"\u00f1"}',
    "letters as they are": '{"ocid":"é€😀"}'.encode(),
    "an escape at the end": rb'{"ocid":"\\","language":"\""}',
    "white space everywhere": b' { "ocid" : "x" ,\t"tender":\r{ "value" : { "amount" : 1.50 } } } ',
    "nothing in it": b"{}",
    "an object that is empty": b'{"tender":{},"planning":{}}',
    "nulls": b'{"ocid":null,"tender":null,"awards":null,"tag":null,"buyer":{"id":null}}',
    "null items": b'{"awards":[null,{"id":"a","suppliers":[null,{"id":"s"},null]}]}',
    "empty arrays": b'{"awards":[],"tag":[],"parties":[{"roles":[]},{"roles":["buyer"]}]}',
    "texts that say nothing": b'{"tag":["","compiled",null],"parties":[{"roles":["",null]}]}',
    "members that nobody reads": rb'{"x":"}\"]","y":[{"a":["}"]},[],-1e5],"z":{"ocid":"no"},"n":null,"ocid":"yes"}',
    "the same key elsewhere": b'{"id":"r","tender":{"id":"t","x":{"id":"u"}},"awards":[{"id":"a"},{"id":"b"}]}',
    "numbers as JSON has them": b'{"tender":{"value":{"amount":-1.5E+3},"minValue":{"amount":0.1e-7}}}',
    "many digits": b'{"tender":{"value":{"amount":12345678.900000000123},"minValue":{"amount":1e-320}}}',
    "whole numbers as others write them": b'{"tender":{"numberOfTenderers":12.0}}',
    "a number beyond what is exact": b'{"tender":{"numberOfTenderers":9007199254740993}}',
    "a key that is not ASCII": '{"año":{"ocid":[1]},"ocid":"x"}'.encode(),
}
LEFT = {
    "a key twice": b'{"awards":[{"id":"a"}],"awards":[{"id":"b"}]}',
    "a key with an escape": rb'{"\u006fcid":"x"}',
    "a number for a text": b'{"ocid":5}',
    "an object for an array": b'{"awards":{"id":"a"}}',
    "an array for an object": b'{"tender":[]}',
    "a text for an item": b'{"awards":["a"]}',
    "an object for a text of a list": b'{"tag":[{}]}',
    "half a letter": rb'{"ocid":"\ud83d"}',
    "the other half": rb'{"ocid":"\ude00"}',
    "no release": b"[]",
    "an end too early": b'{"ocid":"x","tender":{"id":"t"}',
    "an end within an array": b'{"tag":["x",',
}


def assert_same(one, other):
    assert one.values.keys() == other.values.keys()
    assert one.below.keys() == other.below.keys()
    for chain, values in one.values.items():
        assert_series_equal(values, other.values[chain], check_names=False, check_exact=True)
    for key, level in one.below.items():
        assert_series_equal(level.above, other.below[key].above, check_names=False)
        assert_series_equal(level.position, other.below[key].position, check_names=False)
        assert_same(level, other.below[key])


def agree(*releases, instead=None):
    """Whether the walk takes releases; what it takes must be the same."""
    instead = instead or {}
    found = laid(together(releases, instead))
    if found is not None:
        assert_same(found, nested(b"\n".join(instead.get(row, one) for row, one in enumerate(releases))))
    return found is not None


def places(value, way=()):
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield (*way, key)
        yield from places(member, (*way, key))


def with_value(release, place, value):
    changed = target = json.loads(json.dumps(release))
    for key in place[:-1]:
        target = target[key]
    target[place[-1]] = value
    return changed


@pytest.mark.parametrize("dump", [orjson.dumps, lambda value: json.dumps(value, indent=1).encode()])
def test_releases_are_laid_as_nested_columns_have_them(dump):
    fitted = [lenient_release(release)[0] for release in RELEASES]
    assert agree(*map(dump, fitted))


def filled(node):
    """A value with every member that tables read."""
    if isinstance(node, Object):
        return {key: filled(member) for key, member in node.fields.items()}
    if isinstance(node, Array):
        return [filled(node.item)] * 2
    return {"int": 3, "float": 2.5, "strs": ["x", "y"]}.get(node, "z")


def test_every_member_that_tables_read_is_found():
    release = orjson.dumps(filled(release_shape()))

    assert agree(release)
    assert not any(values.null_count() for values in laid(together([release], {})).values.values())


@pytest.mark.parametrize("name", LINES)
def test_whatever_json_can_be_written_like(name):
    assert agree(LINES[name])
    assert agree(LINES["nothing in it"], LINES[name], LINES[name], LINES["null items"])


def test_what_stands_in_for_a_release_takes_its_place():
    """So texts that do not fit are written once, and in one piece."""
    found = list(LINES.values())

    assert not agree(*found, LEFT["a number for a text"], *found)
    assert agree(
        *found, LEFT["a number for a text"], *found, b"[]", instead={2 * len(found) + 1: b"{}", len(found): found[1]}
    )
    lines = together([b'{"ocid":"a"}', b'{"ocid":5}', b'{"ocid":"c"}'], {1: b'{"ocid":"5"}'})
    assert lines.text.startswith(b'{"ocid":"a"}\n{"ocid":5}\n{"ocid":"c"}\n')
    assert lines.in_order() == b'{"ocid":"a"}\n{"ocid":"5"}\n{"ocid":"c"}'


def test_no_releases_are_no_rows():
    assert laid(together([], {})).values["ocid"].to_list() == []


@pytest.mark.parametrize("name", LEFT)
def test_what_does_not_fit_is_left_to_the_nested_columns(name):
    assert not agree(LEFT[name])
    assert not agree(LINES["null items"], LEFT[name])


def test_any_value_anywhere_is_laid_the_same_or_left():
    chance, taken = random.Random(5), 0
    for release in RELEASES[:40]:
        for place in chance.sample(list(places(release)), 30):
            changed = with_value(release, place, chance.choice(VALUES))
            line = orjson.dumps(changed)
            try:
                nested(line)
            except MisfitError:
                assert laid(together([line], {})) is None
                continue
            if lenient_release(changed)[1] == []:
                assert agree(line)
                taken += 1
    assert taken > 300


def test_more_than_there_is_room_for_is_left():
    line = orjson.dumps({"ocid": "x", "awards": [{}] * 5000})
    assert not agree(line)
    assert agree(line + b" " * 32 * len(line))


def test_deep_values_are_skipped_and_not_counted():
    assert agree(b'{"deep":' + b"[" * 900 + b"]" * 900 + b',"ocid":"x"}')


def test_the_nested_columns_stand_in(monkeypatch):
    twice, lines = together([LEFT["a key twice"]], {}), together([LINES["nulls"]], {})
    assert Levels(twice, quickly=True).releases.values["awards"].to_list() == [1]
    monkeypatch.setattr(laid_level, "_LONGEST", 3)
    assert laid(lines) is None
    assert isinstance(Levels(lines, quickly=True).places(""), pl.DataFrame)
