"""Sentences about alerts, as each language writes their numbers."""

import pytest

import checks
from checks.pages import page, sentence
from checks.sentences import fill, fill_each

WRITTEN = {
    # a price of the evidence, a distance between two prices, a number of days
    "{amount:,.2f}": {"en": "10,786.50", "es": "10.786,50", "pt": "10.786,50", "fr": "10\u202f786,50"},
    "{distance:.2%}": {"en": "1.05%", "es": "1,05%", "pt": "1,05%", "fr": "1,05%"},
    "{days:.0f}": {"en": "10", "es": "10", "pt": "10", "fr": "10"},
    "{day:.10}": {"en": "2026-03-04", "es": "2026-03-04", "pt": "2026-03-04", "fr": "2026-03-04"},
    "{unpublished:,.2f}": {"en": "?", "es": "?", "pt": "?", "fr": "?"},
    "{unpublished:.10}": {"en": "?", "es": "?", "pt": "?", "fr": "?"},
    "{method:.0f}": {"en": "open", "es": "open", "pt": "open", "fr": "open"},
}
FACTS = {
    "amount": 10786.5,
    "distance": 0.0105,
    "days": 10.0,
    "day": "2026-03-04T08:00:00-05:00",
    "unpublished": None,
    "method": "open",
}


@pytest.mark.parametrize(("form", "language"), [(form, code) for form, codes in WRITTEN.items() for code in codes])
def test_a_fact_is_written_as_its_readers_do(form, language):
    assert fill(form, FACTS, language) == WRITTEN[form][language]


def test_numbers_are_rounded_alike_in_every_language():
    halves = [number / 8 for number in range(1, 80)]

    english = [fill("{n:.2f}", {"n": half}) for half in halves]

    assert [fill("{n:.2f}", {"n": half}, "es").replace(",", ".") for half in halves] == english


def test_braces_and_signs_of_a_value_stay_as_published():
    assert fill("{name} 100 %", {"name": "{amount} %s"}) == "{amount} %s 100 %"


def test_many_are_filled_as_each_of_them_is():
    text = " and ".join([*WRITTEN, "{{days}}", "{amount}"])
    rows = [FACTS, FACTS | {"amount": -0.0, "day": None}, FACTS | {"distance": None, "method": 1}]

    found = fill_each(text, len(rows), {name: [row[name] for row in rows] for name in FACTS})

    assert found == [fill(text, row) for row in rows]
    assert fill_each("No placeholder.", 2, {}) == ["No placeholder."] * 2


def test_the_page_of_an_indicator_is_in_the_language_of_its_reader():
    spanish = page(checks.catalog()["R018"], "es")

    assert "\n\n## Método\n\n" in spanish
    assert "`tender/numberOfTenderers`" in spanish
    assert "The number of bidders" not in spanish


ALERT = {
    "indicator": "R018",
    "version": checks.catalog()["R018"].version,
    "says": "The procedure (open) drew 1 bidder.",
    "value": 1.0,
    "limit": 1.0,
    "read": [{"name": "method_word", "pointer": "/tender/procurementMethod", "value": '"open"'}],
}


def test_the_sentence_of_an_alert_is_in_the_language_of_its_reader():
    assert sentence(ALERT) == ALERT["says"]
    assert sentence(ALERT, "pt") == "O procedimento (open) atraiu 1 licitante."


@pytest.mark.parametrize("changed", [{"version": 99, "read": []}, {"indicator": "R999"}])
def test_an_alert_of_another_version_of_the_indicator_keeps_its_sentence(changed):
    assert sentence(ALERT | changed, "pt") == ALERT["says"]
