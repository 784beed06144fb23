"""The extensions that the tables know, and how a package declares them."""

import re
from collections.abc import Collection
from functools import cache

import msgspec

from ocds.standard.exceptions import UnknownExtensionError
from ocds.standard.tables import rows

# The registry moved the repositories from the first owner to the second; packages still carry both.
_GITHUB = re.compile(
    r"https?://(?:raw\.githubusercontent\.com|api\.github\.com/repos|(?:www\.)?github\.com)"
    r"/(?:open-contracting|open-contracting-extensions)/(?P<repository>[^/?#]+?)(?:\.git)?(?:[/?#]|$)",
    re.IGNORECASE,
)
_EXPLORER = re.compile(r"https?://extensions\.open-contracting\.org/\w+/extensions/(?P<id>[^/?#]+)", re.IGNORECASE)


class Extension(msgspec.Struct, frozen=True):
    """One extension of the standard.

    ``id`` is its identifier in the registry of extensions, ``name`` its English name there, ``repository`` the name of
    its repository as it stands in the URLs that packages declare, ``requires`` the extensions whose objects it uses.
    """

    id: str
    name: str
    repository: str
    requires: tuple[str, ...]


@cache
def extensions() -> dict[str, Extension]:
    """Give the known extensions by their identifier, each after those it requires."""
    table = (
        Extension(row["id"], row["name"], row["repository"], tuple(row["requires"].split()))
        for row in rows("extensions.csv")
    )
    return {extension.id: extension for extension in table}


def extension_of(url: str) -> str | None:
    """Give the identifier of the extension that a package declares by ``url``; None when it is not among the known.

    Recognised are the registry's forms: a file, folder or archive of the extension's repository on GitHub, under
    either of its owners and at whatever version, and the extension's page. A fork is another extension.
    """
    if match := _EXPLORER.match(url):
        return next((each for each in extensions() if each.lower() == match["id"].lower()), None)
    if match := _GITHUB.match(url):
        repository = match["repository"].lower()
        return next((each.id for each in extensions().values() if each.repository.lower() == repository), None)
    return None


def with_requirements(ids: Collection[str]) -> tuple[str, ...]:
    """Add to ``ids`` those they require, in the order of the table; raises ``UnknownExtensionError``."""
    known = extensions()
    wanted = set(ids)
    for unknown in sorted(wanted - known.keys()):
        raise UnknownExtensionError(unknown, known)
    # Each stands after those it requires, so that one pass from the end finds them all.
    for extension in reversed(known.values()):
        if extension.id in wanted:
            wanted.update(extension.requires)
    return tuple(each for each in known if each in wanted)
