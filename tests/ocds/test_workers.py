"""Processes that work side by side are forked while nothing else runs: threads would not survive it."""

import subprocess
import sys

import pytest

PROGRAM = """
from ocds.pipeline.workers import Workers

def summed(number, _):
    import polars as pl
    return pl.DataFrame({"a": range(100_000)}).group_by(pl.col("a") % number).len().sort("len").height

if __name__ == "__main__":
    with Workers(2) as pool:
        print(summed(1, None), [found for _, found in pool.map(summed, [1, 2, 3], None)])
"""

PREPARED = """
import os
from ocds.pipeline.workers import Workers

loaded = []

def load():
    import numpy
    loaded.append(os.getpid())

def seen(number, _):
    return loaded

if __name__ == "__main__":
    with Workers(2, load) as pool:
        found = [found for _, found in pool.map(seen, range(9), None)]
        print(found == 9 * [[os.getpid()]])
"""

BEGINNING = """
import os
os.environ["OPENBLAS_NUM_THREADS"] = "1"
import ocds.pipeline.beginning
from ocds.faultless.quick import load
from ocds.pipeline.workers import forks
from ocds.validation.options import PLAIN

load(PLAIN._replace(quickly=True))
print(forks())
"""


def printed(text, tmp_path):
    program = tmp_path / "program.py"
    program.write_text(text, encoding="utf-8")
    found = subprocess.run(
        [sys.executable, str(program)], capture_output=True, text=True, encoding="utf-8", check=True, timeout=60
    )
    return found.stdout.split("\n")[0]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_what_all_need_is_loaded_once(tmp_path):
    """Numpy among it, whose threads would keep processes from being forked."""
    assert printed(PREPARED, tmp_path) == "True"


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_workers_of_a_run_are_forked_once_the_walk_is_loaded(tmp_path):
    assert printed(BEGINNING, tmp_path) == "True"


def test_polars_may_be_used_before_the_first_job(tmp_path):
    assert printed(PROGRAM, tmp_path) == "1 [1, 2, 3]"
