"""The quick verdict never takes a document with which anything is wrong, and takes nearly all the others."""

import json
import os
import random
import shutil
import subprocess
import sys
from itertools import accumulate
from pathlib import Path

import pytest

from ocds.extending.schema import Extended
from ocds.faultless import quick as asked
from ocds.faultless.quick import prepared, quick
from ocds.faultless.tables import tables
from ocds.faultless.walk import walked
from ocds.reading.kinds import COMPILED, RELEASE, kind_of
from ocds.reading.pieces import Package
from ocds.reading.strict import Refusal
from ocds.standard.extensions import extensions
from ocds.validation import strictness
from ocds.validation.document import document_of, findings, validators
from ocds.validation.gate import validator, version_of
from ocds.validation.options import PLAIN
from ocds.validation.stream import Validation
from sample_data.generator import compiled_releases, releases

ALL = Extended("1.1", tuple(sorted(extensions())))
SINGLE = [json.loads(json.dumps(one)) for one in releases(40, 4)]
SAMPLE = [json.loads(json.dumps(one)) for one in compiled_releases(60, 5)]


@pytest.fixture(scope="module")
def on_many():
    return quick(Package(), PLAIN._replace(quickly=True))


@pytest.fixture(scope="module")
def verdict(on_many):
    """The quick verdict on one release."""
    return lambda raw: next(on_many.said(raw, [(0, len(raw))]))


def is_faultless(raw):
    document = document_of(raw)
    return (
        not isinstance(document, Refusal)
        and kind_of(document.value) in {RELEASE, COMPILED}
        and version_of(document.value, Package()) == "1.1"
        and findings(document, validators(RELEASE, ALL)) == []
    )


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


SOUND = [one for one in SAMPLE if is_faultless(compact(one))]


def test_nearly_all_faultless_releases_are_taken(verdict):
    assert len(SOUND) > 50
    assert sum(verdict(compact(one)) is not None for one in SOUND) >= 0.97 * len(SOUND)


@pytest.mark.parametrize("written", [{"indent": 2}, {"ensure_ascii": True}, {"separators": (" ,\t", "\r\n:  ")}])
def test_however_they_are_written(verdict, written):
    taken = [one for one in SOUND if verdict(compact(one))]

    assert all(verdict(json.dumps(one, **written).encode()) for one in taken)
    assert all(verdict(b" \n" + compact(one) + b"\n ") for one in taken)


def test_what_a_release_says_of_itself(verdict, on_many):
    taken = [one for one in [*SOUND, *SINGLE] if verdict(compact(one))]

    assert len(taken) > 60
    for one in taken:
        raw = compact(one)
        assert verdict(raw) == (kind_of(one), one["ocid"], one["id"], one["date"])
        assert json.loads(next(on_many.told(raw, [(0, len(raw))])).buyer) == one.get("buyer", {}).get("name")
        assert verdict(json.dumps(one).encode()) == verdict(compact(one))


def test_both_kinds_of_releases_are_taken(verdict):
    taken = [verdict(compact(one)) for one in [*SOUND, *SINGLE]]

    assert {said.kind for said in taken if said} == {RELEASE, COMPILED}


