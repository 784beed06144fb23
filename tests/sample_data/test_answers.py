"""The answer key: complete, and right by the rules said over in plain Python."""

import csv
import json
from collections import Counter, defaultdict
from datetime import date, datetime

import pytest

from sample_data.cast import actor
from sample_data.country import BUILT
from sample_data.stories import all_cases
from sample_data.words import read

LATER = {"R049": 9, "bridge": 3, "clause": 3, "emergency": 3, "owner": 3, "rewritten_date": 3}

COMPETITIVE = {"open", "selective"}
NOT_SUBMITTED = {"invited", "withdrawn"}
KNOWN = NOT_SUBMITTED | {"pending", "valid", "disqualified"}


def bids(release):
    return release.get("bids", {}).get("details", [])


def active(release):
    return [award for award in release.get("awards", []) if award["status"] == "active"]


def r003(release):
    method = release["tender"].get("procurementMethod")
    if method is None:
        return "unknown"
    if method not in COMPETITIVE:
        return "not_applicable"
    period = release["tender"].get("tenderPeriod", {})
    if {"startDate", "endDate"} - set(period):
        return "unknown"
    start, end = (datetime.fromisoformat(period[name]) for name in ("startDate", "endDate"))
    if end < start:
        return "unknown"
    lawful = 15 if start.date() >= date(2024, 1, 1) else 10
    return "alert" if (end - start).days < lawful else "no_alert"


def r018(release):
    tender = release["tender"]
    method = tender.get("procurementMethod")
    if method is None:
        return "unknown"
    if method not in COMPETITIVE:
        return "not_applicable"
    named = {party["id"] for bid in bids(release) for party in bid["tenderers"]}
    named |= {party["id"] for party in tender.get("tenderers", [])}
    number = tender.get("numberOfTenderers") or len(named)
    if not number:
        return "unknown"
    return "alert" if number == 1 else "no_alert"


def r036(release):
    if not active(release):
        return "not_applicable"
    submitted = [bid for bid in bids(release) if bid["status"] not in NOT_SUBMITTED]
    if not submitted:
        return "unknown"
    lowest = min(submitted, key=lambda bid: bid["value"]["amount"])
    if lowest["status"] not in KNOWN:
        return "unknown"
    documents = [*release["tender"]["documents"], *(one for award in release["awards"] for one in award["documents"])]
    reason = any(one["documentType"] == "evaluationReports" for one in documents)
    valid = any(bid["status"] == "valid" for bid in submitted)
    return "alert" if lowest["status"] == "disqualified" and valid and not reason else "no_alert"


def r024_value(release):
    """The distance of the second price from the winning one; None if unknown; "out" if out of scope."""
    if release["tender"].get("procurementMethodDetails") == "Precio fijo regulado":
        return "out"
    awards = active(release)
    if len(awards) != 1 or len(awards[0]["suppliers"]) != 1:
        return "out"
    valid = [bid for bid in bids(release) if bid["status"] == "valid" and len(bid["tenderers"]) == 1]
    if not valid or len({bid["value"]["currency"] for bid in valid}) > 1:
        return None
    winner = awards[0]["suppliers"][0]["id"]
    own = [bid["value"]["amount"] for bid in valid if bid["tenderers"][0]["id"] == winner]
    others = [bid["value"]["amount"] for bid in valid if bid["tenderers"][0]["id"] != winner]
    if not own or not others or min(own) > min(others):
        return "out"
    return (min(others) - min(own)) / min(own)


def r024(release, fence):
    value = r024_value(release)
    if value == "out":
        return "not_applicable"
    if value is None:
        return "unknown"
    return "alert" if value <= fence else "no_alert"


def dated_lists(folder):
    """The entries of Quillay's list by the day each file was drawn."""
    return {
        path.stem.removeprefix("inhabilitados-"): rows(path)
        for path in sorted((folder / "lists").glob("inhabilitados-*.csv"))
    }


def r046(release, lists):
    parties = {party["id"]: party for party in release["parties"]}
    suppliers = [(award, one) for award in active(release) for one in award["suppliers"]]
    if not suppliers:
        return "not_applicable"
    buyer = release["buyer"]["name"]
    seen = {standing(parties[one["id"]], award.get("date", "")[:10], buyer, lists) for award, one in suppliers}
    return next(outcome for outcome in ("alert", "unknown", "no_alert") if outcome in seen)


def standing(party, day, buyer, lists):
    if not "2023-01-01" <= day <= max(lists):
        return "unknown"
    entries = {entry["entry"]: (drawn, entry) for drawn, listed in lists.items() for entry in listed}
    seen = {judge(party, day, buyer, drawn, entry, max(lists)) for drawn, entry in entries.values()}
    return next(outcome for outcome in ("alert", "unknown", "no_alert") if outcome in seen)


