from typing import Annotated

from msgspec import Meta

from checks.quality.shares import CodeShares
from ocds.messages import marked


class MainProcurementCategory(CodeShares, frozen=True, kw_only=True):
    """Not everything is bought in the same category.

    ## Why

    Governments buy goods, works and services. Where nearly all tenders have one category, it may be the first word of
    a form that nobody changes, or the other categories may be published elsewhere.

    ## Method

    It passes where no `tender/mainProcurementCategory` has more than 95 in 100 tenders with a category.

    ## Does not apply

    Where no tender has a category.

    ## Innocent explanations

    The publisher buys one thing only, as a ministry of roads does.

    ## Example

    Of 500 tenders 496 are `works`.
    """

    id = "distribution.main_procurement_category"
    title = marked("Main categories differ")
    says = marked("Nearly all tenders have the same category.")
    cure = marked("Publish the category of each tender, not a preset one.")
    references = ("Open Contracting Partnership, Pelican, dataset checks: main procurement category",)
    columns = (("process", "category"),)

    most: Annotated[float, Meta(ge=0, le=1, description=marked("Largest share of a category that passes."))] = 0.95

    def passes(self, shares: dict[str, float]) -> bool | None:
        return max(shares.values()) <= self.most
