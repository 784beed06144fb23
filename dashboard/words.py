"""The words of the pages, as English messages for the catalogue: outcomes, stages, reasons.

Each is translated where it is shown, by :func:`dashboard.i18n.gettext`.
"""

from typing import Final


def marked(message: str) -> str:
    """Give the message itself; the mark lets the catalogue find it."""
    return message


NOT_PROOF: Final = marked("An alert is a reason to look, not proof.")
NO_CLEARANCE: Final = marked("No alert is no clearance.")
NO_PUBLISHER: Final = marked("(no publisher named)")

OUTCOMES: Final = {
    "alert": marked("alert"),
    "no_alert": marked("no alert"),
    "unknown": marked("cannot be assessed"),
    "not_applicable": marked("does not apply"),
    "error": marked("error of the indicator"),
}

STAGES: Final = {
    "open": marked("Tender open: can still be stopped"),
    "deciding": marked("Bids closed, no award published"),
    "awarded": marked("Awarded, not signed"),
    "signed": marked("Signed"),
    "paid": marked("Payments published"),
    "ended": marked("Ended without an award"),
    "unclear": marked("Stage not known"),
}

SCREENING: Final = {
    "in_force": marked("barred on the award day"),
    "not_yet": marked("barred later, not on the award day"),
    "expired": marked("ended before the award day"),
    "lifted": marked("lifted before the award day"),
    "none": marked("on none of the lists read"),
    "unknown": marked("cannot be known"),
    "homonym": marked("same name, somebody else"),
    "other_country": marked("same number in another country"),
    "other_scheme": marked("same number in another register"),
    "fine": marked("a fine only, no bar"),
    "other_buyer": marked("barred by another buyer only"),
}

SCREENING_REASONS: Final = {
    "no_award_date": marked("the award has no date"),
    "no_list_covers_day": marked("no list covers that day"),
    "no_lists": marked("no list was given"),
    "name_only_person": marked("a person known by name only"),
    "name_only": marked("the same name, and the list does not say whether a firm or a person"),
    "no_name": marked("the supplier has no name"),
    "no_buyer": marked("the bar holds for one buyer, and the buyer is not named"),
    "no_country": marked("the same number, and no country to compare"),
    "no_scheme": marked("the same number, and no register to compare"),
    "no_start_date": marked("the list gives no start date"),
    "lifted_undated": marked("it was lifted, nobody says when"),
    "between_lists": marked("it was lifted between two dated lists, and the day lies between them"),
}

MISSING: Final = {
    "award_status": marked("an award status that a code stands for"),
    "bid_status": marked("a bid status that a code stands for"),
    "bids": marked("the bids"),
    "bid_amounts": marked("the amounts of the bids"),
    "one_currency": marked("one currency for all bids"),
    "screening": marked("the comparison with debarment lists"),
    "no_award_date": marked("the date of the award"),
    "no_list_covers_day": marked("a debarment list that covers the day"),
    "no_lists": marked("a debarment list"),
    "name_only_person": marked("an identifier of the person (only the name is the same)"),
    "name_only": marked("an identifier (only the name is the same)"),
    "no_name": marked("the name of the supplier"),
    "no_buyer": marked("the name of the buyer"),
    "no_country": marked("the country of the identifier"),
    "no_scheme": marked("the register of the identifier"),
    "no_start_date": marked("the day on which the bar began"),
    "lifted_undated": marked("the day on which the bar was lifted"),
    "between_lists": marked("a debarment list of that day"),
    "few_values": marked("enough comparable values"),
    "no_spread": marked("a spread among comparable values"),
    "not_computable": marked("values that make sense together"),
}

HOW: Final = {"identifier": marked("same identifier"), "name": marked("same name")}

LIMIT_SOURCES: Final = {
    "profile": marked("set by the profile"),
    "band": marked("band of the method"),
    "fence": marked("fence computed from comparable processes"),
    "default": marked("documented default"),
}

LEVELS: Final = {"low": marked("low"), "medium": marked("medium"), "high": marked("high")}

SEVERITIES: Final = {"error": marked("error"), "warning": marked("warning")}

STANDINGS: Final = {
    "established": marked("established: a published method, followed exactly"),
    "adapted": marked("adapted from another system"),
    "ours": marked("our own"),
}

PHASES: Final = {
    "planning": marked("planning"),
    "tender": marked("tender"),
    "award": marked("award"),
    "contract": marked("contract"),
    "implementation": marked("implementation"),
}

QUALITY: Final = {
    "passed": marked("passed"),
    "failed": marked("not passed"),
    "unknown": marked("cannot be assessed"),
    "not_applicable": marked("does not apply"),
    "unjudged": marked("not judged"),
}

DOCUMENT_OUTCOMES: Final = {
    "read": marked("read"),
    "refused": marked("refused"),
    "duplicate": marked("duplicate"),
}


def label(words: dict[str, str], code: str | None) -> str:
    """Give the message for a code; a code without one (a newer snapshot, a local word) is shown as it is."""
    return words.get(code or "", (code or "").replace("_", " "))
