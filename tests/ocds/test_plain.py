"""The quick look at a document says no more than the closer look: what it takes is sound, compiled and of OCDS 1.1."""

import json

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocds.pipeline.plain import plain_release
from ocds.reading.kinds import COMPILED, kind_of
from ocds.reading.pieces import Package
from ocds.reading.strict import Refusal, parse
from ocds.validation.gate import version_of
from sample_data.generator import compiled_releases

SOUND = orjson.loads(orjson.dumps(next(iter(compiled_releases(1, 3)))))
RAW = orjson.dumps(SOUND)
VALUES = st.sampled_from(
    [None, True, 0, 1.5, "", "12", "ocds-213czf-1", [], ["compiled"], [None], {}, [{}], {"id": 1}]
)
KEYS = ["ocid", "id", "date", "tag", "parties", "compiledRelease", "releases", "versionedRelease", "tender", "awards"]


def test_a_compiled_release_needs_no_closer_look():
    found = plain_release(RAW)

    assert (found.ocid, found.id, found.date) == (SOUND["ocid"], SOUND["id"], SOUND["date"])


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=3), st.sets(st.sampled_from(KEYS), max_size=2))
def test_what_needs_no_closer_look_would_pass_it(changes, left_out):
    release = {key: value for key, value in (SOUND | changes).items() if key not in left_out}
    found = plain_release(orjson.dumps(release))

    if found is not None:
        assert kind_of(release) == COMPILED
        assert version_of(release, Package()) == "1.1"
        assert [found.ocid, found.id, found.date] == [release.get(key) for key in ("ocid", "id", "date")]


UNSOUND = {
    "cut short": RAW[:-1],
    "a comma too many": RAW[:-1] + b",}",
    "not a number": RAW[:-1] + b',"x":NaN}',
    "a number with a zero before it": RAW[:-1] + b',"x":01}',
    "two texts": RAW + RAW,
    "half a character": RAW[:-1] + b',"x":"\xff"}',
    "a sign of control": RAW[:-1] + b',"x":"\x01"}',
    "a number as text": json.dumps(SOUND | {"tender": {"value": {"amount": "12"}}}).encode(),
    "half a tenderer": json.dumps(SOUND | {"tender": {"numberOfTenderers": 1.5}}).encode(),
    "an array": b"[" + RAW + b"]",
    "nothing": b"",
    "too deep": RAW[:-1] + b',"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
}


@pytest.mark.parametrize("fault", UNSOUND)
def test_what_is_not_sound_needs_a_closer_look(fault):
    assert plain_release(UNSOUND[fault]) is None
    assert fault in {"a number as text", "half a tenderer", "an array"} or isinstance(parse(UNSOUND[fault]), Refusal)
