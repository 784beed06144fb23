"""Profiles: what they may say, and how a slip is told."""

import datetime as dt

import polars as pl
import pytest

from checks import catalog
from checks.catalog import indicator
from checks.exceptions import ProfileError, UnknownIndicatorError
from checks.profile import Setting, default_profile, profile_of, read_profile
from checks.runner import _judged

SLIPS = {
    "an unknown indicator": ({"R03": {}}, "R03", "did you mean `R0"),
    "an unknown parameter": ({"R003": {"dayz": 10}}, "R003.dayz", "did you mean `days`?"),
    "a parameter out of bounds": ({"R003": {"days": 0}}, "R003", "`int` >= 1 - at `$.days`"),
    "a parameter of another type": ({"R024": {"distance": "1 %"}}, "R024", "at `$.distance`"),
    "no table of parameters": ({"R003": 15}, "R003", "must be a table"),
    "a switch that is no yes or no": ({"R003": {"on": "no"}}, "R003.on", "true or false"),
    "a title that is no text": ({"title": 1}, "title", "must be a text"),
    "an unknown list of codes": ({"codes": {"bid_statuss": {}}}, "codes.bid_statuss", "did you mean `bid_status`?"),
    "an unknown code": (
        {"codes": {"bid_status": {"Rechazado": "disqualifed"}}},
        "codes.bid_status.Rechazado",
        "did you mean `disqualified`?",
    ),
    "words that are no table": ({"codes": {"method": "open"}}, "codes.method", "must be a table"),
    "codes that are no table": ({"codes": 1}, "codes", "one table"),
    "a dated limit without a day": ({"R003": {"days": [{"value": 1, "reference": "Act"}]}}, "R003.days", "`from`"),
    "a dated limit with a slip": (
        {"R003": {"days": [{"from": dt.date(2024, 1, 1), "valu": 1, "reference": "Act"}]}},
        "R003.days",
        "unknown field `valu`",
    ),
    "a dated limit out of bounds": (
        {"R003": {"days": [{"from": dt.date(2024, 1, 1), "value": 0, "reference": "Act"}]}},
        "R003.days",
        ">= 1",
    ),
    "a dated limit where no day decides": (
        {"R018": {"most": [{"from": dt.date(2024, 1, 1), "value": 2, "reference": "Act"}]}},
        "R018",
        "at `$.most`",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_refused_with_its_place_and_the_next_step(slip):
    found, place, told = SLIPS[slip]
    with pytest.raises(ProfileError) as caught:
        profile_of(found, "profile.toml")

    assert caught.value.place == place
    assert told in str(caught.value)
    assert str(caught.value).startswith("profile.toml: ")


def test_a_file_that_is_not_there_or_no_toml(tmp_path):
    with pytest.raises(ProfileError, match="check the path"):
        read_profile(tmp_path / "none.toml")
    broken = tmp_path / "broken.toml"
    broken.write_bytes(b"[R003\n")
    with pytest.raises(ProfileError, match="line 1"):
        read_profile(broken)
    broken.write_bytes(b"title = '\xff'\n")
    with pytest.raises(ProfileError, match="TOML"):
        read_profile(broken)


def test_without_a_profile_only_what_is_established_or_reviewed_is_on():
    on = default_profile().settings

    assert set(on) == {name for name, cls in catalog().items() if cls.standing.value == "established" or cls.reviewed}
    assert all(setting == Setting(catalog()[name]()) for name, setting in on.items())


def test_an_indicator_can_be_switched_off_and_set():
    profile = profile_of({"R018": {"on": False}, "R003": {"days": 20}}, "profile.toml")

    assert "R018" not in profile.settings
    assert profile.settings["R003"].indicator.days == 20
    assert list(profile.settings) == sorted(profile.settings)


def test_an_indicator_is_found_in_any_case_and_the_nearest_is_named():
    assert indicator("r003") is catalog()["R003"]
    with pytest.raises(UnknownIndicatorError, match="Did you mean R0") as caught:
        indicator("R03")
    assert caught.value.name == "R03"


LAWS = [("2024-01-01", 15, "the newer law"), ("2022-01-01", 10, "the older law")]
DAYS = {
    "2021-12-31": (15.0, "default"),
    "2022-01-01": (10.0, "the older law"),
    "2023-12-31T23:59:59-05:00": (10.0, "the older law"),
    "2024-01-01T00:00:00+09:00": (15.0, "the newer law"),
    "2030-01-01": (15.0, "the newer law"),
    "no day": (15.0, "default"),
}


@pytest.mark.parametrize("order", [1, -1])
def test_the_law_of_the_day_holds_on_the_calendar_of_the_place(order):
    """The first ten characters of a date are the day where it was written, whatever the zone."""
    rows = [{"from": dt.date.fromisoformat(day), "value": days, "reference": law} for day, days, law in LAWS]
    setting = profile_of({"R003": {"days": rows[::order]}}, "profile.toml").settings["R003"]
    start = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)
    view = pl.DataFrame(
        {"ocid": list(DAYS), "period_start_text": list(DAYS), "method": "open", "period_start": start}
    ).with_columns(period_end=pl.col("period_start") + pl.duration(days=12))

    found = _judged(view, setting)

    assert list(zip(found["limit"], found["limit_source"], strict=True)) == list(DAYS.values())
    assert found["outcome"].to_list() == ["alert" if days > 12 else "no_alert" for days, _ in DAYS.values()]
