"""How often fields are published, and what that can feed."""

import csv
import datetime as dt
import json

import polars as pl
import pytest
import zstandard

from ocds.fields.checks import Judging
from sample_data.generator import compiled_releases
from veeduria import coverage_text
from veeduria.coverage import coverage
from veeduria.coverage_table import COLUMNS, table


@pytest.fixture
def rows(veeduria):
    """The rows of one kind that the command gives as CSV."""

    def rows(kind, source, *options):
        called = veeduria("coverage", source, "--format", "csv", "--workers", 1, *options)
        assert called.exit_code == 0
        return [row for row in csv.DictReader(called.stdout.splitlines()) if row["kind"] == kind]

    return rows


def test_share_counts_processes_not_releases_or_items(rows, written, sound):
    second = sound | {"id": "2", "date": "2025-01-02T00:00:00Z", "tender": {"id": "T1", "title": "Escuelas"}}
    other = sound | {"ocid": "ocds-xqy001-2", "tender": {"id": "T2"}}
    found = {row["field"]: row for row in rows("field", written(sound, second, other))}
    assert (found["tender/id"]["releases"], found["tender/id"]["share"]) == ("2", "1.0")
    assert (found["tender/title"]["releases"], found["tender/title"]["share"]) == ("1", "0.5")
    assert (found["awards"]["releases"], found["awards"]["share"]) == ("0", "0.0")


def test_share_of_places_counts_the_objects_that_could_hold_a_field(rows, written, sound):
    items = [{"id": "1", "quantity": 5}, {"id": "2"}, {"id": "3", "quantity": ""}, {"id": "4"}]
    found = {row["field"]: row for row in rows("field", written(sound | {"tender": {"id": "T1", "items": items}}))}
    quantity = found["tender/items/quantity"]
    assert [quantity[name] for name in ("possible", "exists", "filled", "filled_share")] == ["4", "2", "1", "0.25"]
    assert found["contracts/id"]["filled_share"] == ""


def test_every_field_of_the_standard_is_told_and_those_it_lacks(rows, written, sound):
    origins = {row["field"]: row["origin"] for row in rows("field", written(sound | {"monto": 5}))}
    assert list(origins.values()).count("1.1") == 559
    assert origins["monto"] == "additional"
    assert "tender/lots" not in origins


def test_extension_in_use_is_told_whole(rows, written, sound):
    lots = sound | {"tender": {"id": "T1", "lots": [{"id": "1"}]}}
    origins = {row["field"]: row["origin"] for row in rows("field", written(lots))}
    assert origins["tender/lots/title"] == "lots"


def test_codes_are_counted_and_unknown_ones_marked(rows, written, sound):
    tender = {"id": "T1", "status": "adjudicado", "procurementMethod": "open"}
    source = written(sound | {"tender": tender})
    found = {(row["field"], row["code"]): (row["known"], row["filled"]) for row in rows("code", source)}
    assert found["tender/status", "adjudicado"] == ("false", "1")
    assert found["tender/procurementMethod", "open"] == ("true", "1")


@pytest.mark.parametrize(
    ("kind", "code"), [("party_role", "buyer"), ("document_type", "tenderNotice"), ("milestone_type", "delivery")]
)
def test_roles_and_types_are_counted_wherever_they_stand(rows, written, sound, kind, code):
    stage = {
        "documents": [{"id": "1", "documentType": "tenderNotice"}],
        "milestones": [{"id": "1", "type": "delivery"}],
    }
    release = sound | {"planning": stage, "tender": stage | {"id": "T1"}}
    found = {row["code"]: (row["known"], row["filled"], row["releases"]) for row in rows(kind, written(release))}
    assert found[code] == ("true", "1" if kind == "party_role" else "2", "1")


def test_checks_of_values_are_told_when_asked_for(rows, written, sound):
    parties = [{"id": mail, "contactPoint": {"email": mail}} for mail in ("a@example.org", "none")]
    source = written(sound | {"parties": parties})
    assert rows("check", source) == []
    found = {row["check"]: row for row in rows("check", source, "--quality") if "email" in row["field"]}
    assert [found["email"][name] for name in ("passed", "failed", "passed_share")] == ["1", "1", "0.5"]
    [example] = [row for row in rows("example", source, "--quality") if row["check"] == "email"]
    assert (example["ocid"], example["pointer"]) == ("ocds-xqy001-1", "/parties/1/contactPoint/email")
    assert (example["value"], example["reason"]) == ('"none"', "is no address of e-mail")


def test_newest_release_is_today_unless_told(rows, written, sound):
    source = written(sound | {"awards": [{"id": "1", "date": "2025-06-30"}]})
    late = {row["field"] for row in rows("example", source, "--quality") if row["check"] == "date_time"}
    assert late == {"awards/date"}
    assert rows("example", source, "--quality", "--as-of", "2025-07-01") == []


