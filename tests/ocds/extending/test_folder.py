"""Extensions that a user keeps in a folder, and which URL means which of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from ocds.extending.patches import merged
from ocds.extending.resolving import Resolution, Sources, resolved
from ocds.standard.exceptions import UnknownCodelistError
from ocds.standard.schema import record_schema, release_schema

RAW = "https://raw.githubusercontent.com"
COVERED_BY = f"{RAW}/open-contracting-extensions/ocds_coveredBy_extension/master/extension.json"
LOTS = f"{RAW}/open-contracting-extensions/ocds_lots_extension/v1.1.5/extension.json"
RELEASE = {
    "ocid": "ocds-213czf-1",
    "id": "1",
    "date": "2024-05-06T07:08:09Z",
    "tag": ["tender"],
    "initiationType": "tender",
}
Make = Callable[..., Path]


def errors(found: Resolution, tender: dict[str, Any]) -> list[tuple[str, str]]:
    validator = jsonschema_rs.Draft4Validator(found.extended("1.1").schema(), validate_formats=True)
    release = RELEASE | {"tender": {"id": "1"} | tender}
    return [("/".join(map(str, error.instance_path)), error.kind.name) for error in validator.iter_errors(release)]


def problems(found: Resolution) -> list[tuple[str, str]]:
    return [(code, detail) for _, code, detail in found.problems]


def test_known_extensions_come_from_our_tables() -> None:
    found = resolved([LOTS, LOTS])
    assert found == (("lots",), (), ())
    assert found.extended("1.1").schema() is release_schema("1.1", ["lots"])
    assert found.extended("1.1").schema("Record") is record_schema("1.1", ["lots"])


def test_an_unknown_extension_is_not_applied_and_told_of() -> None:
    found = resolved([COVERED_BY, LOTS])
    assert found.known == ("lots",)
    assert found.patches == ()
    ((url, code, detail),) = found.problems
    assert (url, code) == (COVERED_BY, "extension_unknown")
    assert "not among the known extensions" in detail


def test_it_is_taken_from_the_folder(extension: Make) -> None:
    found = resolved([COVERED_BY], Sources(extension("ocds_coveredBy_extension")))
    assert found.problems == ()
    assert errors(found, {"coveredBy": ["GPA"]}) == []
    assert errors(found, {"coveredBy": "GPA"}) == [("tender/coveredBy", "type")]
    assert errors(resolved([]), {"coveredBy": "GPA"}) == []


def test_the_folder_is_not_asked_for_what_we_know(extension: Make) -> None:
    assert resolved([LOTS], Sources(extension("ocds_lots_extension", {"type": 5}))) == (("lots",), (), ())


@pytest.mark.parametrize(
    ("directory", "metadata"),
    [
        ("ocds_coveredBy_extension", {}),
        ("ocds_coveredBy_extension-master", {}),
        ("ocds_coveredBy_extension-v1.1.5", {}),
        ("coveredBy", {}),
        ("x", {"documentationUrl": {"en": "https://extensions.open-contracting.org/en/extensions/coveredBy/"}}),
        ("x", {"documentationUrl": "https://github.com/open-contracting/ocds_coveredBy_extension"}),
        ("x", {"name": {"en": "Covered by"}}),
        ("x", {"name": {"es": "Covered by", "en": "Cubierto por"}}),
    ],
)
def test_an_extension_of_the_folder_is_matched(directory: str, metadata: Any, extension: Make) -> None:
    assert len(resolved([COVERED_BY], Sources(extension(directory, metadata=metadata))).patches) == 1


@pytest.mark.parametrize(
    ("directory", "metadata"),
    [
        ("ocds_coveredBy_extension-draft", {}),
        ("x", {"documentationUrl": {"en": "https://github.com/someone/ocds_coveredBy_extension"}}),
        ("x", {"name": {"en": "Covered by treaties"}}),
        ("x", {"name": 5, "documentationUrl": [None]}),
    ],
)
def test_another_extension_of_the_folder_is_not(directory: str, metadata: Any, extension: Make) -> None:
    found = resolved([COVERED_BY], Sources(extension(directory, metadata=metadata)))
    assert [code for code, _ in problems(found)] == ["extension_unknown"]


def test_its_documentation_counts_for_more_than_the_name_of_its_folder(extension: Make) -> None:
    extension("coveredBy", {"definitions": {}}, metadata={"name": "first"})
    folder = extension("z", metadata={"name": "second", "documentationUrl": COVERED_BY})
    assert [patch.name for patch in resolved([COVERED_BY], Sources(folder)).patches] == ["second"]


def test_an_extension_of_no_repository_is_matched_by_its_folder(extension: Make) -> None:
    url = "https://apiocds.example:8443/recursos/branch/extension.json"
    assert len(resolved([url], Sources(extension("branch"))).patches) == 1


def test_patches_apply_in_the_order_declared(extension: Make) -> None:
    extension("one", {"properties": {"level": {"type": "string", "minLength": 2}}})
    folder = extension("two", {"properties": {"level": {"type": "integer"}}})
    first, second = "https://a.example/one/", "https://a.example/two/"
    found = resolved([first, second], Sources(folder)).extended("1.1").schema()
    assert found["properties"]["level"] == {"type": "integer", "minLength": 2}
    again = resolved([second, first], Sources(folder)).extended("1.1").schema()
    assert again["properties"]["level"]["type"] == "string"


def test_the_same_contents_give_the_same_schema(extension: Make) -> None:
    extension("one", metadata={})
    folder = extension("two", metadata={})
    one, two = (resolved([f"https://a.example/{name}/"], Sources(folder)).extended("1.1") for name in ("one", "two"))
    assert one == two
    assert one.schema() is two.schema()
    both = resolved(["https://a.example/one/", "https://a.example/two/"], Sources(folder))
    assert len(both.patches) == 1


def test_a_patch_does_not_change_the_schema_without_it(extension: Make) -> None:
    before = release_schema("1.1")["definitions"]["Tender"]["properties"].keys() | set()
    resolved([COVERED_BY], Sources(extension("coveredBy"))).extended("1.1").schema("Record")
    assert release_schema("1.1")["definitions"]["Tender"]["properties"].keys() == before


def test_a_record_is_patched_in_its_releases_and_stays_a_record(extension: Make) -> None:
    schema = {"properties": {"level": {"type": "integer"}}, "definitions": {"Record": {"type": "string"}}}
    found = resolved([COVERED_BY], Sources(extension("coveredBy", schema))).extended("1.1")
    validator = jsonschema_rs.Draft4Validator(found.schema("Record"), validate_formats=True)
    record = {
        "ocid": "ocds-213czf-1",
        "releases": [RELEASE | {"level": "high"}],
        "compiledRelease": RELEASE | {"level": "high"},
        "versionedRelease": {"ocid": "ocds-213czf-1", "level": [{"value": "high"}]},
    }
    places = {"/".join(map(str, error.instance_path)) for error in validator.iter_errors(record)}
    assert {"compiledRelease/level", "versionedRelease/level/0/value"} <= places


def test_nothing_is_removed(extension: Make) -> None:
    schema = {"properties": {"ocid": None, "level": {"type": "string", "enum": ["a", None]}}, "required": None}
    found = resolved([COVERED_BY], Sources(extension("coveredBy", schema))).extended("1.1").schema()
    assert found["properties"]["ocid"] == release_schema("1.1")["properties"]["ocid"]
    assert found["required"] == release_schema("1.1")["required"]
    assert found["properties"]["level"]["enum"] == ["a", None]


def test_a_merge_patch_replaces_lists_and_merges_objects() -> None:
    target = {"a": {"b": [1, 2], "c": 1}, "d": 1}
    assert merged(target, {"a": {"b": [3]}, "d": {"e": 2}}) == {"a": {"b": [3], "c": 1}, "d": {"e": 2}}
    assert target == {"a": {"b": [1, 2], "c": 1}, "d": 1}


def test_a_definition_that_nobody_gives_is_left_open(extension: Make) -> None:
    schema = {"properties": {"auction": {"$ref": "#/definitions/Auction"}}}
    found = resolved([COVERED_BY], Sources(extension("coveredBy", schema)))
    assert found.problems == ()
    assert found.extended("1.1").schema()["definitions"]["Auction"] == {}


CLOSED = {
    "definitions": {
        "Tender": {
            "properties": {
                "level": {
                    "type": ["string", "null"],
                    "codelist": "level.csv",
                    "openCodelist": False,
                    "enum": ["local", None],
                }
            }
        }
    }
}


def test_codelists_replace_add_and_remove(extension: Make) -> None:
    codelists = {
        "level.csv": "Code,Title\nlocal,Local\nnational,National\n",
        "+method.csv": '\ufeffCode,Title\r\nauction,"An\r\nauction"\r\n',
        "-method.csv": "Code\ndirect\n",
        "+partyRole.csv": "Code\nauditor\n",
    }
    found = resolved([COVERED_BY], Sources(extension("coveredBy", CLOSED, codelists=codelists)))
    assert found.problems == ()
    assert errors(found, {"level": "national", "procurementMethod": "auction"}) == []
    assert errors(found, {"level": None, "procurementMethod": None}) == []
    assert errors(found, {"level": "world"}) == [("tender/level", "enum")]
    assert errors(found, {"procurementMethod": "direct"}) == [("tender/procurementMethod", "enum")]
    now = found.extended("1.1")
    assert now.codelist("method") == {"open", "selective", "limited", "auction"}
    assert now.codelist("level") == {"local", "national"}
    assert "auditor" in now.codelist("partyRole")
    with pytest.raises(UnknownCodelistError):
        now.codelist("levels")


@pytest.mark.parametrize(
    ("file", "content", "detail"),
    [
        ("+levels.csv", "Code\nx\n", "codelists/+levels.csv: there is no codelist levels to change"),
        ("-method.csv", "Code\nauction\n", "codelists/-method.csv: there is no code 'auction' to remove"),
        ("+method.csv", "Código\nx\n", "codelists/+method.csv: it has no column Code, or no row"),
        ("+method.csv", "", "codelists/+method.csv: it has no column Code, or no row"),
        ("+method.csv", "Code\nlicitaci\xf3n\n".encode("latin-1"), "byte 13 is not UTF-8"),
        ("+method.csv", "Code\n" + "x" * 200_000, "codelists/+method.csv: field larger than field limit (131072)"),
    ],
)
def test_a_codelist_that_cannot_be_applied_is_told_of(
    file: str, content: str | bytes, detail: str, extension: Make
) -> None:
    found = resolved([COVERED_BY], Sources(extension("coveredBy", codelists={file: content})))
    ((code, said),) = problems(found)
    assert code == "extension_codelist"
    assert detail in said
    assert errors(found, {"coveredBy": "GPA"}) == [("tender/coveredBy", "type")]


def test_codes_of_a_known_or_earlier_extension_can_be_removed(extension: Make) -> None:
    extension("one", codelists={"+partyRole.csv": "Code\nauditor\n", "level.csv": "Code\nlocal\n"})
    folder = extension(
        "two", codelists={"-partyRole.csv": "Code\nauditor\nsubcontractor\n", "+level.csv": "Code\nx\n"}
    )
    subcontracting = f"{RAW}/open-contracting-extensions/ocds_subcontracting_extension/master/"
    found = resolved([subcontracting, "https://a.example/one/", "https://a.example/two/"], Sources(folder))
    assert found.problems == ()
    assert not {"auditor", "subcontractor"} & found.extended("1.1").codelist("partyRole")
    assert found.extended("1.1").codelist("level") == {"local", "x"}


def test_codelists_alone_are_an_extension(extension: Make) -> None:
    codelists = {"+partyRole.csv": "Code\nauditor\n"}
    found = resolved([COVERED_BY], Sources(extension("coveredBy", None, codelists=codelists)))
    assert found.problems == ()
    assert "auditor" in found.extended("1.0").codelist("partyRole") - resolved([]).extended("1.1").codelist(
        "partyRole"
    )


def test_only_the_codelists_listed_are_read(extension: Make) -> None:
    metadata = {"codelists": ["+partyRole.csv", "../../secret.csv", "none.csv", 5]}
    codelists = {"+partyRole.csv": "Code\nauditor\n", "level.csv": "Code\nlocal\n"}
    folder = extension("coveredBy", metadata=metadata, codelists=codelists)
    found = resolved([COVERED_BY], Sources(folder))
    assert [each.name for each in found.patches[0].codelists] == ["partyRole"]
    assert len(problems(found)) == 2
    assert all("there is no such file" in detail for _, detail in problems(found))
