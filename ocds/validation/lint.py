"""What a release may hold but should not: fields without a place or a value, unlisted codes, repeated ids.

Most releases have nothing of the kind, and a schema tells so at once (`ocds.validation.strictness`); only the others
are walked along the plan, which finds every place.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, NamedTuple

from ocds.pointers import escape
from ocds.validation.plan import Field, Node, identity_of

OCID = r"^ocds-[a-z0-9]{6}."
"""What an ocid begins with: a prefix and something after it."""
PLACEHOLDERS = ("0001-01-01", "1899-12-30", "1900-01-01", "1970-01-01", "9999-12-31")
"""Dates that systems write where nobody entered one."""
_OCID = re.compile(OCID)
_EMPTY: tuple[Any, ...] = (None, "", [], {})
_TAGS = "p|br|div|span|strong|em|ul|ol|li|font|table|tr|td|b|i|u|a"
_DAMAGE = re.compile(
    r"\ufffd|Ã[\u0080-\u00bf]|â\u20ac|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]{2,8});"
    rf"|</?(?:{_TAGS})(?:\s[^<>]*)?/?>"
)
"""Characters lost, UTF-8 read as Latin-1, and HTML where plain text belongs."""
_Trail = tuple[Any, ...]
"""The way to a value: the way to what holds it, and its key; made into a JSON Pointer only where something is told."""


class Finding(NamedTuple):
    """One thing found in a document: JSON Pointer within it, rule, value, and what the sentence of the rule needs."""

    pointer: str
    rule: str
    value: Any
    detail: str = ""


class _Enough(Exception):  # noqa: N818 (no error: the walk ends)
    """As much was found as was asked for."""


class _Found(list[Finding]):
    """What was found so far, of `most` at most."""

    def __init__(self, most: int | None) -> None:
        super().__init__()
        self._most = most
        self._above: _Trail | None = None
        self._start = ""

    def add(self, trail: _Trail, rule: str, value: Any, detail: str = "") -> None:
        self.append(Finding(self._pointer(trail), rule, value, detail))
        if len(self) == self._most:
            raise _Enough

    def _pointer(self, trail: _Trail) -> str:
        if not trail:
            return ""
        above, key = trail
        if above is not self._above:  # often much is wrong in one object
            self._above, self._start = above, _pointer(above)
        return f"{self._start}/{escape(key) if type(key) is str else key}"


def lint(value: dict[str, Any], node: Node, most: int | None = None) -> list[Finding]:
    """Give what was found in a document; the walk ends where `most` was found."""
    found = _Found(most)
    with suppress(_Enough):
        _members(value, node, (), found)
    return found


def _members(value: dict[str, Any], node: Node, trail: _Trail, found: _Found) -> None:
    fields = node.fields
    for name, member in value.items():
        field = fields.get(name)
        if field is None:
            if not node.open and not (node.translated and node.translated.search(name)):
                found.add((trail, name), "additional_field", member)
            field = _ANYTHING
        elif field.deprecated:
            found.add((trail, name), "deprecated_field", member, field.deprecated)
        if type(member) is str:
            # here and not in a function: most of what is walked is texts with which nothing can be wrong
            is_sound = field.is_free and member.isascii() and not ("&" in member or "<" in member or member.isspace())
            if not (is_sound and member) and (rule := _rule_of(member, field)):
                found.add((trail, name), rule, member, field.codelist)
        elif type(member) is dict or type(member) is list or member is None:
            _held(member, field, (trail, name), found)
    if node.is_money and value.get("amount") is not None and "currency" not in value:
        found.add(trail, "missing_currency", value)


def _held(value: dict[str, Any] | list[Any] | None, field: Field, trail: _Trail, found: _Found) -> None:
    if not value:
        found.add(trail, "empty_field", value)
    elif type(value) is dict:
        _members(value, field.node or _OPEN, trail, found)
    else:
        _items(value, field, trail, found)


def _items(items: Iterable[Any], field: Field, trail: _Trail, found: _Found) -> None:
    seen: dict[Any, int] = {}
    for number, item in enumerate(items):
        if type(item) is dict:
            if field.linkable and is_link(item):
                continue
            _identified(item, field, (trail, number), seen, found)
            _held(item, field, (trail, number), found)
        elif type(item) is str:
            if rule := _rule_of(item, field):
                found.add((trail, number), rule, item, field.codelist)
        elif type(item) is list or item is None:
            _held(item, field, (trail, number), found)


def _identified(item: dict[str, Any], field: Field, trail: _Trail, seen: dict[Any, int], found: _Found) -> None:
    """Tell what is wrong with the id of an item, `seen` being the ids before it and their positions."""
    identity = identity_of(item, field.key or ("id",))
    if identity is None:
        if field.wants_id and item and "id" not in item:
            found.add(trail, "missing_id", item)
    elif isinstance(identity, (str, int, float, tuple)):
        array, number = trail
        first = seen.setdefault((type(identity), repr(identity)), number)
        if first != number:
            found.add((trail, "id"), "duplicate_id", item["id"], _pointer((array, first)))


def _pointer(trail: _Trail) -> str:
    keys = []
    while trail:
        trail, key = trail
        keys.append(escape(key) if type(key) is str else str(key))
    keys.append("")
    return "/".join(reversed(keys))


def is_link(release: dict[str, Any]) -> bool:
    """Whether a release of a record is only a link to one."""
    return "url" in release and "id" not in release


def _rule_of(value: str, field: Field) -> str | None:
    """The rule that a text breaks."""
    if not value or value.isspace():
        return "empty_field"
    if field.codes is not None and value not in field.codes:
        return "open_codelist"
    if field.form:
        return _rule_of_form(value, field.form)
    return "damaged_text" if _DAMAGE.search(value) else None


def _rule_of_form(value: str, form: str) -> str | None:
    if form == "ocid":
        return None if _OCID.match(value) else "ocid_prefix"
    return "placeholder_date" if form == "date-time" and value.startswith(PLACEHOLDERS) else None


_OPEN = Node()
_OPEN.open = True
_ANYTHING = Field()
