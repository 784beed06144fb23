"""Limits drawn from the data: the quartiles of Hyndman and Fan's type 8, and when there is no limit."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import Fence, Side
from checks.fences import limits, quantile

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 6))


@settings(deadline=None, max_examples=150)
@given(st.lists(NUMBERS, min_size=1, max_size=60), st.sampled_from([0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0]))
def test_quantiles_are_those_of_type_8(values, p):
    ours = pl.DataFrame({"value": values}, schema={"value": pl.Float64}).select(quantile("value", p)).item()

    assert ours == pytest.approx(np.quantile(values, p, method="median_unbiased"), rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(
    ("values", "q1", "q3"), [([7.0], 7, 7), ([1.0, 2.0], 1, 2), ([1.0, 2.0, 4.0], 7 / 6, 11 / 3)]
)  # fmt: skip
def test_a_few_values_by_hand(values, q1, q3):
    """With three values h = (3 + 1/3)·p + 1/3: 7/6 for the first quartile, 17/6 for the third."""
    frame = pl.DataFrame({"value": values}).select(q1=quantile("value", 0.25), q3=quantile("value", 0.75))

    assert frame.row(0) == pytest.approx((q1, q3))


def fence(values, side=Side.LOWER, minimum=20, by=()):
    return limits(pl.DataFrame(values), Fence(side, by, minimum)).to_dicts()


def test_the_lower_and_the_upper_fence():
    values = {"value": [10.0 + number / 10 for number in range(21)]}
    q1, q3 = (np.quantile(values["value"], p, method="median_unbiased") for p in (0.25, 0.75))

    assert fence(values)[0]["limit"] == pytest.approx(q1 - 1.5 * (q3 - q1))
    assert fence(values, Side.UPPER)[0]["limit"] == pytest.approx(q3 + 1.5 * (q3 - q1))


def test_with_few_values_there_is_no_fence():
    values = {"value": [10.0 + number / 10 for number in range(19)]}

    assert fence(values) == [{"limit": None, "limit_unknown": "few_values"}]
    assert fence(values, minimum=19)[0]["limit"] is not None


@pytest.mark.parametrize(
    "values",
    [[5.0] * 30, [0.0] * 10 + [float(number) for number in range(20)], [1.0] * 10 + [9.0] * 20],
    ids=["no spread", "the first quartile is zero", "the fence is below zero"],
)
def test_a_fence_that_tells_nothing_apart_is_silent(values):
    assert fence({"value": values}) == [{"limit": None, "limit_unknown": "no_spread"}]


def test_each_group_of_peers_has_its_own_fence():
    values = {
        "currency": ["XTS"] * 20 + ["USD"] * 20 + ["EUR"],
        "value": [10.0 + number / 10 for number in range(20)] + [20.0 + number / 10 for number in range(20)] + [1.0],
    }

    found = {row["currency"]: row for row in fence(values, by=("currency",))}

    assert found["USD"]["limit"] == pytest.approx(found["XTS"]["limit"] + 10)
    assert found["EUR"] == {"currency": "EUR", "limit": None, "limit_unknown": "few_values"}


def test_the_order_of_the_rows_does_not_matter():
    values = [10.0 + number / 7 for number in range(50)]

    assert fence({"value": values}) == fence({"value": values[::-1]})
