"""Runs indicators over an entity table: four outcomes each, and evidence for every alert."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import polars as pl
from polars.exceptions import PolarsError

from checks.columns import flag_columns, needed_columns, scope_columns, value_columns
from checks.evidence import evidence_frame
from checks.fences import limits
from checks.indicator import Fence, Indicator
from checks.profile import Setting
from ocds.codes import Words
from ocds.tables.instants import local_day
from ocds.tables.scan import Scan
from ocds.tables.views import process_view

OUTCOMES = ("alert", "no_alert", "unknown", "not_applicable", "error")


class Results(NamedTuple):
    """`outcomes`: ocid and, for each indicator, its outcome and reason; `evidence`: one row an alert.

    `errors` holds what went wrong in an indicator of ours: its outcome is `error` everywhere. `held` has, for each
    indicator with a fence, the rows of the view that it decides on and is drawn from, with their number as `row`.
    """

    outcomes: pl.DataFrame
    evidence: pl.DataFrame
    errors: dict[str, str]
    held: dict[str, pl.DataFrame]


def run(scan: Scan, words: Words, settings: dict[str, Setting]) -> Results:
    """Run indicators over the processes whose tables `scan` gives."""
    return finished([begun(scan, words, settings)], settings)


def begun(scan: Scan, words: Words, settings: dict[str, Setting]) -> Results:
    """The results of a part of the processes, but for the rows that are held until every part is known."""
    columns = sorted({name for setting in settings.values() for name in needed_columns(setting.indicator)})
    view = process_view(scan, words, columns)
    outcomes, evidence = [view["ocid"]], [evidence_frame(view, None)]
    errors: dict[str, str] = {}
    held: dict[str, pl.DataFrame] = {}
    for name, setting in settings.items():
        judged, alerts, error = _tried(view, setting, drawn=False)
        outcomes += [judged["outcome"].alias(name), judged["reason"].alias(f"{name}_reason")]
        if error is not None:
            errors[name] = error
        elif fence_of(setting):
            held[name] = _held(view, judged, setting.indicator)
        else:
            evidence.append(alerts)
    return Results(pl.DataFrame(outcomes), pl.concat(evidence), errors, held)


def finished(parts: Sequence[Results], settings: dict[str, Setting]) -> Results:
    """The results of all processes: what was held is judged by fences drawn from every part."""
    outcomes = pl.concat([part.outcomes for part in parts])
    evidence = [part.evidence for part in parts]
    errors = {name: error for part in parts for name, error in part.errors.items()}
    starts = list(accumulate(part.outcomes.height for part in parts))
    for name, setting in settings.items():
        each = zip(parts, [0, *starts], strict=False)
        held = [part.held[name].with_columns(pl.col("row") + start) for part, start in each if name in part.held]
        if held:
            rows = pl.concat(held)
            judged, alerts, error = _tried(rows, setting)
            told = [(name, judged["outcome"]), (f"{name}_reason", judged["reason"])]
            outcomes = outcomes.with_columns(outcomes[column].scatter(rows["row"], found) for column, found in told)
            evidence.append(alerts)
            errors |= {name: error} if error is not None else {}
    return Results(outcomes, pl.concat(evidence).sort("indicator", "ocid"), errors, {})


def _tried(
    view: pl.DataFrame, setting: Setting, *, drawn: bool = True
) -> tuple[pl.DataFrame, pl.DataFrame, str | None]:
    """What is judged of the view, the evidence of its alerts, and what went wrong."""
    try:
        judged = _judged(view, setting, drawn=drawn)
        alerts = judged.select(pl.arg_where(pl.col("outcome") == "alert")).to_series()
        return judged, evidence_frame(view[alerts].hstack(judged[alerts]), setting.indicator), None
    except PolarsError as error:
        failed = pl.DataFrame([_all(view, "outcome", "error"), _all(view, "reason", None)])
        return failed, evidence_frame(view, None), str(error)


def _held(view: pl.DataFrame, judged: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """The rows in scope that have a value, with all that the indicator reads."""
    needed = {"ocid", *needed_columns(indicator)}
    rows = judged.select(row=pl.arg_where(pl.col("scope") & pl.col("value").is_not_null()))
    read = view.select(name for name in view.columns if name.removesuffix("_unknown") in needed)
    return rows.hstack(read[rows["row"]])


def fence_of(setting: Setting) -> Fence | None:
    """The fence of an indicator, unless a parameter stands in its place."""
    indicator = setting.indicator
    given = getattr(indicator, indicator.threshold) if indicator.threshold else None
    return indicator.fence if given is None else None


def _peers(view: pl.DataFrame, measured: pl.DataFrame, fence: Fence) -> pl.DataFrame:
    found = view.select("ocid", *fence.by).hstack(measured)
    return found.filter(pl.col("scope"), pl.col("value").is_not_null()).select(*fence.by, "value")


def _measured(view: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    return view.select(indicator.scope().cast(pl.Boolean).alias("scope"), _finite(indicator.value()).alias("value"))


def _all(view: pl.DataFrame, name: str, value: float | str | None, dtype: type[pl.DataType] = pl.String) -> pl.Series:
    return pl.Series(name, [value], dtype).new_from_index(0, view.height)


def _judged(view: pl.DataFrame, setting: Setting, *, drawn: bool = True) -> pl.DataFrame:
    """`outcome`, `reason`, `scope`, `value`, `limit`, `limit_source` for each row of the view.

    A fence is `drawn` from these rows; else no value has a limit yet.
    """
    indicator = setting.indicator
    measured = _measured(view, indicator)
    fence = fence_of(setting) if drawn else None
    held = _fenced(view, fence, limits(_peers(view, measured, fence), fence)) if fence else _limits(view, setting)
    frame = view.select("ocid", *sorted(flag_columns(indicator))).hstack(measured).hstack(held)
    flagged = frame.select(indicator.flag().cast(pl.Boolean).alias("flag")).to_series()
    judged = measured.hstack(held).with_columns(flagged)
    judged = judged.with_columns(_outcomes(judged))
    reason = _reasons(view, judged, indicator)
    return judged.with_columns(reason).select("outcome", "reason", "scope", "value", "limit", "limit_source")


def _outcomes(judged: pl.DataFrame) -> pl.Series:
    """The outcomes, from `scope`, `value` and `flag`; as places in `OUTCOMES` first, for texts are slow to choose."""
    missing = pl.any_horizontal(pl.col("scope", "value", "flag").is_null())
    place = pl.when(pl.col("flag")).then(0).otherwise(1)
    place = pl.when(~pl.col("scope")).then(3).when(missing).then(2).otherwise(place)
    return pl.Series("outcome", OUTCOMES).gather(judged.select(place.cast(pl.UInt32)).to_series())


def _finite(value: pl.Expr) -> pl.Expr:
    """A value as Float64; in polars NaN is greater than any number, so what is not finite becomes null."""
    number = value.cast(pl.Float64)
    return pl.when(number.is_finite()).then(number)


def _limits(view: pl.DataFrame, setting: Setting) -> pl.DataFrame:
    """`limit`, `limit_source`, `limit_unknown` for each row: the law of the day, else a parameter."""
    indicator = setting.indicator
    given = getattr(indicator, indicator.threshold) if indicator.threshold else None
    source = ("profile" if indicator.threshold in setting.given else "default") if indicator.threshold else None
    held = pl.DataFrame(
        [
            _all(view, "limit", given, pl.Float64),
            _all(view, "limit_source", source),
            _all(view, "limit_unknown", None),
        ]
    )
    day = local_day(pl.col(f"{indicator.dated_by}_text"))
    for law in reversed(setting.dated):
        value, named = pl.lit(law.value).alias("limit"), pl.lit(law.reference).alias("limit_source")
        since = view.select((day >= law.start).fill_null(value=False).alias("since")).to_series()
        lawful = pl.DataFrame([since]).select("since", value, named)
        held = held.with_columns(held[name].zip_with(~since, lawful[name]) for name in ("limit", "limit_source"))
    return held


def _fenced(view: pl.DataFrame, fence: Fence, drawn: pl.DataFrame) -> pl.DataFrame:
    """The same for each row from the fences drawn; a group without peers has none."""
    by = list(fence.by)
    rows = view.select("ocid", *by)
    if by:
        rows = rows.join(drawn, on=by, how="left", maintain_order="left")
    elif drawn.is_empty():
        rows = rows.with_columns(limit=pl.lit(None, pl.Float64), limit_unknown=pl.lit("few_values"))
    else:
        rows = rows.join(drawn, how="cross")
    return rows.select("limit", pl.lit("fence").alias("limit_source"), "limit_unknown")


def _reasons(view: pl.DataFrame, judged: pl.DataFrame, indicator: Indicator) -> pl.Series:
    """Why a row is unknown: the names of the missing columns, or the reason told beside such a column."""
    reasons, unknown, in_scope = (
        _all(view, "reason", None),
        pl.col("outcome") == "unknown",
        pl.col("scope").is_not_null(),
    )
    out_of_scope = scope_columns(indicator) - frozenset(indicator.optional)
    inputs = value_columns(indicator) | flag_columns(indicator)
    for chosen, names in ((unknown & ~in_scope, out_of_scope), (unknown & in_scope, inputs)):
        rows = judged.select(pl.arg_where(chosen)).to_series()
        if rows.is_empty():
            continue
        columns = [name for name in view.columns if name.removesuffix("_unknown") in names]
        frame = view.select(columns)[rows].hstack(judged.select("value", "limit_unknown")[rows])
        told = _missing(names, columns)
        reason = (
            pl.when(told != "").then(told)
            .when(pl.col("value").is_not_null()).then("limit_unknown")
            .otherwise(pl.lit("not_computable"))
        )  # fmt: skip
        reasons.scatter(rows, frame.select(reason).to_series())
    return reasons


def _missing(names: frozenset[str], columns: list[str]) -> pl.Expr:
    told = [
        pl.when(pl.col(name).is_null()).then(
            pl.coalesce(f"{name}_unknown", pl.lit(name)) if f"{name}_unknown" in columns else pl.lit(name)
        )
        for name in sorted(names)
    ]
    return pl.concat_str(told, separator=",", ignore_nulls=True)
