"""What the URL of an extension says: whose it is, how it is called, and where its files are."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

# The registry moved the repositories from the one owner to the other; packages still carry both.
_REGISTRY = {"open-contracting", "open-contracting-extensions"}

_RAW = re.compile(
    r"https?://raw\.githubusercontent\.com/(?P<owner>[^/]+)/(?P<repository>[^/]+)"
    r"/(?P<ref>(?:refs/(?:heads|tags)/)?[^/]+)(?P<folder>(?:/[^/]+)*?)(?:/[^/]+\.json)?/?",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"https?://(?:api\.github\.com/repos|(?:www\.)?github\.com)/(?P<owner>[^/]+)/(?P<repository>[^/]+?)(?:\.git)?"
    r"(?:/(?:tree|blob|raw|archive|zipball|tarball)/(?P<ref>(?:refs/(?:heads|tags)/)?[^/]+?)(?:\.zip|\.tar\.gz)?"
    r"(?P<folder>(?:/[^/]+)*?)(?:/[^/]+\.json)?)?/?",
    re.IGNORECASE,
)
_GITLAB = re.compile(
    r"https?://gitlab\.com/(?P<owner>[^/]+)/(?P<repository>[^/]+?)(?:\.git)?(?:/-)?(?:/(?:raw|blob|tree)/.*)?",
    re.IGNORECASE,
)
_EXPLORER = re.compile(
    r"https?://extensions\.open-contracting\.org/\w+/extensions/(?P<id>[^/]+)(?:/.*)?", re.IGNORECASE
)
_AFFIXES = re.compile(r"^ocds[-_]|[-_]extension$")


class Declared(NamedTuple):
    """One declared extension.

    ``owner`` is the account that its repository stands under, in small letters (None where the URL tells none), and
    ``name`` what its repository or else its folder is called. ``base`` is the address of the folder with its files,
    which ends in a slash; None where the URL names a page, or nothing that has files.
    """

    url: str
    owner: str | None
    name: str
    base: str | None

    def is_same(self, other: "Declared") -> bool:
        """Whether both URLs stand for one extension, at whatever version; a fork is another extension."""
        if self.base is not None and self.base == other.base:
            return True
        return self.owner is not None and (self.owner, bare(self.name)) == (other.owner, bare(other.name))


def declared(url: str) -> Declared:
    """Read a declared URL: a file, folder or archive of a repository, a page of it, or any folder of files."""
    plain = re.split(r"[?#]", url, maxsplit=1)[0]
    if match := _EXPLORER.fullmatch(plain):
        return Declared(url, "open-contracting", match["id"], None)
    if match := _RAW.fullmatch(plain) or _SITE.fullmatch(plain):
        folder = (match["folder"] or "").strip("/")
        place = "/".join(filter(None, (match["owner"], match["repository"], match["ref"] or "HEAD", folder)))
        name = folder.rpartition("/")[2] or match["repository"]
        return Declared(url, _owner(match["owner"]), name, f"https://raw.githubusercontent.com/{place}/")
    folder = plain if plain.endswith("/") else re.sub(r"/[^/]+\.json$", "/", plain)
    base = folder.rstrip("/") + "/" if _is_address(plain) else None
    if match := _GITLAB.fullmatch(plain):
        return Declared(url, _owner(match["owner"]), match["repository"], base)
    return Declared(url, None, folder.rstrip("/").rpartition("/")[2], base)


def bare(name: str) -> str:
    """Reduce a name to what tells it apart: ``bidopening`` for ``ocds_bidOpening_extension`` and ``Bid opening``."""
    return re.sub(r"[\W_]", "", _AFFIXES.sub("", name.lower()))


def _owner(name: str) -> str:
    return "open-contracting" if name.lower() in _REGISTRY else name.lower()


def _is_address(url: str) -> bool:
    try:
        return bool(urlsplit(url).netloc)
    except ValueError:
        return False
