"""Eleven defects of the most used validator, reproduced and recorded: none of them is ours.

Each case holds the guilty beside the innocent, as a publisher may write them.
"""

import socket

import pytest

from ocds.extending.resolving import Sources
from ocds.validation.options import Options


def test_1_a_deprecated_field_is_told_wherever_it_stands(found, package, release):
    amendment = {"description": "Se amplía el plazo"}
    written = release(
        tender={"id": "LP-7", "amendment": amendment},
        awards=[{"id": "1", "amendment": amendment}, {"id": "2", "amendments": [amendment | {"id": "A1"}]}],
        contracts=[{"id": "C1", "awardID": "1", "amendment": amendment}],
    )

    assert found(package(written)) == [
        ("/releases/0/tender/amendment", "deprecated_field"),
        ("/releases/0/awards/0/amendment", "deprecated_field"),
        ("/releases/0/contracts/0/amendment", "deprecated_field"),
    ]


def test_2_names_that_begin_alike_or_end_like_a_language_are_additional_fields_all_the_same(found, package, release):
    written = release(
        obra="x",
        obra_publica="x",
        obras=1,
        tender={
            "id": "LP-7",
            "title_es": "Escuela",
            "title_en": "School",
            "status_es": "x",
            "my_field": 1,
            "x_custom": 2,
        },
    )

    assert sorted(found(package(written))) == [
        ("/releases/0/obra", "additional_field"),
        ("/releases/0/obra_publica", "additional_field"),
        ("/releases/0/obras", "additional_field"),
        ("/releases/0/tender/my_field", "additional_field"),
        ("/releases/0/tender/status_es", "additional_field"),
        ("/releases/0/tender/x_custom", "additional_field"),
    ]


@pytest.mark.parametrize("empty", ["", " "])
def test_3_an_empty_code_of_a_closed_codelist_is_an_error(empty, found, package, release):
    written = release(tender={"id": "LP-7", "status": empty, "procurementMethod": "open"})

    assert ("/releases/0/tender/status", "enum") in found(package(written))
    assert {pointer for pointer, _ in found(package(written))} == {"/releases/0/tender/status"}


def test_4_codes_and_additional_fields_are_told_each_with_place_and_value(validated, package, release):
    written = release(
        tender={
            "id": "LP-7",
            "submissionMethod": ["electronicSubmission", "ventanilla"],
            "documents": [
                {"id": "1", "documentType": "pliego", "folio": 3},
                {"id": "2", "documentType": "tenderNotice"},
            ],
        },
        awards=[{"id": "1", "documents": [{"id": "1", "documentType": "pliego"}]}],
    )

    told = validated(package(written)).told

    assert [(one.pointer, one.rule, one.value) for one in told] == [
        ("/releases/0/tender/submissionMethod/1", "open_codelist", '"ventanilla"'),
        ("/releases/0/tender/documents/0/documentType", "open_codelist", '"pliego"'),
        ("/releases/0/tender/documents/0/folio", "additional_field", "3"),
        ("/releases/0/awards/0/documents/0/documentType", "open_codelist", '"pliego"'),
    ]


