"""The flattened fictional example of the standard's sample data: its workbooks say what its JSON says."""

import json
import re

import pytest

STEPS = ("01-planning", "02-tender", "03-tenderAmendment", "04-award", "05-contract", "06-implementation")


@pytest.fixture(scope="module")
def example(corpus):
    folder = corpus / "validation/inputs/sample-data/fictional-example"
    if not folder.is_dir():
        pytest.skip("the recorded workbooks are not in the corpus")
    return folder


def normalised(value):
    """Without the roles, which were edited in the JSON alone; identifiers that had become decimals are mended."""
    if isinstance(value, dict):
        return {key: normalised(member) for key, member in value.items() if key != "roles"}
    if isinstance(value, list):
        return [normalised(member) for member in value]
    return re.sub(r"^(\d+)\.0$", r"\1", value) if isinstance(value, str) else value


@pytest.mark.parametrize("step", STEPS)
def test_workbook_says_what_its_json_says(step, example, read):
    name = f"ocds-213czf-000-00001-{step}"
    package, found = read(example / f"flattened/{name}.xlsx")
    expected = json.loads((example / f"1.1/{name}.json").read_bytes())
    [ours], [theirs] = normalised(package["releases"]), normalised(expected["releases"])
    # The last two workbooks name the buyer alone; their JSON was given the suppliers later.
    parties = {party["id"]: party for party in theirs.pop("parties")}
    ours_parties = ours.pop("parties")
    assert ours_parties == [parties[party["id"]] for party in ours_parties]
    assert ours == theirs
    assert found.warnings == []
    assert {key: package[key] for key in ("version", "license", "publicationPolicy")} == {
        key: expected[key] for key in ("version", "license", "publicationPolicy")
    }
    assert normalised(package["publisher"]) == normalised(expected["publisher"])


def test_an_issue_is_told_with_sheet_row_and_column(example, read):
    _, found = read(example / "flattened/ocds-213czf-000-00001-04-award.xlsx")
    assert found.cell("/releases/0/parties/1/identifier/id") == ("Parties", 3, "G", "parties/0/identifier/id")
    assert str(found.cell("/releases/0/tag/0")) == "0. Releases >>, row 2, column F (tag)"
