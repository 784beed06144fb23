"""The dirt of published data: each file spoils one thing and says in its name what."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from sample_data.case import Case
from sample_data.lines import lines
from sample_data.package import release_package
from sample_data.plan import OCID_PREFIX, Json

COUNT = 14
TROUBLED = True
_MAP = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Quillay"}}]}
# A process of which no document can be read.
_LOST = f"{OCID_PREFIX}0009001"


def ship(folder: Path, cases: Sequence[Case]) -> None:
    """Write it: seven documents that cannot be read, and others that can, with issues."""
    fullest = sorted(cases, key=lambda case: (-len(case.releases), case.ocid))
    _unmergeable(folder, fullest[:3])
    _wrong_types(folder, fullest[3:7])
    _duplicates(folder, fullest[7:10])
    _byte_order_mark(folder, fullest[10:12])
    _refused(folder, fullest[12:14])


def _copy(release: Json) -> Any:
    return orjson.loads(orjson.dumps(release))


def _unmergeable(folder: Path, cases: Sequence[Case]) -> None:
    """Releases that cannot be merged: awards as an object after a list, no date, ids that are objects."""
    first, second, third = ([_copy(release) for release in case.releases] for case in cases)
    first[-1]["awards"] = {"id": "1", "status": "active"}
    del second[0]["date"]
    for release in third:
        release["tender"] = {"id": "t", "items": [{"id": {"scheme": "local", "id": "1"}}]}
    (folder / "unmergeable.jsonl").write_bytes(lines(first + second + third))


def _wrong_types(folder: Path, cases: Sequence[Case]) -> None:
    """Compiled releases with awards as an object, `tag` and `roles` as text, and nothing where something was meant."""
    made = [_copy(case.compiled) for case in cases]
    made[0]["awards"] = {"id": "1", "status": "active"}
    made[1]["tag"] = "compiled"
    made[2]["parties"][0]["roles"] = "buyer"
    made[3]["tender"].update(description="", documents=[])
    (folder / "wrong-types.jsonl").write_bytes(lines(made))


def _duplicates(folder: Path, cases: Sequence[Case]) -> None:
    """One release in two files; one ocid with two compiled releases that differ; one key twice in an object."""
    same, different, key_twice = (case.compiled for case in cases)
    corrected = _copy(different)
    corrected["tender"]["title"] += " (versión corregida)"
    (folder / "duplicate-1.jsonl").write_bytes(lines([same, different]))
    (folder / "duplicate-2.jsonl").write_bytes(lines([same, corrected]))
    twice = lines([key_twice]).replace(b'"tag":["compiled"]', b'"tag":["compiled"],"language":"xx"')
    (folder / "key-twice.jsonl").write_bytes(twice)


def _byte_order_mark(folder: Path, cases: Sequence[Case]) -> None:
    releases = [release for case in cases for release in case.releases]
    package = release_package(releases, "byte-order-mark.json")
    (folder / "byte-order-mark.json").write_bytes(b"\xef\xbb\xbf" + orjson.dumps(package))


def _refused(folder: Path, cases: Sequence[Case]) -> None:
    """Write an empty file, foreign JSON twice, NaN between good lines, Latin-1, no ocid, a line cut off."""
    (folder / "empty.json").write_bytes(b"")
    (folder / "foreign.json").write_bytes(orjson.dumps(_MAP))
    (folder / "no-data.json").write_bytes(b'"No data available"')
    first, second = (case.compiled for case in cases)
    lost = {**_copy(first), "ocid": _LOST}
    nan = lines([lost]).replace(b'"initiationType":"tender"', b'"initiationType":"tender","score":NaN')
    (folder / "nan.jsonl").write_bytes(lines([first]) + nan + lines([second]))
    lost["tender"]["title"] = "Adquisición de señales para caminos de montaña"
    (folder / "latin-1.json").write_bytes(orjson.dumps(lost).decode().encode("latin-1"))
    del lost["ocid"]
    (folder / "no-ocid.jsonl").write_bytes(lines([lost]))
    (folder / "cut-off.jsonl").write_bytes(lines([first])[:700] + b"\n")
