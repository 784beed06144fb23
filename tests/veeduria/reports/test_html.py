"""The page to be sent or printed."""

import re

import pytest

from ocds.messages import translation


@pytest.fixture
def page(veeduria):
    """Validate as HTML; gives the page."""

    def page(source, *arguments, language="en"):
        return veeduria("--language", language, "validate", source, "--format", "html", *arguments).stdout

    return page


def test_page_needs_nothing_beside_it(page, many):
    found = page(many)
    assert "<script" not in found
    assert re.findall(r"""(?:src|<link[^>]*href|url\()=?["']?([^"')\s>]+)""", found) == []
    assert "default-src 'none'" in found


def test_page_tells_what_is_wrong_where_and_how_to_mend_it(page, many):
    found = page(many)
    assert "a value of the wrong type" in found
    assert "/releases/0/tender/value/amount" in found
    assert "numbers without quotes" in found
    assert 'href="https://standard.open-contracting.org/1.1/en/schema/reference/"' in found


def test_text_from_the_data_stays_text(page, hostile):
    found = page(hostile)
    assert "alert(1)" in found
    assert "<script" not in found
    assert "<b>" not in found


def test_page_speaks_the_language_asked_for(page, many):
    found = page(many, language="pt")
    assert '<html lang="pt">' in found
    assert translation("pt").gettext("Validation report") in found


def test_page_is_bounded(page, package, sound):
    found = page(package(sound | {f"propio{number}": 1 for number in range(500)}), "--limit", 5)
    assert found.count("<h3>") == 5
    assert "495 more kinds" in found


def test_page_of_sound_data_says_so(page, package, sound):
    assert "Nothing wrong was found." in page(package(sound))
