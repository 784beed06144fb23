"""The sentences of the published data."""

from sample_data.plan import Plan
from sample_data.words import read

PHRASES = read("phrases")
_KINDS = {"goods": "purchase", "works": "works", "services": "services"}


def title(plan: Plan) -> str:
    """Name the process."""
    language = plan.buyer.language
    return f"{PHRASES[language][_KINDS[plan.subject.category]]}: {plan.subject.words[language]} ({plan.number})"


def method_details(plan: Plan) -> str:
    """Give the local name of the procurement method; a process without a method goes by the name of the open one."""
    return str(PHRASES[plan.buyer.language]["methods"][plan.method or "open"])
