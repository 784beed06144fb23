"""A ZIP archive of two release packages in folders."""

from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import orjson

from sample_data.case import Case
from sample_data.package import release_package

COUNT = 60


def ship(folder: Path, cases: Sequence[Case]) -> None:
    """Write it."""
    half = len(cases) // 2
    with ZipFile(folder / "releases.zip", "w") as archive:
        for name, part in (("one/releases.json", cases[:half]), ("two/releases.json", cases[half:])):
            releases = [release for case in part for release in case.releases]
            # ZipInfo dates a member 1980: the archive does not depend on the clock.
            archive.writestr(ZipInfo(name), orjson.dumps(release_package(releases, name)), ZIP_DEFLATED)
