"""What the extensions that a package declares come to: known ones, patches, and those that are not applied."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jsonschema_rs

from ocds.extending.codelists import unfounded
from ocds.extending.exceptions import ExtendingError, UnreadableExtensionError
from ocds.extending.folder import find
from ocds.extending.patches import Files, Patch, patch_from
from ocds.extending.schema import Extended, schema_with
from ocds.extending.urls import Declared, declared
from ocds.standard.extensions import extension_of
from ocds.standard.fields import Version

if TYPE_CHECKING:
    from ocds.extending.online import Network

CODELIST = "extension_codelist"
"""The code of a problem with a codelist; the rest of the extension is applied all the same."""

MOST = 100
"""Of the extensions that one package declares, at most so many are looked for beyond our tables."""


class Sources(NamedTuple):
    """Where extensions that our tables do not hold may come from: a folder of the user; the network, only if asked."""

    folder: Path | None = None
    online: bool = False
    network: "Network | None" = None


class Problem(NamedTuple):
    """An extension that is not applied, or not wholly.

    ``code`` is ``extension_unknown``, ``extension_unreadable``, ``extension_refused``, ``extension_unreachable`` (none
    of these is applied) or ``extension_codelist`` (applied but for what ``detail`` says).
    """

    url: str
    code: str
    detail: str


class Resolution(NamedTuple):
    """The extensions of our tables by their identifiers, the patches in the order declared, and what went wrong."""

    known: tuple[str, ...]
    patches: tuple[Patch, ...]
    problems: tuple[Problem, ...]

    def extended(self, version: Version) -> Extended:
        """Give the standard that they make of a version."""
        return Extended(version, self.known, self.patches)


def resolved(urls: Iterable[str], sources: Sources = Sources()) -> Resolution:  # noqa: B008
    """Find out what declared URLs come to: from our tables, else from the folder, else from the network.

    A URL that is declared twice counts once, and an extension that cannot be applied is a problem, never an error. The
    same URLs are looked up once in a process, successful or not.
    """
    return _resolved(tuple(dict.fromkeys(urls)), sources)


@cache
def _resolved(urls: tuple[str, ...], sources: Sources) -> Resolution:
    known = tuple(sorted({extension for url in urls if (extension := extension_of(url))}))
    others = [url for url in urls if not extension_of(url)]
    patches: list[Patch] = []
    problems: list[Problem] = []
    for url in others[:MOST]:
        try:
            patch, unread = _loaded(url, sources)
            _check(url, known, (*patches, patch))
        except ExtendingError as error:
            problems.append(Problem(url, error.code, error.why if error.url == url else str(error)))
            continue
        if patch not in patches:
            details = (*unread, *unfounded(patch.codelists, known, [each.codelists for each in patches]))
            problems += [Problem(url, CODELIST, detail) for detail in details]
            patches.append(patch)
    problems += [Problem(url, ExtendingError.code, f"more than {MOST} are declared") for url in others[MOST:]]
    return Resolution(known, tuple(patches), tuple(problems))


def _loaded(url: str, sources: Sources) -> tuple[Patch, list[str]]:
    found = _outcome(url, sources)
    if isinstance(found, ExtendingError):
        raise found
    return found


@cache
def _outcome(url: str, sources: Sources) -> tuple[Patch, list[str]] | ExtendingError:
    """What came of looking for an extension; a failure is remembered too, for many packages declare the same."""
    try:
        return patch_from(_files(declared(url), sources))
    except ExtendingError as error:
        return error


def _files(wanted: Declared, sources: Sources) -> Files:
    if sources.folder and (found := find(wanted, sources.folder)):
        return found
    if not sources.online:
        where = "put it into the folder given" if sources.folder else "give a folder that holds it"
        raise ExtendingError(wanted.url, f"it is not among the known extensions; {where}, or let it be fetched")
    if wanted.base is None:
        raise ExtendingError(wanted.url, "it is not among the known extensions, and its URL names no files to fetch")
    from ocds.extending.online import Network, OnlineFiles  # noqa: PLC0415 (slow to load: only where it is asked for)

    return OnlineFiles(wanted.url, wanted.base, sources.network or Network())


@cache
def _check(url: str, known: tuple[str, ...], patches: tuple[Patch, ...]) -> None:
    """Make the validator of every version: what cannot be made here would fail where documents are validated."""
    versions: tuple[Version, ...] = ("1.0", "1.1")
    for version in versions:
        schema = schema_with(version, known, patches)
        try:
            jsonschema_rs.Draft4Validator(schema, retriever=_nothing, validate_formats=True)
        except ValueError as error:
            why = str(error).partition("\n")[0]
            raise UnreadableExtensionError(url, f"with it the schema of a release is no schema ({why})") from error


def _nothing(uri: str) -> None:
    raise ValueError(uri)
