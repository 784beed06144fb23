import polars as pl

from checks.quality.check import Tables, TimeCheck
from checks.quality.reasons import EMPTY
from checks.quality.versions import paired
from ocds.messages import marked

SECTIONS = ("has_planning", "has_tender")
COUNTS = ("awards", "contracts")


class PhaseStable(TimeCheck, frozen=True, kw_only=True):
    """No stage of a process is lost.

    ## Why

    A process grows: from the plan to the tender, the award, the contract. Where a stage is gone or awards have become
    fewer, something that was public has been taken back.

    ## Method

    Processes that are in both data sets pass where the newer one has the planning and the tender that the older one
    had, and no fewer awards and contracts. The value names the first stage that was lost. More than 95 % must pass.

    ## Does not apply

    Where the older data set has no processes. A process that the newer one lacks is unknown here: another check tells
    it.

    ## Innocent explanations

    An award that was published twice is published once now.

    ## Example

    In March the process had two awards, in June it has one.
    """

    id = "time.phase_stable"
    title = marked("Stages stay published")
    says = marked("The newer data set has less of this process: %(value)s.")
    cure = marked("Keep all stages published; give what was cancelled its status instead of taking it away.")
    lacking = EMPTY
    references = ("Open Contracting Partnership, Pelican, time-based checks: phase stable",)

    def applications(self, older: Tables, newer: Tables) -> pl.LazyFrame:
        pairs = paired(older, newer, (*SECTIONS, *COUNTS))
        gone = [
            *(
                pl.col(name).fill_null(value=False) & ~pl.col(f"new_{name}").fill_null(value=False)
                for name in SECTIONS
            ),
            *(pl.col(name).fill_null(0) > pl.col(f"new_{name}").fill_null(0) for name in COUNTS),
        ]
        names = [name.removeprefix("has_") for name in (*SECTIONS, *COUNTS)]
        lost = pl.coalesce(pl.when(sign).then(pl.lit(name)) for sign, name in zip(gone, names, strict=True))
        there = pl.col("there")
        return pairs.select("ocid", ok=pl.when(there).then(lost.is_null()), value=pl.when(there).then(lost))
