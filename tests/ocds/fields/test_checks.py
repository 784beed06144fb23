"""The checks of fields: what passes, what fails, and what is not judged."""

import datetime as dt

import pytest

from ocds.fields.checks import Judging, field_checks, judges
from ocds.fields.exceptions import NoPrefixesError
from ocds.fields.paths import paths
from ocds.fields.prefixes import read_prefixes

PATHS = {place.path: place for place in paths("1.1", ["bids"])}
TODAY = Judging(dt.date(2025, 6, 30), frozenset({"ocds-213czf"}))


def passes(path, value, judging=TODAY):
    [judge] = judges(PATHS[path], judging).values()
    return judge(value) is None


PASS = [
    ("awards/date", "2025-06-30T23:59:59Z"),
    ("tender/tenderPeriod/endDate", "2030-01-01"),
    ("parties/contactPoint/email", "compras@example.org"),
    ("parties/contactPoint/email", "Compras <compras.publicas+1@sub.example.org>"),
    ("parties/contactPoint/email", "niño@educación.example"),
    ("parties/contactPoint/telephone", "+57 1 234 5678"),
    ("tender/documents/language", "es"),
    ("parties/identifier/scheme", "GB-COH"),
    ("tender/documents/documentType", "tenderNotice"),
    ("tender/documents/documentType", "ours"),
    ("tender/documents/format", "application/pdf"),
    ("tender/documents/format", "Application/PDF"),
    ("tender/documents/format", "offline/print"),
    ("tender/documents/description", "x" * 250),
    ("tender/items/quantity", 0),
    ("ocid", "ocds-213czf-1"),
]
FAIL = [
    ("awards/date", "2025-07-01"),
    ("awards/date", "0001-01-01T00:00:00Z"),
    ("awards/date", "30/06/2025"),
    ("awards/date", 20250630),
    ("tender/tenderPeriod/endDate", "2050-01-01"),
    ("tender/tenderPeriod/endDate", "2025-02-30"),
    ("parties/contactPoint/email", "compras"),
    ("parties/contactPoint/email", "a@b.org; c@d.org"),
    ("parties/contactPoint/email", "compras@"),
    ("parties/contactPoint/email", "https://example.org"),
    ("parties/contactPoint/telephone", "234 5678"),
    ("parties/contactPoint/telephone", "+57"),
    ("parties/contactPoint/telephone", 575555),
    ("tender/documents/language", "Spanish"),
    ("tender/documents/language", "ES"),
    ("parties/identifier/scheme", "RUC"),
    ("awards/documents/documentType", "tenderNotice"),
    ("tender/documents/format", "PDF"),
    ("tender/documents/description", "x" * 251),
    ("tender/items/quantity", -1),
    ("tender/items/quantity", True),
    ("tender/items/quantity", [1]),
    ("tender/items/quantity", 10**400),
    ("ocid", "ocds-zzzzzz-1"),
    ("ocid", "213czf"),
]


@pytest.mark.parametrize(("path", "value"), PASS)
def test_sound_value_passes(path, value):
    assert passes(path, value)


@pytest.mark.parametrize(("path", "value"), FAIL)
def test_other_value_fails(path, value):
    assert not passes(path, value)


def test_day_that_counts_as_today_is_given_not_looked_up():
    assert passes("awards/date", "2049-12-31", Judging())
    assert not passes("awards/date", "2049-12-31", Judging(dt.date(2049, 12, 30)))
    assert not passes("awards/date", "2050-01-01", Judging(dt.date(2060, 1, 1)))


def test_ocids_are_not_judged_without_a_register():
    assert judges(PATHS["ocid"], Judging()) == {}


def test_documents_outside_the_stages_are_not_judged_by_their_stage():
    assert "document_type" not in judges(PATHS["bids/details/documents/documentType"], TODAY)


def test_long_texts_are_judged_quickly():
    assert not passes("parties/contactPoint/email", "a." * 100_000 + "@")
    assert not passes("parties/contactPoint/telephone", "+" + "1" * 100_000)


@pytest.mark.parametrize("name", field_checks())
def test_check_says_what_it_is_and_judges_somewhere(name):
    check = field_checks()[name]
    assert check.title
    assert check.cure.endswith(".")
    assert any(place.kind in check.kinds for place in PATHS.values())


def test_register_of_prefixes_is_read_in_any_form(tmp_path):
    register = tmp_path / "register.csv"
    register.write_text('Prefix,Publisher\nocds-213czf,Barnet\n"ocds-abc123","x"\n', encoding="utf-8")
    assert read_prefixes(register) == {"ocds-213czf", "ocds-abc123"}


def test_register_without_a_prefix_is_refused(tmp_path):
    register = tmp_path / "register.csv"
    register.write_text("213czf\n", encoding="utf-8")
    with pytest.raises(NoPrefixesError, match=r"register\.csv"):
        read_prefixes(register)
