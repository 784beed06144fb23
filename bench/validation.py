"""Validation of packages, measured beside the most used validator.

    python bench/validation.py [--sizes 5000,10000,20000,40000] [--libcoveocds PATH --standard-zip FILE] [--huge FILE]

The data: generated releases without what only extensions have, in one package with sound metadata; one release in
twenty has one of ten faults. `--share 1 --faults 10` makes data as it is often published: every release has them all,
and `veeduria run` is measured too. Each validation runs in a process of its own. The peer is a program that is called,
never imported; `--huge` validates a file of JSON lines of any size as it is, and as one package made of it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

METADATA = (
    b'{"uri": "https://compras.example.org/1", "version": "1.1", "publishedDate": "2024-06-01T00:00:00Z", '
    b'"publisher": {"name": "Ministerio"}, "releases": ['
)
CORE = """
import sys
from collections import Counter
from ocds.validation.stream import Validation
validation = Validation([sys.argv[1]], workers=int(sys.argv[2]))
rules = Counter(one.rule for one in validation)
print(sum(validation.documents.values()), sum(rules.values()))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="5000,10000,20000,40000")
    parser.add_argument("--libcoveocds", type=Path)
    parser.add_argument("--standard-zip", type=Path)
    parser.add_argument("--huge", type=Path)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--share", type=int, default=20, help="one release in so many has faults")
    parser.add_argument("--faults", type=int, default=1, help="so many of ten faults each")
    parser.add_argument(
        "--make", nargs=2, help=argparse.SUPPRESS
    )  # in a process of its own, so that this one is small
    chosen = parser.parse_args()
    if chosen.make:
        make(Path(chosen.make[0]), int(chosen.make[1]), chosen.share, chosen.faults)
        return
    with tempfile.TemporaryDirectory() as folder:
        print("| releases | MB | validator | wall s | CPU s | peak MB | releases a second | documents, issues |")
        print("|---:|---:|---|---:|---:|---:|---:|---|")
        for size in map(int, chosen.sizes.split(",") if chosen.sizes else []):
            file = Path(folder) / f"package-{size}.json"
            faults = ["--share", str(chosen.share), "--faults", str(chosen.faults)]
            subprocess.run([sys.executable, __file__, "--make", str(file), str(size), *faults], check=True)
            for name, command in commands(file, Path(folder), chosen):
                told(size, file, name, command, 1 if name == "libcoveocds" else chosen.times)
        if chosen.huge:
            package = Path(folder) / "huge.json"
            lines = packed(chosen.huge, package)
            for file in (chosen.huge, package):
                for workers in ("1", "2"):
                    told(lines, file, f"core, {workers} workers", [sys.executable, "-c", CORE, str(file), workers], 1)


def commands(file: Path, folder: Path, chosen: argparse.Namespace) -> Iterator[tuple[str, list[str]]]:
    yield "core", [sys.executable, "-c", CORE, str(file), "1"]
    command = [sys.executable, "-m", "veeduria", "validate", str(file), "--workers", "1", "--fail-on", "never"]
    yield "veeduria validate --format jsonl", [*command, "--format", "jsonl", "--output", str(folder / "issues.jsonl")]
    if chosen.share == 1:
        whole = [sys.executable, "-m", "veeduria", "run", str(file), "--workers", "1"]
        yield "veeduria run", [*whole, "--workspace", str(folder / "workspace")]
    if chosen.libcoveocds:
        offline = ["--standard-zip", str(chosen.standard_zip)] if chosen.standard_zip else []
        yield "libcoveocds", [str(chosen.libcoveocds), *offline, "-d", "-e", "-o", str(folder / "cove"), str(file)]


def told(size: int, file: Path, name: str, command: list[str], times: int) -> None:
    """Print the best of some runs; the memory is the largest that one process had."""
    runs = [measured(command) for _ in range(times)]
    wall, cpu, peak, said = min(runs, key=lambda run: run[0])
    cells = (
        f"{size:,}", f"{file.stat().st_size / 1e6:,.0f}", name,
        f"{wall:.2f}", f"{cpu:.2f}", f"{peak:.0f}", f"{size / wall:,.0f}", said,
    )  # fmt: skip
    print(f"| {' | '.join(cells)} |", flush=True)


def measured(command: list[str]) -> tuple[float, float, float, str]:
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - begun
        out.seek(0)
        said = out.read(200).decode(errors="replace")
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}: {said}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said.strip() if len(said) < 60 else ""


def make(file: Path, size: int, share: int, faults: int) -> None:
    """Write a package of so many releases, one in `share` with so many faults."""
    import orjson

    from ocds.extending.schema import Extended
    from ocds.validation.document import validators
    from sample_data.generator import compiled_releases

    held = validators("compiled", Extended("1.1"))
    with file.open("wb") as out:
        out.write(METADATA)
        for number, made in enumerate(compiled_releases(size, 1)):
            release = cleaned(orjson.loads(orjson.dumps(made)), held)
            if number % share == 0:
                for nth in range(faults):
                    FAULTS[(number // share + nth) % len(FAULTS)](release)
            out.write((b",\n" if number else b"\n") + orjson.dumps(release))
        out.write(b"\n]}\n")


def cleaned(release: dict[str, Any], held: Any) -> dict[str, Any]:
    """Take away what is found, from the end, until nothing is."""
    from ocds.validation.document import document_of, findings

    for _ in range(20):
        found = findings(document_of(json.dumps(release).encode()), held)
        if not found:
            return release
        for one in sorted(found, key=lambda finding: finding.pointer, reverse=True):
            removed(release, one.pointer)
    return release


def removed(value: Any, pointer: str) -> None:
    keys = pointer.split("/")[1:]
    for key in keys[:-1]:
        value = value[int(key)] if isinstance(value, list) else value.get(key, {})
    if isinstance(value, dict) and keys:
        value.pop(keys[-1], None)
    elif isinstance(value, list) and int(keys[-1]) < len(value):
        del value[int(keys[-1])]


def _first(release: dict[str, Any], name: str) -> dict[str, Any]:
    return release.setdefault(name, [{"id": "1"}])[0]


FAULTS: list[Callable[[dict[str, Any]], Any]] = [
    lambda release: release.update(date="31/05/2024"),
    lambda release: release["tender"].update(status="abierta"),
    lambda release: release["tender"].update(value={"amount": "12,000", "currency": "USD"}),
    lambda release: _first(release, "awards").pop("id"),
    lambda release: release.update(ocid=release["ocid"].upper()),
    lambda release: release["parties"].append(release["parties"][0]),
    lambda release: release["tender"].update(obra="escuela"),
    lambda release: release["tender"].update(awardCriteria="precio"),
    lambda release: release["tender"].update(title=""),
    lambda release: release["tender"].update(documents=[{"id": "1", "url": "sin enlace"}]),
]


def packed(lines: Path, package: Path) -> int:
    """Write lines as one package; gives their number."""
    with lines.open("rb") as source, package.open("wb") as out:
        out.write(METADATA)
        number = -1
        for number, line in enumerate(source):
            out.write((b"," if number else b"") + line)
        out.write(b"]}\n")
    return number + 1


if __name__ == "__main__":
    main()
