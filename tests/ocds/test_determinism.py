"""The same input gives the same bytes: on a second run, and whatever the number of workers."""

import hashlib
import json

import polars as pl
import pytest

from ocds.pipeline.workers import Workers
from ocds.reading import parts, pieces
from sample_data.generator import compiled_releases, releases
from veeduria import judging
from veeduria.run import Options, run


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Releases, compiled releases, doubles, dirt and a record package, in several files of several pieces each."""
    folder = tmp_path_factory.mktemp("source")
    lines(folder / "releases.jsonl", releases(60, 5))
    lines(folder / "compiled.jsonl", compiled_releases(120, 5, 40))
    records = [{"ocid": one["ocid"], "compiledRelease": one} for one in compiled_releases(20, 5, 300)]
    (folder / "records.json").write_text(json.dumps({"version": "1.1", "records": records}), encoding="utf-8")
    (folder / "dirt.json").write_bytes(b'{"ocid": NaN}')
    (folder / "empty.json").touch()
    return folder


def lines(path, found):
    path.write_text("".join(f"{json.dumps(one)}\n" for one in found), encoding="utf-8")


@pytest.fixture
def small_parts(monkeypatch):
    """Many small parts, as large data would have."""
    monkeypatch.setattr(pieces, "PIECE", 60_000)
    monkeypatch.setattr(parts, "PIECE", 60_000)


def digests(source, workspace, workers):
    with Workers(workers) as pool:
        snapshot, _ = run([str(source)], Options(workspace), pool)
    files = sorted(path for path in snapshot.path.rglob("*") if path.is_file() and path.name != "manifest.json")
    found = {str(path.relative_to(snapshot.path)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    manifest = json.loads((snapshot.path / "manifest.json").read_text("utf-8"))
    manifest.pop("created")
    return found | {"manifest": manifest}


@pytest.mark.usefixtures("small_parts")
def test_the_same_bytes_with_one_worker_and_two_and_on_a_second_run(source, tmp_path, monkeypatch):
    monkeypatch.setattr(judging, "BATCH", 4)
    one = digests(source, tmp_path / "one", 1)

    assert len([name for name in one if name.startswith("tables/process/")]) > 10
    assert {"results/process.parquet", "results/evidence.parquet"} <= one.keys()
    assert digests(source, tmp_path / "one", 1) == one
    assert digests(source, tmp_path / "two", 2) == one
    monkeypatch.setattr(judging, "ALONE", 1000)
    assert digests(source, tmp_path / "judged by one of two", 2) == one


@pytest.mark.usefixtures("small_parts")
def test_the_parts_change_nothing_in_what_the_tables_say(source, tmp_path, monkeypatch):
    """Cut into few parts or many, the same rows in the same order, but for their keys."""
    many, _ = run([str(source)], Options(tmp_path / "many"), Workers(1))
    monkeypatch.setattr(pieces, "PIECE", 50_000_000)
    monkeypatch.setattr(parts, "PIECE", 50_000_000)
    few, _ = run([str(source)], Options(tmp_path / "few"), Workers(1))

    assert many.manifest.counts == few.manifest.counts
    for table in ("bid", "award_supplier", "party", "item"):
        one, other = (snapshot.scan(table).drop("process").sort(pl.all()).collect() for snapshot in (many, few))
        assert one.equals(other), table
    assert many.results().sort("ocid").collect().equals(few.results().sort("ocid").collect())
