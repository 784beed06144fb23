"""A folder as Kingfisher Collect left it until 2020: spider, start of the crawl, and beside each file a `.fileinfo`.

Newer versions write the same folders without the `.fileinfo`: the crawl is dated by its folder alone.
"""

from collections.abc import Sequence
from pathlib import Path

import orjson

from sample_data.attachments import SITE
from sample_data.case import Case
from sample_data.package import release_package

COUNT = 45
_CRAWL = "quillay_releases/20250630_213000"
_PAGE = 15


def ship(folder: Path, cases: Sequence[Case]) -> None:
    """Write it."""
    crawl = folder / _CRAWL
    crawl.mkdir(parents=True)
    for page, start in enumerate(range(0, len(cases), _PAGE), 1):
        name = f"page-{page}.json"
        releases = [release for case in cases[start : start + _PAGE] for release in case.releases]
        (crawl / name).write_bytes(orjson.dumps(release_package(releases, name)))
        about = {"url": f"{SITE}/api/releases?page={page}", "data_type": "release_package", "encoding": "utf-8"}
        (crawl / f"{name}.fileinfo").write_bytes(orjson.dumps(about))
