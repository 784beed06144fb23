"""An address of e-mail: a local part, an @ and a domain (RFC 5322 without comments and obsolete forms).

A name may stand before the address in angle brackets. Source: the field-level check email of Pelican, Open
Contracting Partnership.
"""

import re

from ocds.fields.checks import FieldCheck, Judge, Judging
from ocds.fields.paths import Path
from ocds.messages import marked

_ATOM = r"[^\s\"(),:;<>@\[\]\\.]+"
_LOCAL = rf'(?:{_ATOM}(?:\.{_ATOM})*|"(?:[^"\\\r\n]|\\.)+")'
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_ADDRESS = rf"{_LOCAL}@(?:{_LABEL}(?:\.{_LABEL})*|\[[^\s\[\]\\]+\])"
_MAILBOX = re.compile(rf"(?:{_ADDRESS}|[^<>@]*<{_ADDRESS}>)")
_LONGEST = 320
_WRONG = marked("is no address of e-mail")


def _judge(_: Path, __: Judging) -> Judge:
    def judge(value: object) -> str | None:
        sound = isinstance(value, str) and len(value) <= _LONGEST and _MAILBOX.fullmatch(value.strip())
        return None if sound else _WRONG

    return judge


check = FieldCheck(
    kinds=("email",),
    title=marked("Addresses of e-mail can be written to"),
    cure=marked("Write one address, as compras@example.org, and nothing else."),
    judge=_judge,
)
