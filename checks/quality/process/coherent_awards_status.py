import polars as pl

from checks.quality.check import ProcessCheck, Tables
from checks.quality.pointers import pointed
from checks.quality.statuses import held
from ocds.codes import coded
from ocds.messages import marked

_WITHOUT_CONTRACT = ("pending", "cancelled", "unsuccessful")


class AwardsStatus(ProcessCheck, frozen=True, kw_only=True):
    """An award that does not hold, or not yet, has no contract.

    ## Why

    Sums of awards leave out those that were cancelled. If a contract follows such an award, money is spent that these
    sums do not show.

    ## Method

    An award with an id whose status is `pending`, `cancelled` or `unsuccessful`, or a local word for one of these,
    passes where no contract has its `id` as `awardID`.

    ## Does not apply

    To awards with another status or with none, and to awards without an id.

    ## Cannot be assessed

    Where a contract follows an award whose status is a word that nobody has mapped to a code.

    ## Innocent explanations

    The contract was signed and then ended, and the award cancelled with it.

    ## Example

    The award is `cancelled`, and a contract of 100,000 follows it.
    """

    id = "coherent.awards_status"
    title = marked("Awards with contracts hold")
    says = marked("The status of the award %(pointer)s does not go with a contract: %(value)s.")
    cure = marked("Give the award the status active, or mend the awardID of the contract.")
    lacking = marked("No award has an id and a status that does not go with contracts.")
    references = (
        "Open Contracting Partnership, Pelican, compiled release checks: awards' status",
        "OCDS 1.1, codelist awardStatus",
    )

    def applications(self, tables: Tables) -> pl.LazyFrame:
        names = ("process", "award", "id", "status")
        awards = coded("award", tables.scan("award"), tables.words).select(*names, "status_word")
        on = ["process", "award_id"]
        contracts = tables.scan("contract").filter(pl.col("award_id").is_not_null())
        first = contracts.group_by(on).agg(pl.col("contract").min())
        found = awards.filter(pl.col("id").is_not_null()).join(
            first, left_on=["process", "id"], right_on=on, how="left", maintain_order="left"
        )
        contract = pl.coalesce(pointed("/contracts/{contract}"), pl.lit(""))
        return held(found, "status", _WITHOUT_CONTRACT, pl.col("contract").is_null()).select(
            "process", "ok", pointed("/awards/{award}"), value=pl.format("{} {}", "status_word", contract)
        )
