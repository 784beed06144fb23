"""Which addresses of documents are asked for."""

import pytest

from checks.quality.dataset.url_availability import UrlAvailability


def releases(numbers):
    return [{"tender": {"documents": [{"id": "1", "url": f"https://example.org/{number}"}]}} for number in numbers]


@pytest.fixture
def asked(tables_of):
    """The addresses that are asked for, given the numbers of the documents."""

    def asked(numbers):
        found = []
        UrlAvailability(reach=lambda url: found.append(url) or 200).measured(tables_of(releases(numbers)))
        return found

    return asked


def test_a_hundred_addresses_are_asked_for_once_each(asked):
    assert len(asked(range(300))) == len(set(asked(range(300)))) == 100


def test_the_sample_does_not_depend_on_the_order_of_the_data(asked):
    assert asked(range(300)) == asked(reversed(range(300)))


def test_the_sample_hardly_changes_as_data_is_added(asked):
    kept = set(asked(range(300))) & set(asked(range(310)))
    assert 90 <= len(kept) < 100


def test_the_sample_is_spread_over_the_data(asked):
    numbers = [int(url.rpartition("/")[2]) for url in asked(range(300))]
    assert all(15 < sum(start <= number < start + 100 for number in numbers) < 55 for start in (0, 100, 200))


def test_nothing_is_asked_for_where_there_are_too_few_addresses(asked):
    assert asked(range(99)) == []
