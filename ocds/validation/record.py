"""Issues as they are given to people and machines: each in words, with a fingerprint by which it is known again."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Annotated, Any, Literal, cast

import msgspec
from msgspec import Meta

from ocds.validation.part import DOCUMENT, Told
from ocds.validation.rules import RULES
from ocds.validation.words import Say, Words

Severity = Literal["error", "warning"]
Status = Literal["new", "known"]


class Issue(msgspec.Struct, frozen=True):
    """One issue: what is wrong, where, whom it concerns, how to mend it."""

    rule: Annotated[str, Meta(description="Name of the rule that is broken.")]
    severity: Annotated[Severity, Meta(description="How grave it is.")]
    module: Annotated[str, Meta(description="Section of the release (tender, awards…), or package, or document.")]
    file: Annotated[str, Meta(description="File, as it was named; members of archives follow a “!”.")]
    line: Annotated[int | None, Meta(description="Line of the document, where documents are a line each.")]
    path: Annotated[str, Meta(description="JSON Pointer of the document, from the root of its JSON text.")]
    pointer: Annotated[str, Meta(description="JSON Pointer of the issue, from the root of the same text.")]
    ocid: Annotated[str | None, Meta(description="The ocid of the document.")]
    release_id: Annotated[str | None, Meta(description="The id of the document.")]
    publisher: Annotated[str | None, Meta(description="Name of the publisher, as the package states it.")]
    buyer: Annotated[str | None, Meta(description="Name of the buyer.")]
    value: Annotated[str, Meta(description="What stands there, as JSON, cut short.")]
    detail: Annotated[str, Meta(description="What was expected, without a language: field, types, codes, place.")]
    message: Annotated[str, Meta(description="What is wrong, in the language in use.")]
    cure: Annotated[str, Meta(description="How to mend it, in the language in use.")]
    page: Annotated[str, Meta(description="Page of the standard that speaks of it.")]
    sheet: Annotated[str | None, Meta(description="Sheet, if the document stands in a spreadsheet.")]
    row: Annotated[int | None, Meta(description="Row of the sheet, from 1.")]
    column: Annotated[str | None, Meta(description="Column of the sheet, in letters.")]
    header: Annotated[str | None, Meta(description="Header of the column.")]
    fingerprint: Annotated[
        str,
        Meta(pattern="^[0-9a-f]{16}$", description="The same as long as the issue is, wherever its file stands."),
    ]
    status: Annotated[Status | None, Meta(description="Whether a baseline has it; null if none was given.")]

    @property
    def within(self) -> str:
        """JSON Pointer from the root of the document."""
        return self.pointer.removeprefix(self.path)

    @property
    def place(self) -> str:
        """File, line and JSON Pointer in one text."""
        line = f":{self.line}" if self.line else ""
        return f"{self.file}{line} {self.pointer}".rstrip()


def issues(told: Iterable[Told], say: Say, known: Callable[[bytes], bool] | None = None) -> Iterator[Issue]:
    """Give what a validation tells, in the language of `say`; `known` tells by its fingerprint whether one is new."""
    words = Words(say)
    for one in told:
        about, detail = one.subject, encodable(one.detail)
        within = one.pointer.removeprefix(about.path)
        message = words.sentence(one.rule, within or one.pointer, one.value, detail)
        mark = fingerprint(one, within)
        status: Status | None = None if known is None else "known" if known(mark) else "new"
        yield Issue(
            one.rule, cast("Severity", one.severity), one.module, encodable(about.file), about.line, about.path,
            one.pointer, about.ocid, about.release_id, about.publisher, about.buyer, one.value, detail, message,
            words.cure(one.rule), RULES[one.rule].page, one.sheet, one.row, one.column, one.header, mark.hex(), status,
        )  # fmt: skip


def fingerprint(one: Told, within: str) -> bytes:
    """Eight bytes that stay as they are while the issue does: files may be renamed and grow, documents may move.

    The value counts where it is a single one; an object or array changes with all that it holds.
    """
    about = one.subject
    said: tuple[str, ...]
    if one.module == DOCUMENT and about.ocid is None and about.release_id is None:
        said = (about.file.rpartition("/")[2], one.rule, one.detail)
    else:
        value = one.detail if one.value[:1] in {"{", "["} else one.value
        said = (one.rule, about.ocid or "", about.release_id or "", within, value)
    return blake2b("\0".join(said).encode(errors="replace"), digest_size=8).digest()


@lru_cache(maxsize=4096)
def encodable(text: str) -> str:
    """A text without bytes that are none, such as names of files may hold."""
    return text if text.isascii() else text.encode(errors="replace").decode()


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of an issue as JSON."""
    found: dict[str, Any] = msgspec.json.schema(Issue)["$defs"]["Issue"]
    return found