PIECES = [
    *(b"{}", b"[]", b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\\\\", b"\\n", b"\\x", b"\\u", b"\\ud800"),
    *(b"\\u00c3", b"\\u00e9", b"\\u0000", b"\\u0020", b"null"),
    *(b"true", b"false", b"nul", b"0", b"00", b"1", b"-", b"-0"),
    *(b".", b"1.", b".5", b"1e5", b"1E+5", b"NaN", b"1" * 16, b" ", b"\n", b"\t", b"\x00", b"\x01", b"\x1f", b"\x7f"),
    *(b"\xff", b"\x80", b"\xc3", b"\xc3\x83", b"\xc3\xa2", b"\xc3\xb1", b"\xc0\x80", b"\xc2\xa0", b"\xc2\x85"),
    *(b"\xe2\x80\x83", b"\xe2\x82\xac", b"\xe0\x80\x80"),
    *(b"\xed\xa0\x80", b"\xef\xbf\xbd", b"\xef\xbb\xbf", b"\xe3\x80\x80"),
    *(b"\xf0\x9f\x8f\xab", b"\xf4\x90\x80\x80", b"&", b"& ", b"&amp;", b"<", b"<p>", b"id", b'"id":"1",', b'"x":1,'),
]  # fmt: skip


def test_bytes_changed_at_random(verdict):
    """A part is replaced, left out or doubled, of which some releases stay faultless."""
    chance, taken, refused = random.Random(7), 0, 0
    for number in range(20_000):
        raw = compact(SOUND[number % len(SOUND)])
        start = chance.randrange(len(raw))
        end = min(start + chance.choice([0, 0, 1, 1, 2, 5, 40]), len(raw))
        changed = raw[:start] + chance.choice([*PIECES, b"", raw[start:end] * 2]) + raw[end:]
        if verdict(changed):
            assert is_faultless(changed), changed[max(start - 40, 0) : end + 40]
            taken += 1
        else:
            refused += 1
    assert taken > 2000
    assert refused > 10_000


@pytest.mark.parametrize("between", [b"", b"\n", b" ", b",", b"\x00", b'"'])
def test_many_at_once_as_one_by_one(verdict, on_many, between):
    """Cut short or not, a release says nothing of those that follow it."""
    chance, found = random.Random(11), []
    for one in SOUND * 3:
        raw = compact(one)
        found += [raw, raw[: chance.choice([1, 40, len(raw) // 2, len(raw) - 1])], raw[:-1] + b"]", raw + b" "]
    starts = [0, *accumulate(len(raw) + len(between) for raw in found)]
    extents = [(start, start + len(raw)) for start, raw in zip(starts, found, strict=False)]

    told = [one and one.ocid for one in on_many.told(between.join(found), extents)]

    alone = [verdict(raw) for raw in found]
    assert told == [said and f'"{said.ocid}"'.encode() for said in alone]
    assert 0 < sum(map(bool, told)) < len(found)


def test_blank_lines_hold_no_release(on_many):
    assert list(on_many.told(b"\n" * 99, [])) == []


TEXTS = [
    *("", " ", "x", " x", "x ", "\u00a0x", "\u3000"),
    *("\u1680x", "Ñandú", "á", "ÃO", "SÃO JOÃO", "Ã³", "â", "&", "A & B"),
    *("A &B", "<b>", "a<b", "1", "open", "active", "PEN", "es"),
    *("compiled", "ocds-213czf-1", "ocds-213czf", "ocds-213CZF-1"),
    *("ocds-213cz-1", "OCDS-213czf-1", "ocds-213czf- ", "ocds-213czf-ñ"),
    *("2024-02-29T00:00:00Z", "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2000-02-29T00:00:00Z"),
    *("2024-04-31T00:00:00Z", "2024-00-01T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-00T00:00:00Z"),
    *("2024-01-01T24:00:00Z", "2024-01-01T23:60:00Z", "2024-12-31T23:59:60Z", "2024-01-01T00:00:00", "2024-01-01"),
    *("2024-01-01T00:00:00z", "2024-01-01t00:00:00Z", "2024-01-01 00:00:00Z", "2024-01-01T00:00:00.5Z"),
    *("2024-01-01T00:00:00.Z", "2024-01-01T00:00:00.123456789-05:00", "2024-01-01T00:00:00.1234567890123Z"),
    *("2024-01-01T00:00:00+05:60", "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00-0500", "2024-01-01T00:00:00ZZ"),
    *("1970-01-01T00:00:00Z", "9999-12-31T00:00:00Z", "0001-01-01T00:00:00Z", "1899-12-30T00:00:00Z"),
    *("1971-01-01T00:00:00Z", "12024-01-01T00:00:00Z", "2024-1-1T00:00:00Z", "2O24-01-01T00:00:00Z"),
    *("http://a", "https://a.b/c?d=e&f=g", "https://"),
    *("http:/a", "http//a", "HTTP://a.b", "https://a b", "https://a.b/ñ"),
    *("https://a.b/%20", "https://a.b/%2", "https://a.b:80/"),
    *("https://a:x/", "https://[::1]/", "https://a.b#c#d", "//a.b"),
    *("https://a.b/c|d", "https://a..b/", "https://-a/"),
    *("https://a_b/", "ftp://a.b", "mailto:a@b.pe", "urn:a:b", "a.b"),
    *("compras@gob.pe", "a@b", "@b.pe", "a@", "a@@b.pe", "a.@b.pe", ".a@b.pe", "a..b@c.pe", "a@-b.pe", "a@b-.pe"),
    *("a@b..pe", "a@b.pe.", "a b@c.pe", "a_b@c.pe", "a@b_c.pe", "a-@b.pe", "ñ@b.pe", "a@ñ.pe", "x" * 64 + "@b.pe"),
    *("x" * 65 + "@b.pe", "a@" + "b" * 63 + ".pe"),
    *("a@" + "b" * 64 + ".pe", "a@" + "b." * 126 + "pe", "a@b.p", "a@1.2"),
]  # fmt: skip
OTHERS = [None, True, 0, 1, -1, 0.5, 1.0, 1.5, 1e300, 123456789012345, 1234567890123456, [], {}, [""], ["x"], [{}]]


def places(value, path=()):
    """The places of values, one for each way of keys."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield from places(member, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from places(item, (*path, number))
    yield path


def changed(release, path, value):
    if not path:
        return value
    here = release.copy()
    here[path[0]] = changed(release[path[0]], path[1:], value)
    return here


def test_each_value_in_turn_is_another(verdict):
    """At every place where generated releases have values; what is taken is faultless."""
    found = {}
    for release in SOUND:
        for path in places(release):
            found.setdefault(tuple(key for key in path if isinstance(key, str)), (release, path))
    assert len(found) > 150
    taken = 0
    for release, path in found.values():
        for value in [*TEXTS, *OTHERS]:
            raw = compact(changed(release, path, value))
            if verdict(raw):
                assert is_faultless(raw), (path, value)
                taken += 1
    assert taken > 1000


FAULTS = {
    "a member that stands twice": (b'"language":"es"', b'"language":"es","language":"es"'),
    "a field that nobody knows": (b'"language":"es"', b'"language":"es","lengua":"es"'),
    "a translation, which is left to a closer look": (b'"language":"es"', b'"language":"es","title_en":"x"'),
    "a code that is not listed": (b'"initiationType":"tender"', b'"initiationType":"licitacion"'),
    "a code twice": (b'"nationalities":["', b'"nationalities":["AQ","AQ","'),
    "no id": (b'"id":"0-1",', b""),
    "a comma before the end": (b'"tag":["compiled"]', b'"tag":["compiled",]'),
    "an amount without its currency": (b',"currency":"XTS"', b""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_left_to_a_closer_look(verdict, fault):
    before, after = FAULTS[fault]
    raw = next(raw for one in SOUND if before in (raw := compact(one)) and verdict(raw))

    assert verdict(raw.replace(before, after, 1)) is None


def test_ids_that_come_twice(verdict):
    one = next(one for one in SOUND if len(one["tender"].get("items", [])) > 1 and verdict(compact(one)))
    first, second, *rest = one["tender"]["items"]
    again = one["tender"] | {"items": [first, second | {"id": first["id"]}, *rest]}

    assert verdict(compact(one | {"tender": again})) is None


def test_more_items_than_are_compared_are_left_to_a_closer_look(verdict):
    one = next(one for one in SOUND if one["tender"].get("items") and verdict(compact(one)))
    item = one["tender"]["items"][0]

    def with_items(count):
        return compact(one | {"tender": one["tender"] | {"items": [item | {"id": str(n)} for n in range(count)]}})

    assert verdict(with_items(300))
    assert verdict(with_items(100_000)) is None
    assert verdict(b'{"tender":' * 100_000) is None


TEXT = {"type": ["string"], "pattern": strictness.TEXT}
NUMBER = {"type": ["number"]}
ONE_OF = {"type": ["string"], "enum": ["a", "b", None]}
STATED = {
    "a text": (TEXT, True),
    "a text of some length": (TEXT | {"maxLength": 2}, False),
    "a longer text": (TEXT | {"minLength": 2}, False),
    "a text of another form": (TEXT | {"format": "hostname"}, False),
    "a text that is not another": (TEXT | {"not": {"enum": ["x"]}}, False),
    "a code": (ONE_OF, True),
    "a code or an object": (ONE_OF | {"type": ["string", "object"], "additionalProperties": False}, False),
    "a number": (NUMBER, True),
    "a number within bounds": (NUMBER | {"minimum": 0, "maximum": 1}, True),
    "a number above a bound": (NUMBER | {"minimum": 0, "exclusiveMinimum": True}, True),
    "a number below a bound": (NUMBER | {"maximum": 1, "exclusiveMaximum": True}, False),
    "a whole number within bounds": ({"type": ["integer"], "minimum": 1, "maximum": 3}, True),
    "numbers in steps": (NUMBER | {"multipleOf": 2}, False),
    "yes or no": ({"type": ["boolean"]}, True),
    "anything": ({}, False),
    "codes": ({"type": ["array"], "items": ONE_OF, "minItems": 1}, True),
    "different codes": ({"type": ["array"], "items": ONE_OF, "minItems": 1, "uniqueItems": True}, True),
    "different texts": ({"type": ["array"], "items": TEXT, "minItems": 1, "uniqueItems": True}, True),
    "two codes": ({"type": ["array"], "items": ONE_OF, "minItems": 2}, False),
    "both of two": ({"allOf": [NUMBER | {"minimum": 0}, NUMBER | {"minimum": 1}]}, False),
    "an object": ({"type": ["object"], "additionalProperties": False, "properties": {"x": NUMBER}}, True),
    "an open object": ({"type": ["object"], "properties": {"x": NUMBER}}, False),
    "an object that must have something": (
        {
            "type": ["object"],
            "additionalProperties": False,
            "properties": {"x": NUMBER, "y": NUMBER},
            "required": ["y"],
        },
        True,
    ),
    "an object that must have what it may not": (
        {"type": ["object"], "additionalProperties": False, "properties": {"x": NUMBER}, "required": ["z"]},
        False,
    ),
    "an object with dependencies": (
        {
            "type": ["object"],
            "additionalProperties": False,
            "properties": {"x": NUMBER, "y": NUMBER},
            "dependencies": {"x": ["y"], "y": ["x"]},
        },
        False,
    ),
}
GIVEN = [
    *("a", "b", "x", "xyz", "", 0, 1, 1.0, 2, 3, 4, 0.5, -0.5, 1.5, True, False, None, [], {}, ["a"], ["a", "b"]),
    *(["a", "a"], ["x", "x"], ["x", "y"], {"x": 1}, {"y": 1}, {"x": 1, "y": 1}, {"z": 1}, {"a": 1}),
]


@pytest.mark.parametrize("case", STATED)
def test_what_the_tables_cannot_say_does_not_pass(case):
    stated, sayable = STATED[case]
    schema = {"type": ["object"], "additionalProperties": False, "properties": {"it": stated}, "definitions": {}}
    rules = tables(schema)
    passing = [value for value in GIVEN if any(walked(raw := compact({"it": value}), [(0, len(raw))], rules)[0])]

    assert all(validator(schema).is_valid({"it": value}) for value in passing)
    assert bool(passing) == sayable


def test_prefixes_that_are_not_registered():
    raw = compact(SOUND[0])
    for prefix, is_taken in ((SOUND[0]["ocid"][:11], True), ("ocds-000000", False)):
        asked_of = quick(Package(), PLAIN._replace(quickly=True, prefixes=frozenset({prefix})))
        assert [one is not None for one in asked_of.said(raw, [(0, len(raw))])] == [is_taken]


@pytest.mark.parametrize(
    ("package", "version"), [(Package(version="1.0"), None), (Package(publisher="x"), None), (Package(), "1.0")]
)
def test_releases_of_1_0_get_no_quick_verdict(package, version):
    assert quick(package, PLAIN._replace(quickly=True, version=version)) is None


def test_only_for_much_data_and_where_numba_is(monkeypatch):
    assert prepared(PLAIN, 10**9).quickly
    assert not prepared(PLAIN, 10**6).quickly
    monkeypatch.setattr(asked, "find_spec", lambda _: None)
    assert not prepared(PLAIN, 10**9).quickly


WITHOUT = """
from ocds.faultless.quick import quick
from ocds.reading.pieces import Package
from ocds.tables.levels import Levels
from ocds.tables.lines import together
from ocds.validation.options import PLAIN
print(quick(Package(), PLAIN._replace(quickly=True)), Levels(together([b"{}"], {}), quickly=True).places("").height)
"""


@pytest.mark.parametrize("why", ["nowhere to keep", "does not work"])
def test_machine_code_that_cannot_be_kept_or_loaded_is_done_without(tmp_path, why):
    """Kept neither beside the sources, where files stand in the way, nor in the home of the user, who has none."""
    rooms = Path(asked.__file__).parents[1]
    shutil.copytree(rooms, tmp_path / "ocds", ignore=shutil.ignore_patterns("__pycache__"))
    for room in ("faultless", "tables/laid"):
        (tmp_path / "ocds" / room / "__pycache__").touch()
    if why == "does not work":
        (tmp_path / "numba.py").write_text("raise ImportError('another NumPy is needed')", encoding="utf-8")
    homeless = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"), os.devnull)
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT], cwd=tmp_path, env=os.environ | homeless | {"PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert told.stdout == "None 1\n"


@pytest.fixture
def mixed(tmp_path):
    """Sound and faulty releases, some of them twice: as lines, and as a package."""
    compiled = [compact(json.loads(json.dumps(one))) for one in compiled_releases(80, 9)]
    single = [compact(json.loads(json.dumps(one))) for one in releases(30, 9)]
    (tmp_path / "lines.jsonl").write_bytes(b"\n".join([*compiled, *compiled[:5], b'{"ocid":', *single]) + b"\n")
    head = b'{"uri":"https://a.example/1","version":"1.1","publishedDate":"2024-01-01T00:00:00Z","releases":['
    (tmp_path / "package.json").write_bytes(head + b",".join(compiled[:40]) + b"]}")
    return tmp_path


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_issues_with_and_without_it(mixed, monkeypatch, workers):
    def told():
        validation = Validation([str(mixed)], workers=workers)
        return list(validation), validation.documents

    without = told()
    monkeypatch.setattr(asked, "_ENOUGH", 0)
    assert told() == without
    assert without[0]


def test_the_same_tables_with_and_without_it(mixed, built, tmp_path, monkeypatch):
    def tables():
        found = built({}, sources=[str(mixed / "lines.jsonl"), str(mixed / "package.json")])
        files = sorted(path for path in found.folder.rglob("*") if path.is_file())
        content = {str(path.relative_to(found.folder)): path.read_bytes() for path in files}
        for path in files:
            path.unlink()
        return content

    without = tables()
    monkeypatch.setattr(asked, "_ENOUGH", 0)
    assert tables() == without
    assert without
