"""The conditions a page can meet; each knows its HTTP status and the next step to show."""

from collections.abc import Mapping

from dashboard.words import marked


class DashboardError(Exception):
    """Base class: ``status`` is the HTTP status, ``problem`` and ``next_step`` are messages to translate.

    ``facts`` fill both messages. They hold names of fields, never values that came in. ``headers`` go with the answer.
    """

    status = 500
    headers: Mapping[str, str] = {}
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


class BodyTypeError(DashboardError):
    """A body that is not said to be JSON."""

    status = 415
    problem = marked("The header Content-Type of this request names no type that is read here.")
    next_step = marked("Send the data with one of these types: %(expected)s.")

    def __init__(self, expected: tuple[str, ...]) -> None:
        self.headers = {"Accept": ", ".join(expected)}
        super().__init__(expected=", ".join(expected))


class BodyCharsetError(DashboardError):
    """A body that is said to be in another encoding than UTF-8."""

    status = 415
    problem = marked("The header Content-Type of this request names an encoding other than UTF-8.")
    next_step = marked("Convert the data to UTF-8 and send it as such.")


class BodyEncodingError(DashboardError):
    """A body compressed in a way that is not unpacked here."""

    status = 415
    headers: Mapping[str, str] = {"Accept-Encoding": "gzip"}
    problem = marked("The body is compressed in a way that is not unpacked here.")
    next_step = marked("Send it as it is, or packed once by gzip with the header Content-Encoding: gzip.")


class DamagedBodyError(DashboardError):
    """A body that is said to be packed by gzip, and cannot be unpacked."""

    status = 400
    problem = marked("The body is said to be packed by gzip, but cannot be unpacked after byte %(place)s.")
    next_step = marked("Pack the data again, or send it as it is without the header Content-Encoding.")

    def __init__(self, place: int) -> None:
        super().__init__(place=str(place))


class LargeBodyError(DashboardError):
    """A body larger than is taken."""

    status = 413
    problem = marked("The body has more than %(limit)s bytes, unpacked.")
    next_step = marked("Send fewer releases at a time, or validate the file with the command veeduria validate.")

    def __init__(self, limit: int) -> None:
        super().__init__(limit=str(limit))


class HeavyBodyError(DashboardError):
    """A body whose validation takes more time or memory than one request may have."""

    status = 422
    problem = marked("The validation of this body was stopped: it took too much time or memory.")
    next_step = marked("Send fewer releases at a time, or validate the file with the command veeduria validate.")


class BusyError(DashboardError):
    """As many validations as are allowed are under way."""

    status = 503
    headers: Mapping[str, str] = {"Retry-After": "5"}
    problem = marked("Too many validations are under way.")
    next_step = marked("Send the request again after as many seconds as the header Retry-After says.")


class UnknownCheckError(DashboardError):
    """No check of quality has that identifier."""

    status = 404
    problem = marked("There is no check with this identifier.")
    next_step = marked("Choose one from the list of checks.")
