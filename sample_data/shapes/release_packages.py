"""Release packages, one a quarter: the releases of one process lie in several files."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import orjson

from sample_data.case import Case
from sample_data.package import release_package
from sample_data.plan import Json

COUNT = None


def ship(folder: Path, cases: Sequence[Case]) -> None:
    """Write them."""
    quarters: defaultdict[str, list[Json]] = defaultdict(list)
    for case in cases:
        for release in case.releases:
            quarters[_quarter(release["date"])].append(release)
    for quarter, releases in sorted(quarters.items()):
        name = f"releases-{quarter}.json"
        releases.sort(key=lambda release: (release["date"], release["id"]))
        (folder / name).write_bytes(orjson.dumps(release_package(releases, name)))


def _quarter(date: str) -> str:
    return f"{date[:4]}-q{(int(date[5:7]) + 2) // 3}"
