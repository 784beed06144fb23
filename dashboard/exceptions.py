"""The conditions a page can meet; each knows its HTTP status and the next step to show."""

from dashboard.words import marked


class DashboardError(Exception):
    """Base class: ``status`` is the HTTP status, ``problem`` and ``next_step`` are messages to translate.

    ``facts`` fill both messages. They hold names of fields, never values that came in.
    """

    status = 500
    problem = marked("Something went wrong on our side.")
    next_step = marked("Try again. If it happens again, tell whoever runs this server the time and the page.")

    def __init__(self, **facts: str) -> None:
        self.facts = facts
        super().__init__(self.problem % facts)


class BadQueryError(DashboardError):
    """A field of the address holds something that field does not take."""

    status = 400
    problem = marked("The field “%(field)s” of this address cannot be used as it is.")
    next_step = marked("Accepted here: %(expected)s. Correct the address or start again from the form.")

    def __init__(self, field: str, expected: str) -> None:
        super().__init__(field=field, expected=expected)


class UnknownProcessError(DashboardError):
    """No process of the current snapshot has that ocid."""

    status = 404
    problem = marked("There is no process with this ocid in the current snapshot.")
    next_step = marked("Look for it by title or buyer in the list of processes, or among the refused documents.")


class UnknownIndicatorError(DashboardError):
    """No indicator has that identifier."""

    status = 404
    problem = marked("There is no indicator with this identifier.")
    next_step = marked("Choose one from the list of indicators.")
