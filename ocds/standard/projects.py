"""JSON Schema (draft 4) of the projects of OC4IDS (0.9) and of their packages, generated from its fact table.

Like the schemas of releases it validates exactly what the official schema validates, and is whole in itself. OC4IDS
has no extensions. The schemas are shared between callers: treat them as read-only.
"""

from functools import cache

from ocds.standard.codelists import codes
from ocds.standard.definitions import Schema, document_schema, object_schemas
from ocds.standard.fields import Field, fields_of


def project_schema() -> Schema:
    """Give the schema of one project."""
    return _schema("Project")


def project_package_schema() -> Schema:
    """Give the schema of a package of projects."""
    return _schema("ProjectPackage")


def project_fields() -> tuple[Field, ...]:
    """Give the fields of each object of OC4IDS, in the order of the table."""
    return fields_of("oc4ids", ())


def project_codelist(name: str) -> frozenset[str]:
    """Give the codes of the codelist ``name`` (as ``"projectStatus"``); raises ``UnknownCodelistError``."""
    return frozenset(codes(name, "oc4ids", ()))


@cache
def _schema(root: str) -> Schema:
    return document_schema(root, object_schemas(project_fields()))
