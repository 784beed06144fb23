from checks.quality.shares import LimitedShares
from ocds.messages import marked


class TenderProcurementMethod(LimitedShares, frozen=True, kw_only=True):
    id = "distribution.tender_procurement_method"
    title = marked("Open procedures are neither none nor all")
    columns = (("process", "method"),)
    codes = ("open",)


class TenderStatus(LimitedShares, frozen=True, kw_only=True):
    id = "distribution.tender_status"
    title = marked("Tender statuses change")
    columns = (("process", "tender_status"),)
    codes = ("active", "complete")


class AwardsStatus(LimitedShares, frozen=True, kw_only=True):
    id = "distribution.awards_status"
    title = marked("Award statuses change")
    columns = (("award", "status"),)
    codes = ("active",)


class ContractsStatus(LimitedShares, frozen=True, kw_only=True):
    id = "distribution.contracts_status"
    title = marked("Contract statuses change")
    columns = (("contract", "status"),)
    codes = ("active", "terminated")


class MilestoneStatus(LimitedShares, frozen=True, kw_only=True):
    id = "distribution.milestone_status"
    title = marked("Milestone statuses change")
    columns = (("milestone", "status"),)
    codes = ("met",)