def judge(party, day, buyer, drawn, entry, newest):
    identifier = party.get("identifier", {})
    if not identifier or not entry["identifier"]:
        alike = party["name"] == entry["name"] and entry["kind"] == "person"
        return "unknown" if alike and not identifier else "no_alert"
    if (identifier["scheme"], identifier["id"]) != (entry["scheme"], entry["identifier"]):
        return "no_alert"
    if entry["measure"] == "fine" or (entry["scope"] == "authority" and entry["authority"] != buyer):
        return "no_alert"
    if drawn < newest and (not entry["end"] or entry["end"] > drawn) and day > drawn:
        return "unknown"
    end = min(entry["end"] or "9999", entry["lifted"] or "9999")
    return "alert" if entry["start"] <= day <= end else "no_alert"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def compiled():
    return {case.ocid: case.compiled for _, case in all_cases()}


@pytest.fixture(scope="module")
def key(country):
    answers = defaultdict(dict)
    for row in rows(country / "answers.csv"):
        answers[row["indicator"]][row["ocid"]] = row["outcome"]
    return answers


@pytest.mark.parametrize("indicator", BUILT)
def test_each_story_has_a_guilty_an_innocent_and_an_unknown(key, indicator):
    assert {"alert", "no_alert", "unknown"} <= set(key[indicator].values())
    assert Counter(key[indicator].values())["alert"] >= 3


def test_the_other_stories_wait_for_their_indicators(country):
    outcomes = defaultdict(list)
    for row in rows(country / "answers_later.csv"):
        outcomes[row["indicator"]].append(row["outcome"])

    assert {indicator: len(found) for indicator, found in outcomes.items()} == LATER
    assert all(set(found) == {"alert", "no_alert", "unknown"} for found in outcomes.values())


def test_no_process_has_two_answers_of_one_indicator(country):
    answered = [(row["ocid"], row["indicator"]) for row in rows(country / "answers.csv")]

    assert len(answered) == len(set(answered))


@pytest.mark.parametrize(("indicator", "rule"), [("R003", r003), ("R018", r018), ("R036", r036)])
def test_the_answers_follow_from_the_rule(key, compiled, indicator, rule):
    assert {ocid: rule(compiled[ocid]) for ocid in key[indicator]} == key[indicator]


@pytest.fixture(scope="module")
def fence(country):
    """The lower fence over the line-delimited compiled releases, by eye: quartiles of Hyndman and Fan's type 8."""
    lines = (country / "data/lines_compiled/compiled.jsonl").read_text("utf-8").splitlines()
    values = sorted(
        value
        for value in (r024_value(json.loads(line)) for line in lines)
        if isinstance(value, float)
    )  # fmt: skip
    first, third = (quantile(values, share) for share in (0.25, 0.75))
    return first - 1.5 * (third - first)


def quantile(values, share):
    place = (len(values) + 1 / 3) * share + 1 / 3
    below = int(place)
    return values[below - 1] + (place - below) * (values[below] - values[below - 1])


def test_close_prices_lie_below_a_positive_fence_and_usual_ones_above(key, compiled, fence):
    assert 0.05 < fence < 0.085
    assert {ocid: r024(compiled[ocid], fence) for ocid in key["R024"]} == key["R024"]


def test_barred_suppliers_follow_from_the_lists(key, compiled, country):
    lists = dated_lists(country)

    assert {ocid: r046(compiled[ocid], lists) for ocid in key["R046"]} == key["R046"]


def test_no_ordinary_supplier_stands_on_a_list(country):
    """Whoever is on a list is in a story: the base of the country knows none of them."""
    told = {actor(name)["name"] for name in read("cast")}
    listed = {entry["name"] for entries in dated_lists(country).values() for entry in entries}
    data = b"".join(path.read_bytes() for path in (country / "data").rglob("*.json*") if path.is_file()).decode(
        "utf-8", "replace"
    )

    owner = "Hermenegilda Tupizal Orivaro"
    assert {name for name in listed - told if f'"{name}"' in data} == {owner}


def test_the_secrets_are_in_the_data(country):
    data = (country / "data/release_packages").glob("*.json")
    published = "".join(path.read_text("utf-8") for path in data)
    secrets = rows(country / "never_leak.csv")

    assert len(secrets) == 4
    assert all(row["text"] in published for row in secrets)


def test_a_contract_text_that_is_linked_is_there(country):
    texts = {path.name: path.read_text("utf-8") for path in (country / "documents").iterdir()}

    assert len(texts) == 2
    assert sum("Anticorrupción" in text for text in texts.values()) == 1


def test_rewriting_shows_only_in_the_history(compiled):
    for name, case in all_cases():
        if name == "rewritten_date" and case.answers[0].outcome == "alert":
            dates = [award["date"] for release in case.releases for award in release.get("awards", [])]
            assert dates == sorted(dates, reverse=True)
            assert len(set(dates)) == 2
