"""Packages: what surrounds releases and records when they are published."""

from collections.abc import Sequence

from sample_data.attachments import SITE
from sample_data.case import Case
from sample_data.plan import Json

_HOME = "https://raw.githubusercontent.com/open-contracting-extensions/"
_EXTENSIONS = [
    f"{_HOME}{name}/v1.1.5/extension.json"
    for name in ("ocds_bid_extension", "ocds_lots_extension", "ocds_beneficialOwners_extension",
                 "ocds_shareholders_extension")
]  # fmt: skip


def release_package(releases: Sequence[Json], name: str) -> Json:
    """Return a release package; it is as new as its newest release."""
    newest = max(str(release.get("date", "")) for release in releases)
    return {**_envelope(name, newest), "releases": list(releases)}


def record_package(records: Sequence[Json], name: str) -> Json:
    """Return a record package; it is as new as its newest compiled release."""
    newest = max(str(record["compiledRelease"]["date"]) for record in records)
    return {**_envelope(name, newest), "records": list(records)}


def embedded(case: Case) -> Json:
    """Return a record that holds the releases themselves."""
    return {"ocid": case.ocid, "releases": case.releases, "compiledRelease": case.compiled}


def linked(case: Case) -> Json:
    """Return a record that only says where its releases are."""
    links = [
        {"url": f"{SITE}/releases/{release['id']}.json", "date": release["date"], "tag": release["tag"]}
        for release in case.releases
    ]
    return {"ocid": case.ocid, "releases": links, "compiledRelease": case.compiled}


def _envelope(name: str, newest: str) -> Json:
    return {
        "uri": f"{SITE}/packages/{name}",
        "version": "1.1",
        "extensions": _EXTENSIONS,
        "publishedDate": newest,
        "publisher": {"name": "Dirección de Contrataciones de Quillay", "scheme": "QY-GOB", "uid": "00"},
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "publicationPolicy": f"{SITE}/policy",
    }