def test_ocids_are_judged_by_a_register(rows, written, sound, tmp_path):
    register = tmp_path / "register.txt"
    register.write_text("ocds-213czf\n", encoding="utf-8")
    source = written(sound)
    [failing] = rows("example", source, "--quality", "--prefixes", register)
    assert (failing["check"], failing["value"]) == ("ocid_prefix_check", '"ocds-xqy001-1"')
    assert "ocid_prefix_check" not in {row["check"] for row in rows("check", source, "--quality")}


def test_register_that_holds_no_prefix_is_a_mistake_of_usage(veeduria, written, sound, tmp_path):
    register = tmp_path / "register.txt"
    register.write_text("nothing", encoding="utf-8")
    called = veeduria("coverage", written(sound), "--quality", "--prefixes", register, "--workers", 1)
    assert called.exit_code == 2
    assert "register.txt" in called.stderr


def test_json_lines_hold_the_same(veeduria, written, sound):
    called = veeduria("coverage", written(sound), "--format", "jsonl", "--workers", 1)
    rows = [json.loads(line) for line in called.stdout.splitlines()]
    [row] = [row for row in rows if row["kind"] == "field" and row["field"] == "tender/id"]
    assert {
        "releases": 1,
        "share": 1.0,
        "possible": 1,
        "exists": 1,
        "filled": 1,
        "filled_share": 1.0,
    }.items() <= row.items()
    assert {row["kind"] for row in rows} == {"field", "code", "party_role", "indicator", "input"}


@pytest.fixture
def parts_of(tmp_path):
    """Write releases as compiled parts of a given size; gives their folder."""

    def parts_of(releases, size):
        folder = tmp_path / f"parts-of-{size}"
        (folder / "compiled").mkdir(parents=True)
        for start in range(0, len(releases), size):
            lines = "".join(f"{json.dumps(release)}\n" for release in releases[start : start + size])
            packed = zstandard.compress(lines.encode())
            (folder / "compiled" / f"{start:06}.jsonl.zst").write_bytes(packed)
        return folder

    return parts_of


def test_outcome_does_not_depend_on_workers_or_parts(parts_of):
    releases = list(compiled_releases(60, 1))
    judging = Judging(dt.date(2025, 1, 1))
    whole = coverage(parts_of(releases, 60), 1, judging)
    split = coverage(parts_of(releases, 7), 2, judging)
    assert table(whole).schema == COLUMNS
    assert table(whole).equals(table(split))
    assert split.counts.releases == 60


def test_fields_too_many_to_list_are_told(parts_of, monkeypatch):
    for module in ("ocds.fields.counts", "ocds.fields.plan"):
        monkeypatch.setattr(f"{module}.MOST_ADDITIONAL", 10)
    found = coverage(parts_of([{f"x{n}": 1 for n in range(15)}], 1))
    [row] = table(found).filter(pl.col("field").is_null(), kind="field").to_dicts()
    assert (row["origin"], row["exists"]) == ("additional", 5)
    assert "Too many fields that the standard lacks: 5 places are not listed." in list(coverage_text.lines(found))


def test_text_says_which_indicators_can_be_fed_and_what_is_missing(veeduria, written, sound):
    called = veeduria("coverage", written(sound), "--workers", 1)
    assert called.exit_code == 0
    lines = called.stdout.splitlines()
    place = lines.index("    0%  R003 Short submission period")
    assert "tender/procurementMethod: in 0%" in " ".join(lines[place:])


def test_data_with_every_input_feeds_the_indicator(veeduria, written, sound):
    period = {"startDate": "2025-01-01T00:00:00Z", "endDate": "2025-01-09T00:00:00Z"}
    fed = sound | {"tender": {"id": "T1", "procurementMethod": "open", "tenderPeriod": period}}
    assert "  100%  R003" in veeduria("coverage", written(fed), "--workers", 1).stdout


def test_source_without_a_process(veeduria, written):
    called = veeduria("coverage", written({"a": 1}), "--workers", 1)
    assert called.exit_code == 0
    assert called.stdout.startswith("0 processes")


def test_nothing_to_open(veeduria):
    assert veeduria("coverage", "nowhere.json", "--workers", 1).exit_code == 3


def test_text_tells_fields_codes_and_checks(veeduria, written, sound):
    release = sound | {"language": "Spanish", "tender": {"id": "T1", "status": "raro\x1b[2J", "monto": 1}}
    called = veeduria("coverage", written(release), "--quality", "--workers", 1)
    assert called.exit_code == 0
    lines = called.stdout.splitlines()
    assert "  100%   100%            1  tender/id" in lines
    assert "  100%   100%            1  tender/monto  (not in the standard)" in lines
    assert "    0%     0%            0  tender/title" in lines
    assert not any(line.endswith("  tender/amendment") for line in lines)
    assert "           1  buyer" in lines[lines.index("Roles of parties") :]
    assert lines[lines.index("tender/status (tenderStatus)") + 1].endswith("(not in the codelist)")
    assert "    0%  language: 0 passed, 1 failed" in lines[lines.index("Languages have their code") :]
    assert '        "Spanish" is no code of ISO 639-1: ocds-xqy001-1 /language' in lines
    assert "\x1b" not in called.stdout
