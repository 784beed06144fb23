from checks.quality.shares import CodeShares
from ocds.messages import marked


class TenderAwardCriteria(CodeShares, frozen=True, kw_only=True):
    id = "distribution.tender_award_criteria"
    title = marked("Shares of award criteria")
    columns = (("process", "award_criteria"),)


class TenderSubmissionMethod(CodeShares, frozen=True, kw_only=True):
    id = "distribution.tender_submission_method"
    title = marked("Shares of submission methods")
    columns = (("process", "submission_methods"),)


class MilestoneType(CodeShares, frozen=True, kw_only=True):
    id = "distribution.milestone_type"
    title = marked("Shares of milestone types")
    columns = (("milestone", "type"),)


class DocumentDocumentType(CodeShares, frozen=True, kw_only=True):
    id = "distribution.document_document_type"
    title = marked("Shares of document types")
    columns = (("attachment", "type"),)


class ValueCurrency(CodeShares, frozen=True, kw_only=True):
    id = "distribution.value_currency"
    title = marked("Shares of currencies")
    columns = (
        ("process", "budget_currency"),
        ("process", "tender_currency"),
        ("award", "currency"),
        ("contract", "currency"),
        ("transaction", "currency"),
    )


class RelatedProcessRelation(CodeShares, frozen=True, kw_only=True):
    id = "distribution.related_process_relation"
    title = marked("Shares of relations between processes")
    columns = (("related_process", "relations"),)
