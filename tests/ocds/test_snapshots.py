"""Snapshots are published whole or not at all, and a run that is killed leaves the last one served."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ocds.exceptions import BadSnapshotError, NoSnapshotError, WorkspaceBusyError
from ocds.snapshots import KEPT, Manifest, building, current, publish, tables

ROOT = Path(__file__).parents[2]
EMPTY = Manifest("", "", "", "", {}, {}, [], [])
RELEASES = [
    {
        "ocid": f"ocds-213czf-{number}",
        "id": "1",
        "date": "2024-01-01T00:00:00Z",
        "tag": ["tender"],
        "tender": {"id": "1"},
    }
    for number in range(5)
]


def publish_empty(workspace, title=""):
    with building(workspace) as staging:
        return publish(staging, Manifest(title, "", "", "", {}, {}, [], []))


def test_without_a_run_there_is_no_snapshot(tmp_path):
    with pytest.raises(NoSnapshotError, match="veeduria run"):
        current(tmp_path)


def test_readers_see_the_newest_and_keep_what_they_hold(tmp_path):
    first = publish_empty(tmp_path, "first")
    held = current(tmp_path)
    second = publish_empty(tmp_path, "second")

    assert current(tmp_path).path == second.path != first.path
    assert (held.manifest.title, current(tmp_path).manifest.title) == ("first", "second")
    assert held.path.is_dir()


def test_only_the_last_few_are_kept(tmp_path):
    published = [publish_empty(tmp_path, str(number)).path.name for number in range(KEPT + 3)]

    assert sorted(path.name for path in (tmp_path / "snapshots").iterdir()) == published[-KEPT:]
    assert current(tmp_path).path.name == published[-1]


def test_a_run_that_fails_leaves_nothing(tmp_path):
    publish_empty(tmp_path, "good")
    with pytest.raises(FileExistsError), building(tmp_path) as staging:
        (staging / "tables").mkdir()

    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == ["000001"]
    assert current(tmp_path).manifest.title == "good"


def test_two_runs_in_one_workspace_are_refused(tmp_path):
    with building(tmp_path) as staging, pytest.raises(WorkspaceBusyError), building(tmp_path):
        pass
    assert not staging.exists()
    assert publish_empty(tmp_path).path.is_dir()


@pytest.mark.parametrize("damage", ["gone", "cut short", "another shape"])
def test_a_snapshot_that_is_not_whole_is_named(tmp_path, damage):
    manifest = publish_empty(tmp_path).path / "manifest.json"
    if damage == "gone":
        manifest.unlink()
    else:
        manifest.write_text("{" if damage == "cut short" else "{}", encoding="utf-8")

    with pytest.raises(BadSnapshotError, match="Run `veeduria run SOURCE` again"):
        current(tmp_path)


def test_the_pointer_leads_nowhere_else(tmp_path):
    publish_empty(tmp_path)
    (tmp_path / "current").write_text("../../elsewhere\n", encoding="utf-8")

    with pytest.raises(BadSnapshotError) as caught:
        current(tmp_path)
    assert caught.value.path.parent == tmp_path / "snapshots"


def test_every_table_has_its_columns_with_rows_and_without(tmp_path, quillay_snapshot):
    empty = publish_empty(tmp_path)
    for table, columns in tables().items():
        assert empty.scan(table).collect_schema() == columns, table
        assert quillay_snapshot.scan(table).collect_schema() == columns, table
        assert empty.scan(table).collect().is_empty()


def test_the_compiled_release_of_every_process_can_be_read(quillay_snapshot):
    processes = quillay_snapshot.scan("process").select("ocid", "release_id", "title").collect()
    for ocid, release_id, title in processes.sample(60, seed=1).iter_rows():
        release = json.loads(quillay_snapshot.compiled(ocid))
        assert (release["ocid"], release.get("id")) == (ocid, release_id)
        assert title is None or release["tender"]["title"] == title
    assert quillay_snapshot.compiled("no such process") is None


def test_rows_know_their_place_in_the_compiled_release(quillay_snapshot):
    awards = quillay_snapshot.scan("award_supplier").select("ocid", "award", "supplier", "id", "award_id").collect()
    for ocid, award, supplier, identifier, award_id in awards.sample(60, seed=1).iter_rows():
        found = json.loads(quillay_snapshot.compiled(ocid))["awards"][award]
        assert (found["suppliers"][supplier]["id"], found["id"]) == (identifier, award_id)


KILLED = """
import os, signal, sys
from pathlib import Path
from ocds import snapshots
from ocds.pipeline.workers import Workers
from veeduria import run

point, source, workspace, workers = sys.argv[1:]

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def progress(step, done, total):
    if step == point:
        die()

if __name__ == "__main__":
    if point == "before the pointer":
        snapshots.Path.replace = die
    if point == "before the rename":
        snapshots.Path.rename = die
    with Workers(int(workers)) as pool:
        run.run([source], run.Options(Path(workspace)), pool, progress)
"""


def killed_run(point, folder, workers=1):
    script = folder / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    arguments = [sys.executable, str(script), point, str(folder / "releases.jsonl"), str(folder / "workspace")]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with (folder / "killed.log").open("wb") as log:
        command = [*arguments, str(workers)]
        done = subprocess.run(command, env=environment, check=False, stdout=log, stderr=log, timeout=60)
    assert done.returncode == -signal.SIGKILL, (folder / "killed.log").read_text()


POINTS = ["read", "compile", "screen", "flag", "publish", "before the rename", "before the pointer"]


@pytest.mark.parametrize("point", POINTS)
def test_a_run_killed_at_any_moment_leaves_the_last_snapshot_served(point, tmp_path, run_on_releases):
    good = run_on_releases(RELEASES, tmp_path)
    before = good.results().collect()

    killed_run(point, tmp_path)

    served = current(tmp_path / "workspace")
    assert served.path == good.path
    assert served.results().collect().equals(before)
    again = run_on_releases(RELEASES[:2], tmp_path)
    assert again.manifest.counts["processes"] == 2
    assert not (tmp_path / "workspace/snapshots/staging").exists()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are told by /proc")
def test_a_run_that_is_killed_leaves_no_workers_behind(tmp_path):
    """They would go on writing into the folder in which the next run builds."""
    (tmp_path / "releases.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in RELEASES), encoding="utf-8")
    before = spawned()
    killed_run("read", tmp_path, workers=2)
    time.sleep(1)

    left = spawned() - before
    for number in left:
        os.kill(number, signal.SIGKILL)
    assert left == set()


def spawned():
    """The orphans of `multiprocessing` that run this interpreter."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line, status = (folder / "cmdline").read_bytes(), (folder / "status").read_text()
        except OSError:
            continue
        orphan = int(status.partition("PPid:")[2].split()[0]) == 1
        if orphan and b"multiprocessing" in line and sys.executable.encode() in line:
            found.add(int(folder.name))
    return found
