"""The schemas of releases and records with every extension applied: those of our tables, then the patches."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Literal, TypeAlias

import msgspec
import orjson

from ocds.extending.codelists import Codelist, extended, with_codes
from ocds.extending.patches import Patch, merged
from ocds.standard.codelists import codes
from ocds.standard.definitions import Schema, document_schema
from ocds.standard.exceptions import UnknownCodelistError
from ocds.standard.extensions import with_requirements
from ocds.standard.fields import Version, supported
from ocds.standard.schema import plain_definitions, record_schema, release_schema
from ocds.standard.versioned import versioned_definitions

Root: TypeAlias = Literal["Release", "Record"]
# A patch speaks of releases; the objects around them stay what they are.
_AROUND = ("Record", "LinkedRelease", "ReleasePackage", "RecordPackage", "VersionedValue")
_Contents: TypeAlias = tuple[tuple[str, tuple[Codelist, ...]], ...]


class Extended(msgspec.Struct, frozen=True):
    """The standard as one package has it: a version, the extensions of our tables, and the patches of others.

    Two that mean the same are equal, so that what is made from one can be kept for both.
    """

    version: Version
    extensions: tuple[str, ...] = ()
    patches: tuple[Patch, ...] = ()

    def schema(self, root: Root = "Release") -> Schema:
        """Give the schema of its releases or records."""
        return schema_with(self.version, self.extensions, self.patches, root)

    def codelist(self, name: str) -> frozenset[str]:
        """Give the codes of one of its codelists; raises ``UnknownCodelistError``."""
        return codelist_with(name, self.version, self.extensions, self.patches)


def schema_with(version: Version, known: Collection[str], patches: Sequence[Patch], root: Root = "Release") -> Schema:
    """Give the schema of a release or a record with extensions of our tables and patches, in this order.

    The same contents give the same object: treat it as read-only. A definition that a patch refers to and nobody gives
    is left open. Patches come from ``patch_from`` or ``resolved``, which see to it that a validator can be made.
    Raises ``UnknownVersionError`` and ``UnknownExtensionError``.
    """
    if not patches:
        return (release_schema if root == "Release" else record_schema)(version, known)
    contents = tuple((patch.schema, patch.codelists) for patch in patches)
    return _patched(supported(version), with_requirements(known), contents, root)


def codelist_with(name: str, version: Version, known: Collection[str], patches: Sequence[Patch]) -> frozenset[str]:
    """Give the codes of a codelist with extensions of our tables and patches; raises ``UnknownCodelistError``."""
    lists = [patch.codelists for patch in patches]
    return frozenset(extended(_base(name, supported(version), with_requirements(known), lists), name, lists))


def _base(name: str, version: Version, known: tuple[str, ...], lists: Sequence[Sequence[Codelist]]) -> tuple[str, ...]:
    changes = {each.change for patch in lists for each in patch if each.name == name}
    try:
        return codes(name, version, known)
    except UnknownCodelistError:
        if "" in changes:
            return ()
        if not changes or version == "1.1":
            raise
    # Extensions are written for 1.1, so they change its codelists even when applied to 1.0.
    return codes(name, "1.1", known)


@cache
def _patched(version: Version, known: tuple[str, ...], contents: _Contents, root: Root) -> Schema:
    plain = plain_definitions(version, known)
    around = {name: plain[name] for name in _AROUND if name in plain}
    own = {name: schema for name, schema in plain.items() if name not in {"Release", *around}}
    release = plain["Release"] | {"definitions": own}
    for patch, codelists in contents:
        release = with_codes(merged(release, orjson.loads(patch)), codelists)
    definitions = release.pop("definitions") | around
    whole = document_schema("Release", definitions | {"Release": release})
    if root == "Release":
        return whole
    needed = whole["definitions"] | around | {"Release": release}
    return document_schema(root, needed | versioned_definitions(needed))
