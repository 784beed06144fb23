"""Running indicators: one that fails costs no other, and what a fence over all processes does."""

import polars as pl
import pytest

from checks import Fence, Indicator, Phase, Severity, Side, Standing, catalog
from checks.indicator import limit, value
from checks.profile import Setting, default_profile
from checks.runner import OUTCOMES, _judged, run


class Faulty(Indicator, frozen=True, kw_only=True):
    """An indicator of the tests with a fault of its own: a text is no number."""

    id, phase, standing, severity = "T002", Phase.TENDER, Standing.OURS, Severity.LOW
    references, says = ("the tests",), "{value}"

    def scope(self):
        return pl.col("method").is_not_null()

    def value(self):
        return pl.col("method").str.to_integer()

    def flag(self):
        return value > 0


class ManyLots(Faulty, frozen=True, kw_only=True):
    """An indicator of the tests with a fence over all processes."""

    id, fence = "T003", Fence(Side.UPPER, minimum=3)

    def scope(self):
        return pl.col("ocid").is_not_null()

    def value(self):
        return pl.col("lots")

    def flag(self):
        return value >= limit


def test_a_fault_of_ours_in_one_indicator_is_told_and_the_others_go_on(judged):
    settings = default_profile().settings | {"T002": Setting(Faulty())}
    snapshot = judged["R003"].snapshot

    found = run(snapshot.scan, {}, settings)

    names = [name for name in settings if name != "T002"]
    assert list(found.errors) == ["T002"]
    assert set(found.outcomes["T002"]) == {"error"}
    assert found.outcomes.select(pl.col(names).is_in(OUTCOMES[:4]).all()).row(0) == (True,) * len(names)


def test_two_configurations_of_one_indicator_at_once(judged):
    cls = catalog()["R003"]
    settings = {"short": Setting(cls(days=5)), "long": Setting(cls(days=30))}

    found = run(judged["R003"].snapshot.scan, {}, settings).outcomes

    short, long = ((found[name] == "alert").sum() for name in settings)
    assert 0 < short < long


@pytest.mark.parametrize("lots", [[1, 2, 3, 50], [None, None]], ids=["some values", "no value at all"])
def test_a_fence_over_all_processes(lots):
    view = pl.DataFrame(
        {"ocid": [str(number) for number in range(len(lots))], "lots": lots}, schema_overrides={"lots": pl.UInt32}
    )

    found = _judged(view, Setting(ManyLots()))

    assert found.height == len(lots)
    assert set(found["outcome"]) <= set(OUTCOMES)
    if lots[0] is None:
        assert found["reason"].to_list() == ["lots", "lots"]


def test_without_processes_there_are_no_outcomes_and_no_errors(judged):
    empty = {
        name: judged["R003"].snapshot.scan(name).clear() for name in ("process", "award", "bid", "award_supplier")
    }
    empty["screening"] = judged["R003"].snapshot.scan("screening").clear()

    found = run(empty.__getitem__, {}, default_profile().settings)

    assert found.errors == {}
    assert found.outcomes.is_empty()
    assert found.evidence.is_empty()
    assert set(default_profile().settings) < set(found.outcomes.columns)
