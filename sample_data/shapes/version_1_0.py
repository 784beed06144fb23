"""A release package of OCDS 1.0: it names no version and no extension."""

from collections.abc import Sequence
from pathlib import Path

import orjson

from sample_data.case import Case
from sample_data.old import downgrade
from sample_data.package import release_package

COUNT = 24
TROUBLED = True


def ship(folder: Path, cases: Sequence[Case]) -> None:
    """Write it."""
    releases = [
        downgrade(release, {party["id"]: party for party in case.compiled["parties"]})
        for case in cases
        for release in case.releases
    ]
    package = release_package(releases, "releases-1.0.json")
    del package["version"], package["extensions"]
    (folder / "releases-1.0.json").write_bytes(orjson.dumps(package))
