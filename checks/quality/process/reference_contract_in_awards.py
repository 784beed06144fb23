import polars as pl

from checks.quality.check import ProcessCheck, Tables
from checks.quality.pointers import pointed, shown
from ocds.messages import marked


class ContractInAwards(ProcessCheck, frozen=True, kw_only=True):
    """A contract says by `awardID` which award it follows.

    ## Why

    The supplier of a contract is told by its award alone. A contract that leads to no award, or to several, has no
    supplier, and what was paid cannot be held against what was awarded.

    ## Method

    Each contract passes whose `awardID` is the `id` of exactly one award of the same process. Ids are compared as
    texts: `7` and `"7"` are the same.

    ## Does not apply

    Where the process has no contracts.

    ## Example

    The contract has the `awardID` `A-2`; the only award is `A-1`.
    """

    id = "reference.contract_in_awards"
    title = marked("Contract leads to its award")
    says = marked("%(pointer)s has the awardID %(value)s, which is not the id of exactly one award.")
    cure = marked("Give each award an id of its own, and repeat it as the awardID of its contracts.")
    lacking = marked("There are no contracts.")
    references = (
        "Open Contracting Partnership, Pelican, compiled release checks: contract in awards",
        "OCDS 1.1, release reference, Contract",
    )

    def applications(self, tables: Tables) -> pl.LazyFrame:
        awards = tables.scan("award").filter(pl.col("id").is_not_null()).select("process", "award", award_id="id")
        single = awards.unique(["process", "award_id"], keep="none")
        contracts = tables.scan("contract").select("process", "contract", "award_id")
        found = contracts.join(single, on=["process", "award_id"], how="left", maintain_order="left")
        found = found.with_columns(ok=pl.col("award").is_not_null())
        return found.select("process", "ok", pointed("/contracts/{contract}"), shown("award_id"))
