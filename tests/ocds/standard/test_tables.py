"""The fact tables stand on their own: whole, well-formed, and refusing what they do not know."""

import re
from typing import Any

import jsonschema_rs
import pytest

from ocds.standard import schema
from ocds.standard.codelists import codelist
from ocds.standard.exceptions import UnknownCodelistError, UnknownExtensionError, UnknownVersionError
from ocds.standard.extensions import extension_of, extensions, with_requirements
from ocds.standard.fields import Field, Version, fields
from ocds.standard.projects import project_codelist, project_fields
from ocds.standard.tables import names, rows

VERSIONS: tuple[Version, ...] = ("1.0", "1.1")
ALL = tuple(extensions())
FIELD_TABLES = [name for name in names() if name.startswith("fields-")]
CODELISTS = [(source, name) for source in (*VERSIONS, "oc4ids", *ALL) for name in names("codelists", source)]
GENERATED = (
    schema.release_schema,
    schema.versioned_release_schema,
    schema.record_schema,
    schema.release_package_schema,
    schema.record_package_schema,
)
COLUMNS = (
    "definition field types items ref format pattern min max required unique codelist closed language deprecated merge"
)
CELLS = {
    "types": r"(string|number|integer|boolean|object|array|null)(\|\w+)*",
    "items": r"(string|number|array|object)(\|\w+)*",
    "ref": r"[A-Z]\w+(\|[A-Z]\w+)?",
    "format": r"date-time|uri|email",
    "min": r">?\d+",
    "max": r"\d+",
    "required": r"yes",
    "unique": r"yes",
    "closed": r"yes|no",
    "language": r"yes",
    "deprecated": r"1\.1|null",
    "merge": r"omitWhenMerged|wholeListMerge|versionId",
    "item_min": r"\d+",
}


def find(definition: str, field: str, version: Version = "1.1", extensions: tuple[str, ...] = ()) -> Field:
    return next(row for row in fields(version, extensions) if (row.definition, row.field) == (definition, field))


def test_every_version_and_extension_has_one_table_of_fields() -> None:
    assert sorted(FIELD_TABLES) == sorted(f"fields-{origin}" for origin in (*VERSIONS, "oc4ids", *ALL))


@pytest.mark.parametrize("table", FIELD_TABLES)
def test_each_cell_says_what_its_column_allows(table: str) -> None:
    assert rows(f"{table}.csv")
    for row in rows(f"{table}.csv"):
        # OC4IDS alone bounds the members of lists.
        assert list(row) == COLUMNS.split() + ["item_min"] * (table == "fields-oc4ids")
        assert re.fullmatch(r"[A-Z]\w+(\.\w+)?", row["definition"]), row
        for column, allowed in CELLS.items():
            assert re.fullmatch(f"({allowed})?", row.get(column, "")), (column, row)
        assert bool(row["codelist"]) == bool(row["closed"]), row


@pytest.mark.parametrize("table", FIELD_TABLES)
def test_no_field_is_stated_twice(table: str) -> None:
    keys = [(row["definition"], row["field"]) for row in rows(f"{table}.csv")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("version", "objects", "properties"), [("1.0", 21, 135), ("1.1", 23, 176)])
def test_a_release_has_so_many_objects_and_properties(version: Version, objects: int, properties: int) -> None:
    beside = {"ReleasePackage", "RecordPackage", "Record", "LinkedRelease", "VersionedValue"}
    rows_of_a_release = [row for row in fields(version) if row.definition.partition(".")[0] not in beside]
    assert len({row.definition for row in rows_of_a_release}) == objects
    assert len([row for row in rows_of_a_release if row.field]) == properties


@pytest.mark.parametrize(("source", "name"), CODELISTS)
def test_each_codelist_holds_distinct_codes(source: str, name: str) -> None:
    codes = [row["code"] for row in rows("codelists", source, f"{name}.csv")]
    assert codes
    assert len(codes) == len(set(codes))
    assert all(code == code.strip() and code for code in codes)


@pytest.mark.parametrize("version", VERSIONS)
def test_each_field_with_a_codelist_finds_it(version: Version) -> None:
    named = [row for row in fields(version, ALL) if row.codelist]
    assert named
    for row in named:
        assert codelist(row.codelist or "", version if row.origin in VERSIONS else "1.1", ALL)


def test_each_field_of_a_project_with_a_codelist_finds_it() -> None:
    named = [row for row in project_fields() if row.codelist]
    assert len(named) == 35
    assert all(project_codelist(row.codelist or "") for row in named)


def test_each_extension_stands_after_those_it_requires() -> None:
    for place, extension in enumerate(extensions().values()):
        assert set(extension.requires) <= set(ALL[:place])
        assert extension.name
        assert extension.repository


@pytest.mark.parametrize("generate", GENERATED)
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("chosen", [(), *((each,) for each in ALL), ALL])
def test_every_reference_resolves(generate: Any, version: Version, chosen: tuple[str, ...]) -> None:
    generated = generate(version, chosen)
    pending: list[Any] = [generated]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            target = node.get("$ref")
            assert not isinstance(target, str) or target.removeprefix("#/definitions/") in generated["definitions"]
        pending.extend(node.values() if isinstance(node, dict) else node if isinstance(node, list) else ())
    jsonschema_rs.Draft4Validator(generated, validate_formats=True)


