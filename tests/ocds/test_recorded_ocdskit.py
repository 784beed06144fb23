"""Recorded cases of ocdskit: releases compiled and upgraded as it does."""

import json

import pytest

from ocds.compiling.merge import merge
from ocds.compiling.upgrade import upgraded

COMPILED = {
    "inputs/ocdskit/compile_no-extensions.json": [],
    # The peer fetches an extension from the network, by which the contact points are one list; unknown here, and
    # told as such, they are merged by their ids.
    "inputs/ocdskit/compile_extensions.json": ["parties"],
}
UPGRADED = {
    "realdata/release-package_1.0-1.json": "realdata/release-package_1.1-1.json",
    "realdata/release-package_1.0-2.json": "realdata/release-package_1.1-2.json",
    "realdata/record-package_1.0.json": "realdata/record-package_1.1.json",
    "release_1.0.json": "release_1.1.json",
    "release_1.1.json": "release_1.1.json",
}


def read(corpus, name):
    text = (corpus / "validation" / name).read_text(encoding="utf-8")
    return json.loads(text.splitlines()[0] if "compile_" in name else text)


def releases(value):
    """The releases of a package, of the records of one, or a release itself."""
    found = [*value.get("releases", [])]
    for record in value.get("records", []):
        found += [*record.get("releases", []), *filter(None, [record.get("compiledRelease")])]
    return found or [value]


@pytest.mark.parametrize("name", COMPILED)
def test_compiled(name, corpus):
    package = read(corpus, "inputs/ocdskit/release-package_additional-contact-points.json")
    expected, found = read(corpus, name), merge(package["releases"]).release
    assert [key for key in sorted({*expected, *found}) if expected.get(key) != found.get(key)] == COMPILED[name]


@pytest.mark.parametrize("name", UPGRADED)
def test_upgraded(name, corpus):
    before = releases(read(corpus, f"inputs/ocdskit/{name}"))
    after = releases(read(corpus, f"inputs/ocdskit/{UPGRADED[name]}"))
    assert [one if "parties" in one else upgraded(one).release for one in before] == after
