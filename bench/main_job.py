"""The main job at four sizes, beside its peers, in one run; prints the table kept in `bench/README.md`.

    python bench/main_job.py [--folder DIR] [--sizes 10000,100000,200000,1000000] [--releases 100000] [--repeat 3]

CPU is user and system time of all processes together; memory is the largest sum of the proportional set sizes of all
processes at one moment, looked at every 50 ms. Each stage is a process of its own; the stages take turns, and what is
printed are medians of the repeats.
"""

import argparse
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import psutil

HERE = Path(__file__).parent
_PAUSE = 0.25
"""Between two looks at memory, in seconds: a look takes milliseconds of a processor for each process."""
STAGES = ["cardinal", "bare", "validate", "parsed", "tables", "judge", "run"]


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
            time.sleep(_PAUSE)
    except psutil.Error:
        return


def rounds(stages: list[str], file: Path, folder: Path, repeat: int) -> list[dict[str, Cost]]:
    """The costs of stages, all of them in turn, some times over: the machine's speed changes from minute to minute."""
    places = {stage: folder / ("workspace" if stage == "run" else "work") for stage in stages}
    return [{stage: cost(stage, file, place) for stage, place in places.items()} for _ in range(repeat)]


def median(values: Iterable[float]) -> float:
    """The median of some numbers."""
    return statistics.median(list(values))


def generated(folder: Path, processes: int, *, compiled: bool) -> Path:
    """A file of generated processes, made once."""
    file = folder / f"{'compiled' if compiled else 'releases'}-{processes}.jsonl"
    if not file.exists():
        from sample_data.generator import write

        with file.open("wb") as out:
            write(processes, 1, compiled, out)
    return file


def table(found: list[dict[str, Cost]]) -> None:
    """Print the medians of each stage."""
    print("| stage | wall s | CPU s | MB |\n|---|---:|---:|---:|")
    for stage in found[0]:
        wall, cpu, megabytes = (median(values) for values in zip(*(each[stage] for each in found), strict=True))
        print(f"| {stage} | {wall:.1f} | {cpu:.1f} | {megabytes:,.0f} |", flush=True)


def compare(folder: Path, processes: int, repeat: int) -> None:
    """The stages at one size, and the ratios to the peer, round by round."""
    file = generated(folder, processes, compiled=True)
    print(f"\n### {processes:,} compiled releases, {file.stat().st_size / 1e6:,.0f} MB\n")
    found = rounds(STAGES, file, folder, repeat)
    table(found)
    cpu = [{stage: each[stage].cpu for stage in each} for each in found]
    ratios = {
        "tables ÷ cardinal": (c["tables"] / c["cardinal"] for c in cpu),
        "tables and results ÷ cardinal": ((c["tables"] + c["judge"]) / c["cardinal"] for c in cpu),
        "results ÷ cardinal": (c["judge"] / c["cardinal"] for c in cpu),
        "run with validation ÷ cardinal": (c["run"] / c["cardinal"] for c in cpu),
    }
    print("\n" + " · ".join(f"{name} {median(values):.3f}" for name, values in ratios.items()))
    plain = cost("jsonschema", file, folder).cpu / 2000
    validated = median(c["validate"] for c in cpu)
    print(f"validated per CPU second {processes / validated:,.0f}", end=" · ")
    print(f"{plain * processes / validated:.0f} times plain jsonschema", end=" · ")
    beside = (
        f"validate ÷ {other} {median(c['validate'] / c[other] for c in cpu):.2f}" for other in ("bare", "parsed")
    )
    print(" · ".join(beside))


def compare_releases(folder: Path, releases: int, repeat: int) -> None:
    """Releases of a third as many processes, beside ocdskit."""
    file = generated(folder, round(releases / 3.1), compiled=False)
    with file.open("rb") as lines:
        count = sum(1 for _ in lines)
    print(f"\n### {count:,} releases of {round(releases / 3.1):,} processes, {file.stat().st_size / 1e6:,.0f} MB\n")
    found = rounds(["ocdskit", "run"], file, folder, repeat)
    table(found)
    wall, cpu = (
        median(getattr(each["ocdskit"], of) / getattr(each["run"], of) for each in found) for of in ("wall", "cpu")
    )
    print(f"\nocdskit ÷ run: wall {wall:.1f}, CPU {cpu:.1f}")


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
