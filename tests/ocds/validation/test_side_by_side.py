"""Processes side by side tell what one process tells, in the same order."""

import subprocess
import sys

import orjson
import pytest

from sample_data.generator import releases

TOLD = """
import sys
from ocds.pipeline import workers
from ocds.validation import stream
stream._PART, stream._FORKED, stream._SPAWNED = 20_000, 1, 1
if __name__ == "__main__":
    if sys.argv[3] == "spawned":
        workers.forks = stream.forks = lambda: False
    print(stream.forks())
    validation = stream.Validation([sys.argv[1]], workers=int(sys.argv[2]))
    for one in validation:
        print(one)
    print(validation.documents)
"""


@pytest.fixture
def told(tmp_path):
    data, program = tmp_path / "releases.jsonl", tmp_path / "told.py"
    program.write_text(TOLD, encoding="utf-8")
    some = [one | {"colour": number} for number, one in enumerate(releases(60, 3))]
    data.write_bytes(b"\n".join(map(orjson.dumps, [*some, some[0]])))

    def told(workers, how):
        command = [sys.executable, "-W", "error", str(program), str(data), str(workers), how]
        found = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
        assert found.stderr == ""
        return found.stdout.splitlines()

    return told


def test_forked_and_spawned_processes_tell_what_one_tells(told):
    alone, forked, spawned = told(1, "forked"), told(2, "forked"), told(2, "spawned")

    assert forked[0] == str(sys.platform == "linux")
    assert spawned[0] == "False"
    assert len(alone) > 60
    assert alone[1:] == forked[1:] == spawned[1:]
