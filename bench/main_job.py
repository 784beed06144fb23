"""The main job at four sizes, beside its peers, in one run; prints the table kept in `bench/README.md`.

    python bench/main_job.py [--folder DIR] [--sizes 10000,100000,200000,1000000] [--releases 100000] [--repeat 3]

CPU is user and system time of all processes together; memory is the largest sum of the proportional set sizes of all
processes at one moment, looked at every 50 ms. Each stage is a process of its own; medians of the repeats.
"""

import argparse
import os
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

import psutil

HERE = Path(__file__).parent


class Cost(NamedTuple):
    """What one process and its children took."""

    wall: float
    cpu: float
    megabytes: float


def cost(stage: str, file: Path, folder: Path) -> Cost:
    """Run a stage and measure it."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, str(HERE / "stages.py"), stage, str(file), str(folder)])
    largest = [0.0]
    watcher = threading.Thread(target=_watch, args=(process.pid, largest))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    watcher.join()
    if status:
        sys.exit(f"{stage} failed on {file}")
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, largest[0])


def _watch(pid: int, largest: list[float]) -> None:
    try:
        root = psutil.Process(pid)
        while root.is_running() and root.status() != psutil.STATUS_ZOMBIE:
            total = 0
            for process in [root, *root.children(recursive=True)]:
                try:
                    total += process.memory_full_info().pss
                except psutil.Error:
                    continue
            largest[0] = max(largest[0], total / 1e6)
            time.sleep(0.05)
    except psutil.Error:
        return


def median(stage: str, file: Path, folder: Path, repeat: int) -> Cost:
    """The median cost of a stage over some repeats."""
    costs = [cost(stage, file, folder) for _ in range(repeat)]
    return Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))


def generated(folder: Path, processes: int, *, compiled: bool) -> Path:
    """A file of generated processes, made once."""
    file = folder / f"{'compiled' if compiled else 'releases'}-{processes}.jsonl"
    if not file.exists():
        from sample_data.generator import write

        with file.open("wb") as out:
            write(processes, 1, compiled, out)
    return file


def row(name: str, found: Cost) -> None:
    """Print one row of the table."""
    print(f"| {name} | {found.wall:.1f} | {found.cpu:.1f} | {found.megabytes:,.0f} |", flush=True)


def compare(folder: Path, processes: int, repeat: int) -> None:
    """The stages at one size, and the ratios to the peer."""
    file, work = generated(folder, processes, compiled=True), folder / "work"
    print(f"\n### {processes:,} compiled releases, {file.stat().st_size / 1e6:,.0f} MB\n")
    print("| stage | wall s | CPU s | MB |\n|---|---:|---:|---:|")
    found = {stage: median(stage, file, work, repeat) for stage in ("cardinal", "validate", "tables", "judge")}
    found["run"] = median("run", file, folder / "workspace", repeat)
    for stage, measured in found.items():
        row(stage, measured)
    peer = found["cardinal"].cpu
    made, judged = found["tables"].cpu, found["judge"].cpu
    plain = cost("jsonschema", file, work).cpu / 2000
    print(f"\ntables ÷ cardinal {made / peer:.2f} · tables and results ÷ cardinal {(made + judged) / peer:.2f}")
    print(f"results ÷ cardinal {judged / peer:.3f} · run with validation ÷ cardinal {found['run'].cpu / peer:.2f}")
    print(f"validated per CPU second {processes / found['validate'].cpu:,.0f}", end=" · ")
    print(f"{plain * processes / found['validate'].cpu:.0f} times plain jsonschema")


def compare_releases(folder: Path, releases: int, repeat: int) -> None:
    """Releases of a third as many processes, beside ocdskit."""
    file = generated(folder, round(releases / 3.1), compiled=False)
    with file.open("rb") as lines:
        count = sum(1 for _ in lines)
    print(f"\n### {count:,} releases of {round(releases / 3.1):,} processes, {file.stat().st_size / 1e6:,.0f} MB\n")
    print("| stage | wall s | CPU s | MB |\n|---|---:|---:|---:|")
    peer, ours = median("ocdskit", file, folder / "work", repeat), median("run", file, folder / "workspace", repeat)
    row("ocdskit compile", peer)
    row("run", ours)
    print(f"\nocdskit ÷ run: wall {peer.wall / ours.wall:.1f}, CPU {peer.cpu / ours.cpu:.1f}")


def main() -> None:
    """Read the arguments and print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("bench-data"))
    parser.add_argument("--sizes", default="10000,100000,200000,1000000")
    parser.add_argument("--releases", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for size in filter(None, given.sizes.split(",")):
        compare(given.folder, int(size), given.repeat if int(size) <= 200_000 else 1)
    if given.releases:
        compare_releases(given.folder, given.releases, given.repeat)


if __name__ == "__main__":
    main()
