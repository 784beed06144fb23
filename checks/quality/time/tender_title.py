import polars as pl

from checks.quality.check import Tables, TimeCheck
from checks.quality.versions import paired
from ocds.messages import marked


class TenderTitle(TimeCheck, frozen=True, kw_only=True):
    """A tender keeps its title.

    ## Why

    Under another title it may be another tender: an ocid that was used again, or a purpose that was changed after the
    bids were in.

    ## Method

    Processes of the older data set whose tender has a title pass where the newer data set has the same, but for case
    and for spaces. More than 95 % must pass.

    ## Does not apply

    Where no tender of the older data set has a title. A process that the newer one lacks is unknown here: another
    check tells it.

    ## Innocent explanations

    A slip of the pen was mended.

    ## Example

    *Roads 2023* is called *School furniture* now.
    """

    id = "time.tender_title"
    title = marked("Tenders keep their titles")
    says = marked("The title of the tender has changed: %(value)s.")
    cure = marked("Keep the title; tell what changed in an amendment.")
    lacking = marked("No tender of the older data set has a title.")
    references = ("Open Contracting Partnership, Pelican, time-based checks: tender title",)

    def applications(self, older: Tables, newer: Tables) -> pl.LazyFrame:
        pairs = paired(older, newer, ("title",)).filter(_folded("title") != "")
        new = pl.col("new_title").fill_null("")
        ok = pl.when("there").then(_folded("title") == _folded("new_title").fill_null(""))
        return pairs.select("ocid", ok=ok, value=pl.format("{} ≠ {}", "title", new))


def _folded(title: str) -> pl.Expr:
    """A title without case, outer spaces and repeated spaces."""
    return pl.col(title).str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()