@pytest.fixture
def offline(monkeypatch):
    """A machine without a network: whoever opens a connection fails."""

    def refused(*_, **__):
        pytest.fail("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def test_5_records_are_validated_without_a_network(offline, validated, record_package, release):
    history = {"releaseID": "2-tender", "releaseDate": "2024-05-31T09:00:00Z", "releaseTag": ["tender"]}
    versioned = {
        "ocid": "ocds-213czf-2",
        "initiationType": [history | {"value": "tender"}],
        "tender": {"id": [history | {"value": "LP-8"}], "title": [history | {"value": "Escuela"}]},
    }
    sound = {"ocid": "ocds-213czf-1", "releases": [release()], "compiledRelease": release(tag=["compiled"])}
    faulty = {"ocid": "ocds-213czf-2", "releases": [release(2, date="ayer")], "versionedRelease": versioned}

    checked = validated(record_package(sound, faulty))

    assert checked.documents == {"record": 2}
    assert [(one.pointer, one.rule) for one in checked.told] == [("/records/1/releases/0/date", "format")]


KNOWN = "https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/v1.1.5/extension.json"
UNKNOWN = [
    "http://example.com/404/",
    "https://raw.githubusercontent.com/compras/bad_path_to_extensions/extension.json",
    "file:///extension.json",
    "badprotocol:extension",
]


def test_6_extensions_that_are_not_applied_are_told_each_by_its_place(offline, validated, package, release):
    written = release(tender={"id": "LP-7", "lots": [{"id": "1", "title": "Aulas"}]})

    checked = validated(package(written, extensions=[UNKNOWN[0], KNOWN, *UNKNOWN[1:]]))

    assert [(one.rule, one.pointer, one.value) for one in checked.told] == [
        ("extension_unknown", f"/extensions/{place}", f'"{url}"')
        for place, url in zip((0, 2, 3, 4), UNKNOWN, strict=True)
    ]


def test_7_no_input_ends_the_run(tmp_path, validated, found, package, release):
    folder = tmp_path / "extensions" / "rota"
    folder.mkdir(parents=True)
    (folder / "extension.json").write_text('{"name": {"en": "rota"}, "compatibility": ["1.1"]}')
    (folder / "release-schema.json").write_text(
        '{"properties": {"obra": {"$ref": "https://example.com/nowhere.json"}}}'
    )
    options = Options(sources=Sources(folder.parent))
    declared = package(release(obra={"id": "1"}), extensions=["https://compras.example.org/rota/extension.json"])

    assert found(declared, options) == [
        ("/extensions/0", "extension_unreadable"),
        ("/releases/0/obra", "additional_field"),
    ]
    assert found(b"\xef\xbb\xbf" + validated(package(release())).path.read_bytes()) == [("", "bom")]
    for top in (b"true", b"null", b"3.14", b'"compras"', b"[[1]]"):
        assert [rule for _, rule in found(top)] == ["foreign_json"]


def test_8_empty_fields_are_told_of_metadata_nulls_and_objects_in_arrays(found, package, release):
    written = release(
        tender={"id": "LP-7", "title": None, "description": "", "tenderers": [{}], "value": {}, "items": []},
        awards=[{"id": "1", "title": "Escuela", "date": "2024-06-01T00:00:00Z"}],
    )

    told = found(package(written, publisher={"name": "Ministerio", "uid": ""}, license=None))

    assert [pointer for pointer, rule in told if rule == "empty_field"] == [
        "/publisher/uid",
        "/license",
        *(f"/releases/0/tender/{name}" for name in ("title", "description", "tenderers/0", "value", "items")),
    ]


def test_9_milestones_with_the_same_id_are_told(found, package, release):
    milestones = [{"id": "hito-1"}, {"id": "hito-2"}, {"id": "hito-1"}]
    written = release(
        planning={"milestones": milestones},
        contracts=[{"id": "C1", "awardID": "1", "implementation": {"milestones": milestones[:2]}}],
    )

    assert found(package(written)) == [("/releases/0/planning/milestones/2/id", "duplicate_id")]


def test_10_a_prefix_alone_is_no_ocid(found, package, release):
    bare, sound, loud = release(ocid="ocds-213czf"), release(ocid="ocds-213czf-1"), release(ocid="OCDS-213czf-2")

    assert found(package(bare, sound, loud)) == [
        ("/releases/0/ocid", "ocid_prefix"),
        ("/releases/2/ocid", "ocid_prefix"),
    ]


def test_11_data_cannot_make_us_call_an_address(offline, found, package, release):
    inside = ["http://169.254.169.254/latest/meta-data/extension.json", "http://localhost/extension.json"]

    assert found(package(release(), extensions=inside)) == [
        ("/extensions/0", "extension_unknown"),
        ("/extensions/1", "extension_unknown"),
    ]


@pytest.mark.parametrize("url", ["http://169.254.169.254/extension.json", "https://localhost/extension.json"])
def test_11_nor_where_extensions_may_be_fetched(url, offline, found, package, release):
    options = Options(sources=Sources(online=True))

    assert found(package(release(), extensions=[url]), options) == [("/extensions/0", "extension_refused")]