def test_an_extension_may_change_what_the_standard_says_of_a_field() -> None:
    assert find("Milestone", "documents").deprecated == "1.1"
    again = find("Milestone", "documents", extensions=("milestone_documents",))
    assert again.deprecated is None
    assert again.ref == ("Document",)
    assert again.origin == "1.1"


def test_an_extension_may_add_to_an_object_inside_another() -> None:
    details = schema.release_schema("1.1", ["beneficialOwners"])["definitions"]["Organization"]["properties"][
        "details"
    ]
    assert details == {
        "type": ["object", "null"],
        "properties": {"listedOnRegulatedMarket": {"type": ["boolean", "null"]}},
    }


def test_an_extension_may_add_codes() -> None:
    added = codelist("partyRole", "1.1", ["subcontracting"]) - codelist("partyRole", "1.1")
    assert added == {"subcontractor"}


def test_an_extension_brings_those_it_requires() -> None:
    assert with_requirements(["bidOpening"]) == ("location", "bidOpening")
    assert "Location" in schema.release_schema("1.1", ["bidOpening"])["definitions"]


def test_the_order_in_which_extensions_are_named_does_not_matter() -> None:
    assert schema.release_schema("1.1", ["lots", "bids"]) is schema.release_schema("1.1", {"bids", "lots"})


def test_an_object_of_an_extension_we_do_not_hold_is_left_open() -> None:
    assert schema.release_schema("1.1", ["selectionCriteria"])["definitions"]["CriterionNumber"] == {}


def test_a_closed_codelist_allows_null_where_the_field_does() -> None:
    tender = schema.release_schema("1.1")["definitions"]["Tender"]["properties"]
    assert tender["procurementMethod"]["enum"] == ["open", "selective", "limited", "direct", None]
    assert "enum" not in tender["submissionMethod"]


def test_a_misspelt_extension_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownExtensionError, match=r"unknown OCDS extension 'bid'; did you mean 'bids'\?") as caught:
        schema.release_schema("1.1", ["bid"])
    assert caught.value.name == "bid"


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(UnknownVersionError, match=r"unknown OCDS version '1\.1\.5'"):
        schema.release_schema("1.1.5")  # type: ignore[arg-type]
    with pytest.raises(UnknownVersionError):
        codelist("method", "2.0")  # type: ignore[arg-type]


def test_an_unknown_codelist_is_refused() -> None:
    with pytest.raises(
        UnknownCodelistError, match="unknown OCDS codelist 'tenderStatus'; did you mean 'milestoneStatus'"
    ):
        project_codelist("tenderStatus")
    with pytest.raises(UnknownCodelistError, match="unknown OCDS codelist 'bidStatus'"):
        codelist("bidStatus", "1.1")


@pytest.mark.parametrize("suffix", ["es", "es-419", "zh-Hant-TW", "de-1996", "en-u-co-phonebk", "x-local"])
def test_a_translated_field_is_a_text(suffix: str) -> None:
    validator = jsonschema_rs.Draft4Validator(schema.release_schema("1.1"))
    errors = [
        list(error.instance_path) for error in validator.iter_errors({"tender": {"id": 1, f"title_{suffix}": 5}})
    ]
    assert ["tender", f"title_{suffix}"] in errors


@pytest.mark.parametrize("suffix", ["", "e", "original1", "en_US", "translation"])
def test_a_name_that_ends_in_no_language_is_an_additional_field(suffix: str) -> None:
    validator = jsonschema_rs.Draft4Validator(schema.release_schema("1.1"))
    errors = [
        list(error.instance_path) for error in validator.iter_errors({"tender": {"id": 1, f"title_{suffix}": 5}})
    ]
    assert ["tender", f"title_{suffix}"] not in errors


def test_a_record_is_what_a_record_package_holds() -> None:
    package = schema.record_package_schema("1.1")
    record = schema.record_schema("1.1")
    assert {key: record[key] for key in package["definitions"]["Record"]} == package["definitions"]["Record"]


@pytest.mark.parametrize(
    ("url", "extension"),
    [
        (
            "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/v1.1.5/extension.json",
            "bids",
        ),
        ("https://raw.githubusercontent.com/open-contracting/ocds_lots_extension/v1.1.1/extension.json", "lots"),
        ("https://raw.githubusercontent.com/open-contracting-extensions/ocds_enquiry_extension/master/", "enquiries"),
        (
            "https://api.github.com/repos/open-contracting-extensions/ocds_location_extension/zipball/v1.1.4",
            "location",
        ),
        ("https://github.com/open-contracting-extensions/ocds_shareholders_extension", "shareholders"),
        ("https://extensions.open-contracting.org/en/extensions/participation_fee/master/", "participation_fee"),
        ("https://raw.githubusercontent.com/someone/ocds_bid_extension/master/extension.json", None),
        ("https://raw.githubusercontent.com/open-contracting-extensions/ocds_techniques_extension/master/", None),
        ("not a url", None),
    ],
)
def test_a_declared_extension_is_recognised_by_its_url(url: str, extension: str | None) -> None:
    assert extension_of(url) == extension
