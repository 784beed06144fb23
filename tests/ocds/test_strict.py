"""Strict parsing: each departure from RFC 8259 has a name, and a key that stands twice is always told."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocds.pointers import escape
from ocds.reading.strict import Refusal, compact, duplicate_keys, parse

KEYS = st.sampled_from(["a", "b", "a b", "a:", 'q":', "ñ", "a/b", "~", ""])
SPACE = st.sampled_from(["", "", " ", "\n", "\t ", "  "])
WORDS = st.sampled_from(['x":', '" :', "a:b", "", "\\", "ñ:", "::"])


@st.composite
def member(draw, values):
    """One member of an object as text: keys and colons may be written in several ways."""
    key = json.dumps(draw(KEYS), ensure_ascii=draw(st.booleans()))
    if draw(st.booleans()):
        key = key.replace(":", "\\u003A")
    return f"{draw(SPACE)}{key}{draw(SPACE)}:{draw(SPACE)}{draw(values)}{draw(SPACE)}"


def containers(values):
    arrays = st.lists(values, max_size=3).map(lambda found: f"[{','.join(found)}]")
    objects = st.lists(member(values), max_size=4).map(lambda found: "{" + ",".join(found) + "}")
    return arrays | objects


SCALARS = st.sampled_from(["1", "-0.5", "true", "null"]) | WORDS.map(json.dumps)
TEXTS = st.recursive(SCALARS, containers, max_leaves=12)


def repeated(value, pointer=""):
    """The plain way: every object as its list of members."""
    if isinstance(value, tuple):
        keys = [key for key, _ in value]
        yield from ((pointer, key) for number, key in enumerate(keys) if key in keys[:number])
        for key, below in value:
            yield from repeated(below, f"{pointer}/{escape(key)}")
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from repeated(below, f"{pointer}/{number}")


@settings(deadline=None, max_examples=600)
@given(TEXTS)
def test_every_key_that_stands_twice_is_found(text):
    raw = text.encode()
    expected = sorted(repeated(json.loads(raw, object_pairs_hook=tuple)))

    assert sorted(duplicate_keys(raw, compact(parse(raw)))) == expected


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":2,"b" :3}',
        '{"a":1,"a":"\\u0022:"}',
        '{"a" :1,"a" :"x\\":"}',
        '{"a":1,"a"\n:2}',
        '{"a":"\\u003a","a":2}',
        '{"a":1,"\\u0061":2}',
    ],
)
def test_writings_that_hide_a_key_that_stands_twice(text):
    assert duplicate_keys(text.encode(), compact(parse(text.encode()))) == [("", "a")]


REASONS = {
    b'{"a": NaN}': "not_finite",
    b'[1, -Infinity]': "not_finite",
    b'{"a": "\xf1"}': "encoding",
    b"[" * 2000 + b"]" * 2000: "too_deep",
    b"[" * 200_000: "too_deep",
    b'{"a": 1,}': "not_json",
    b"{'a': 1}": "not_json",
    b'{"a": 01}': "not_json",
    b'{"a": "\\ud800"}': "not_json",
    b'[1e400]': "not_finite",
    '{"a": 1}'.encode("utf-16-le"): "not_json",
    b'{"a": "\x01"}': "not_json",
    b'{"a": 1} x': "not_json",
    b"": "not_json",
    b"\xff\xfe{\x00": "encoding",
}  # fmt: skip


@pytest.mark.parametrize("raw", REASONS, ids=lambda raw: repr(raw[:20]))
def test_each_departure_has_its_name_and_says_where(raw):
    found = parse(raw)

    assert isinstance(found, Refusal)
    assert found.reason == REASONS[raw]
    assert found.detail


@given(st.binary(max_size=60))
def test_no_bytes_raise(raw):
    try:
        expected = json.loads(raw.decode(), parse_constant=lambda name: [][name])
    except (ValueError, TypeError, RecursionError):
        assert isinstance(parse(raw), Refusal)
    else:
        assert parse(raw) == expected
