"""How often each code is used in a data set: the base of the checks that look at it."""

from typing import Annotated, Any, ClassVar

import polars as pl
from msgspec import Meta

from checks.quality.check import DatasetCheck, Measured, Tables
from checks.quality.reasons import ABSENT, DESCRIBES
from ocds.codes import COLUMNS, coded
from ocds.messages import marked
from ocds.tables.columns import column

SHOWN = 100
"""How many codes are shown, the most frequent first: open codelists can hold any number of words."""


class CodeShares(DatasetCheck, frozen=True, kw_only=True):
    """How often each code is used, to be looked at.

    ## Why

    A code that nearly everything has tells nothing, and one that nobody uses may be a question the publisher's forms
    never ask. What is right differs from place to place: this check shows the shares and passes no judgement.

    ## Method

    All uses of a code in the data set are counted, also several in one process. Local words that stand for a code
    count as that code, all others as they were published. The 100 most frequent are shown.

    ## Does not apply

    Where no process publishes a code in this place.

    ## Example

    Of 900 tenders 890 have the award criterion `priceOnly`.
    """

    says = marked("The shares of the codes are worth a look.")
    cure = marked("Compare the shares with what you know of the publisher's procedures.")
    lacking = ABSENT
    references = ("Open Contracting Partnership, Pelican, dataset checks: code distribution",)

    columns: ClassVar[tuple[tuple[str, str], ...]]
    """The tables and columns that hold the codes."""

    def measured(self, tables: Tables) -> Measured:
        uses = pl.concat([_uses(tables, table, name) for table, name in self.columns])
        found = counts(uses)
        if found.is_empty():
            return Measured(None, None, {}, self.lacking)
        total = found["count"].sum()
        shares = {code: count / total for code, count, _ in found.iter_rows()}
        passed = self.passes(shares)
        value, reason = (None, DESCRIBES) if passed is None else (100.0 * passed, None)
        meta = {"total": total, "codes": found.height, "shares": _shown(found.head(SHOWN), shares)}
        return Measured(passed, value, meta, reason)

    def passes(self, _: dict[str, float]) -> bool | None:
        """Judge the share of each code; None where there is nothing to judge."""
        return None


class LimitedShares(CodeShares, frozen=True, kw_only=True):
    """A code that every publisher needs is used, and not for everything.

    ## Why

    Some codes belong to the ordinary life of a procedure. Where one never appears, or stands nearly everywhere, the
    publisher may fill in the same word each time, or publish one stage only.

    ## Method

    All uses of a code in this place of the data set are counted, also several in one process. Local words that stand
    for a code count as that code, all others as they were published. It passes where each of the codes looked at has
    a share between 0.1 % and 99 %; a code that never appears has a share of 0 and does not pass.

    ## Does not apply

    Where no process publishes a code in this place.

    ## Innocent explanations

    A data set of finished processes has no active tenders; one of a single kind of procedure has one method.

    ## Example

    All of 4,000 awards are `active`: a status that was never changed.
    """

    says = marked("A common code is hardly used, or is used for nearly everything.")
    cure = marked("Publish the code that each thing has today, and bring it up to date when it changes.")

    codes: ClassVar[tuple[str, ...]]

    least: Annotated[float, Meta(ge=0, le=1, description=marked("Smallest share of each code that passes."))] = 0.001
    most: Annotated[float, Meta(ge=0, le=1, description=marked("Largest share of each code that passes."))] = 0.99

    def passes(self, shares: dict[str, float]) -> bool | None:
        return all(self.least <= shares.get(code, 0) <= self.most for code in self.codes)


def counts(uses: pl.LazyFrame) -> pl.DataFrame:
    """Each `code` of the uses (`ocid`, `code`) with its `count` and an `example`, the most frequent first.

    One example is all that fits into little memory whatever the size of the data: the first process by its ocid.
    """
    counted = uses.group_by("code").agg(pl.len().alias("count"), pl.col("ocid").min().alias("example"))
    return counted.collect(engine="streaming").sort("count", "code", descending=[True, False])


def _uses(tables: Tables, table: str, name: str) -> pl.LazyFrame:
    """One row for each use of a code: `ocid`, `code`."""
    frame = coded(table, tables.scan(table), tables.words)
    code = pl.coalesce(name, f"{name}_word") if (table, name) in COLUMNS else pl.col(name)
    used = frame.select("ocid", code.alias("code"))
    if column(table, name).dtype == "strs":
        used = used.explode("code")
    return used.filter(pl.col("code") != "")


def _shown(found: pl.DataFrame, shares: dict[str, float]) -> dict[str, Any]:
    """Share, count and example of each code found."""
    return {code: {"share": shares[code], "count": n, "example": example} for code, n, example in found.iter_rows()}
