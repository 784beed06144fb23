"""What a declared URL says of an extension."""

import pytest

from ocds.extending.urls import bare, declared

RAW = "https://raw.githubusercontent.com"
REGISTRY = "open-contracting"


@pytest.mark.parametrize(
    ("url", "owner", "name", "base"),
    [
        (
            f"{RAW}/open-contracting-extensions/ocds_coveredBy_extension/master/extension.json",
            REGISTRY,
            "ocds_coveredBy_extension",
            f"{RAW}/open-contracting-extensions/ocds_coveredBy_extension/master/",
        ),
        (f"{RAW}/Someone/x/refs/heads/main/", "someone", "x", f"{RAW}/Someone/x/refs/heads/main/"),
        (f"{RAW}/someone/many/v1/ext/one/extension.json", "someone", "one", f"{RAW}/someone/many/v1/ext/one/"),
        (f"{RAW}/open-contracting/x/v1.1.5/release-schema.json", REGISTRY, "x", f"{RAW}/open-contracting/x/v1.1.5/"),
        ("http://github.com/someone/x", "someone", "x", f"{RAW}/someone/x/HEAD/"),
        ("https://github.com/someone/x.git", "someone", "x", f"{RAW}/someone/x/HEAD/"),
        ("https://www.github.com/someone/x/tree/dev/", "someone", "x", f"{RAW}/someone/x/dev/"),
        ("https://github.com/someone/x/blob/dev/extension.json", "someone", "x", f"{RAW}/someone/x/dev/"),
        ("https://github.com/someone/x/archive/master.zip", "someone", "x", f"{RAW}/someone/x/master/"),
        (
            "https://github.com/someone/x/archive/refs/tags/v1.1.zip",
            "someone",
            "x",
            f"{RAW}/someone/x/refs/tags/v1.1/",
        ),
        ("https://api.github.com/repos/someone/x/zipball/v1.1.5", "someone", "x", f"{RAW}/someone/x/v1.1.5/"),
        ("https://extensions.open-contracting.org/es/extensions/techniques/master/", REGISTRY, "techniques", None),
        (
            "https://gitlab.com/dncp-opendata/ocds_auctions_extension/raw/master/extension.json",
            "dncp-opendata",
            "ocds_auctions_extension",
            "https://gitlab.com/dncp-opendata/ocds_auctions_extension/raw/master/",
        ),
        (
            "https://compras.example:8443/recursos/branch/extension.json?v=2#top",
            None,
            "branch",
            "https://compras.example:8443/recursos/branch/",
        ),
        ("https://compras.example/recursos/branch", None, "branch", "https://compras.example/recursos/branch/"),
        ("branch", None, "branch", None),
        ("http://[", None, "[", None),
        ("", None, "", None),
    ],
)
def test_a_url_tells_owner_name_and_folder(url: str, owner: str | None, name: str, base: str | None) -> None:
    assert declared(url) == (url, owner, name, base)


def test_versions_and_owners_of_the_registry_are_one_extension() -> None:
    one = declared(f"{RAW}/open-contracting/ocds_techniques_extension/v1.1.5/extension.json")
    assert one.is_same(declared("https://github.com/open-contracting-extensions/ocds_techniques_extension"))
    assert one.is_same(declared("https://extensions.open-contracting.org/en/extensions/techniques/"))


def test_a_fork_is_another_extension() -> None:
    one = declared(f"{RAW}/open-contracting-extensions/ocds_techniques_extension/master/")
    assert not one.is_same(declared(f"{RAW}/someone/ocds_techniques_extension/master/"))
    assert not declared("https://a.example/x/").is_same(declared("https://b.example/x/"))
    assert declared("https://a.example/x/").is_same(declared("https://a.example/x/extension.json"))


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("ocds_coveredBy_extension", "coveredby"),
        ("ocds-coveredBy-extension", "coveredby"),
        ("Covered by", "coveredby"),
        ("Extensión útil", "extensiónútil"),
        ("ocds_extension", "extension"),
    ],
)
def test_a_name_is_reduced_to_what_tells_it_apart(name: str, rest: str) -> None:
    assert bare(name) == rest
