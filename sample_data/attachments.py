"""Links to the documents of a process."""

from sample_data.plan import Json, Plan

SITE = "https://contrataciones.quillay.example"


def attachment(plan: Plan, local_id: str, kind: str, title: str, published: str) -> Json:
    """One OCDS document."""
    return {
        "id": local_id,
        "documentType": kind,
        "title": title,
        "url": f"{SITE}/{plan.number}/{local_id}.pdf",
        "datePublished": published,
        "format": "application/pdf",
        "language": plan.buyer.language,
    }
