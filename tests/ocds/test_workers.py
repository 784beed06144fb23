"""Processes that work side by side are forked while nothing else runs: threads of polars would not survive it."""

import subprocess
import sys

PROGRAM = """
from ocds.pipeline.workers import Workers

def summed(number, _):
    import polars as pl
    return pl.DataFrame({"a": range(100_000)}).group_by(pl.col("a") % number).len().sort("len").height

if __name__ == "__main__":
    with Workers(2) as pool:
        print(summed(1, None), [found for _, found in pool.map(summed, [1, 2, 3], None)])
"""


def test_polars_may_be_used_before_the_first_job(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")

    found = subprocess.run(
        [sys.executable, str(program)], capture_output=True, text=True, encoding="utf-8", check=True, timeout=60
    )

    assert found.stdout.split("\n")[0] == "1 [1, 2, 3]"
