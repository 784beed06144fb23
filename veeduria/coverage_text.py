"""The coverage of fields as text and as a table."""

from collections.abc import Iterator

import polars as pl

import checks
from veeduria.coverage import Coverage, Fed
from veeduria.texts import clean, gettext, ngettext, number, percent

MOST_FIELDS = 500


def table(found: Coverage) -> pl.DataFrame:
    """One row a field: `field` (String), `releases` (UInt32), `share` (Float64, between 0 and 1)."""
    columns = {"field": list(found.fields), "releases": list(found.fields.values())}
    frame = pl.DataFrame(columns, schema={"field": pl.String, "releases": pl.UInt32})
    return frame.with_columns(share=pl.col("releases") / found.releases)


def lines(found: Coverage) -> Iterator[str]:
    """Give the coverage for a person: each field, then what the indicators can be fed with."""
    yield ngettext("one process", "%(num)s processes", found.releases)
    yield ""
    for field, releases in list(found.fields.items())[:MOST_FIELDS]:
        yield clean(f"{percent(releases / found.releases):>6} {number(releases):>12}  {field}")
    if len(found.fields) > MOST_FIELDS:
        left = len(found.fields) - MOST_FIELDS
        yield ngettext("One more field.", "%(num)s more fields; --format csv has them all.", left)
    yield ""
    yield gettext("Indicators that this data can feed: share of processes in which every input is published")
    for fed in found.indicators:
        yield from _fed(fed, found.releases)


def _fed(fed: Fed, releases: int) -> Iterator[str]:
    share = percent(fed.releases / releases if releases else None)
    yield f"{share:>6}  {fed.indicator} {gettext(checks.catalog()[fed.indicator].title)}"
    lacking = {one.fields: one.releases for one in fed.inputs if one.releases < releases}
    for fields, there in lacking.items():
        either = gettext(" or ").join(fields)
        share = percent(there / releases)
        yield " " * 8 + gettext("%(fields)s: in %(share)s", fields=either, share=share)
