"""Workers use again what they freed, and give it back before work of another kind."""

import json
import platform
import subprocess
import sys

import pytest

PROGRAM = """
import json, resource
from ocds.pipeline import memory

SIZE = 50_000_000

def taken():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    bytes(bytearray(SIZE))
    return (resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) * resource.getpagesize() / SIZE

told = [taken(), taken()]
memory.keep()
told += [taken(), taken()]
for kind in ("reading", "reading", "judging"):
    memory.give_back_before(kind)
    told.append(taken())
print(json.dumps(told))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only the C library of GNU keeps what is freed")
def test_what_is_freed_is_used_again():
    found = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60)

    assert [round(share) > 0 for share in json.loads(found.stdout)] == [True, True, True, False, True, False, True]
