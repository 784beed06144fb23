"""Workers use again what they freed, and give it back before work of another kind."""

import json
import platform
import subprocess
import sys

import pytest

PROGRAM = """
import json, resource
from pathlib import Path
from ocds.pipeline import memory

SIZE = 50_000_000

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()

def kept():
    bytes(bytearray(SIZE))
    return resident() - start > SIZE / 2

start = resident()
told = [kept()]
memory.keep()
told.append(kept())
for kind in ("reading", "reading", "judging"):
    kept()
    memory.give_back_before(kind)
    told.append(resident() - start > SIZE / 2)
print(json.dumps(told))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only the C library of GNU keeps what is freed")
def test_what_is_freed_is_kept_until_there_is_other_work():
    found = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60)

    assert json.loads(found.stdout) == [False, True, False, True, False]
