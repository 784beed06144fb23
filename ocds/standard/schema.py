"""JSON Schema (draft 4) of releases, records and packages, generated from the fact tables.

It validates exactly what the official schema validates, reads no file but the tables, and is whole in itself: every
``$ref`` stays inside. An object that no table defines (of an extension we do not hold) is left open. The schemas are
shared between callers: treat them as read-only.
"""

from collections.abc import Collection
from functools import cache

from ocds.standard.definitions import Schema, document_schema, object_schemas
from ocds.standard.extensions import with_requirements
from ocds.standard.fields import Version, fields_of, supported
from ocds.standard.versioned import versioned_definitions


def release_schema(version: Version, extensions: Collection[str] = ()) -> Schema:
    """Give the schema of one release; it carries ``omitWhenMerged``, ``wholeListMerge`` and ``versionId`` for merging.

    This and the functions below raise ``UnknownVersionError`` and ``UnknownExtensionError``.
    """
    return _schema("Release", supported(version), with_requirements(extensions))


def versioned_release_schema(version: Version, extensions: Collection[str] = ()) -> Schema:
    """Give the schema of one versioned release, in which each value lists the releases that stated it."""
    return _schema("VersionedRelease", supported(version), with_requirements(extensions))


def record_schema(version: Version, extensions: Collection[str] = ()) -> Schema:
    """Give the schema of one record; its releases are either all links or all embedded."""
    return _schema("Record", supported(version), with_requirements(extensions))


def release_package_schema(version: Version, extensions: Collection[str] = ()) -> Schema:
    """Give the schema of a release package."""
    return _schema("ReleasePackage", supported(version), with_requirements(extensions))


def record_package_schema(version: Version, extensions: Collection[str] = ()) -> Schema:
    """Give the schema of a record package."""
    return _schema("RecordPackage", supported(version), with_requirements(extensions))


@cache
def _schema(root: str, version: Version, extensions: tuple[str, ...]) -> Schema:
    plain = plain_definitions(version, extensions)
    return document_schema(root, plain | versioned_definitions(plain))


@cache
def plain_definitions(version: Version, extensions: tuple[str, ...]) -> dict[str, Schema]:
    """Give the objects of releases, records and packages; ``extensions`` as ``with_requirements`` gives them."""
    return object_schemas(fields_of(version, extensions), extensions)
