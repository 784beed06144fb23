"""Columns that one table takes from another of the same process."""

import polars as pl

_NAME = pl.col("name").str.to_lowercase().str.strip_chars()


def add_joined_columns(tables: dict[str, pl.DataFrame]) -> None:
    """Complete the tables as read, in place, with the columns that `columns.csv` calls written."""
    bidders = tables["bidder"]
    of_bids = bidders.filter(branch=0).group_by("process", "bid", maintain_order=True)
    tables["bid"] = _joined(
        tables["bid"], of_bids.agg(_count("bidders"), bidder_id=pl.first("id")), ["process", "bid"]
    )
    tables["award_supplier"] = _award_suppliers(tables)
    of_awards = tables["award_supplier"].group_by("process", "award", maintain_order=True)
    suppliers = of_awards.agg(_count("suppliers"), supplier_id=pl.first("id"))
    tables["award"] = _joined(tables["award"], suppliers, ["process", "award"])
    tables["process"] = _processes(tables)


def _count(name: str) -> pl.Expr:
    return pl.len().cast(pl.UInt32).alias(name)


def _joined(frame: pl.DataFrame, other: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    return frame.join(other, on=on, how="left", maintain_order="left", nulls_equal=False)


def _award_suppliers(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    awards = tables["award"].select(
        "process",
        "award",
        "amount",
        "currency",
        award_id="id",
        award_status="status",
        award_date="date",
        award_date_text="date_text",
    )
    buyers = tables["process"].select("process", "buyer_id", "buyer_name")
    parties = tables["party"].filter(pl.col("id").is_not_null()).unique(["process", "id"], keep="first")
    known = parties.select(
        "process", "id", "party", "country", "legal_name", party_scheme="scheme", party_identifier="identifier"
    )
    frame = _joined(tables["award_supplier"], known, ["process", "id"])
    frame = _joined(_joined(frame, awards, ["process", "award"]), buyers, ["process"])
    frame = frame.with_columns(
        scheme=pl.coalesce("party_scheme", "scheme"), identifier=pl.coalesce("party_identifier", "identifier")
    ).drop("party_scheme", "party_identifier")
    return frame.with_columns(supplier_key=organization_key())


def organization_key() -> pl.Expr:
    """The key of an organization from `scheme`, `identifier`, `id`, `name`: the surest of the three that is there."""
    return pl.coalesce(
        pl.concat_str("scheme", pl.lit(":"), "identifier"), pl.lit("id:") + pl.col("id"), pl.lit("name:") + _NAME
    )


def _processes(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    reports = (
        tables["attachment"]
        .filter(pl.col("branch").is_in([1, 2]) & (pl.col("type") == "evaluationReports"))
        .group_by("process")
        .agg(_count("evaluation_reports"))
    )
    named = tables["bidder"].group_by("process").agg(named=pl.col("id").drop_nulls().n_unique().cast(pl.UInt32))
    frame = _joined(_joined(tables["process"], reports, ["process"]), named, ["process"])
    published = pl.when(pl.col("number_of_tenderers") >= 0).then("number_of_tenderers").cast(pl.UInt32, strict=False)
    bidders = pl.coalesce(published, pl.when(pl.col("named") > 0).then("named"))
    return frame.with_columns(bidders.alias("bidders"), pl.col("evaluation_reports").fill_null(0)).drop("named")
