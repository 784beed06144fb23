"""Prints parsed JSON for reading, and marks the values that an indicator read, so that evidence can link to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from markupsafe import Markup, escape

from ocds.pointers import unescape

INDENT = "  "
LARGEST = 400_000


@dataclass
class Printed:
    """The JSON as HTML, the ids of the marks that are in it by JSON Pointer, and whether parts were left out."""

    html: Markup = field(default_factory=Markup)
    marks: dict[str, str] = field(default_factory=dict)
    cut: bool = False


def parts(pointer: str) -> tuple[str, ...]:
    """Give the reference tokens of a JSON Pointer (RFC 6901)."""
    return tuple(unescape(token) for token in pointer.split("/")[1:])


def resolve(value: Any, pointer: str) -> Any:
    """Give what stands at a JSON Pointer; raises ``LookupError`` when nothing does."""
    for token in parts(pointer):
        if isinstance(value, list) and token.isdecimal():
            value = value[int(token)]
        elif isinstance(value, dict) and token in value:
            value = value[token]
        else:
            raise LookupError(pointer)
    return value


def marked(value: Any, pointers: Iterable[str], largest: int = LARGEST) -> Printed:
    """``value`` as indented JSON; what stands at ``pointers`` is marked.

    After ``largest`` characters, only what leads to a marked value is printed, with a sign of omission for the rest.
    """
    wanted = {parts(pointer): pointer for pointer in pointers if pointer}
    printer = _Printer(wanted, largest)
    text = Markup("").join(printer.value(value, (), 0))
    return Printed(text, printer.marks, printer.cut)


class _Printer:
    def __init__(self, wanted: dict[tuple[str, ...], str], largest: int) -> None:
        self.wanted = wanted
        self.ways = {path[:end] for path in wanted for end in range(len(path) + 1)}
        self.left = largest
        self.marks: dict[str, str] = {}
        self.cut = False

    def value(self, value: Any, path: tuple[str, ...], depth: int) -> Iterator[Markup]:
        pointer = self.wanted.get(path)
        if pointer is None:
            yield from self._inner(value, path, depth)
            return
        mark = self.marks.setdefault(pointer, f"v{len(self.marks) + 1}")
        yield Markup('<mark id="{}">').format(mark)
        yield from self._inner(value, path, depth)
        yield Markup("</mark>")

    def _inner(self, value: Any, path: tuple[str, ...], depth: int) -> Iterator[Markup]:
        if isinstance(value, dict) and value:
            items = [(key, self._text(key) + ": ", item) for key, item in value.items()]
            yield from self._container("{}", items, path, depth)
        elif isinstance(value, list) and value:
            yield from self._container("[]", [(str(i), "", item) for i, item in enumerate(value)], path, depth)
        else:
            yield self._write(self._text(value))

    def _container(
        self, brackets: str, items: list[tuple[str, str, Any]], path: tuple[str, ...], depth: int
    ) -> Iterator[Markup]:
        yield self._write(brackets[0])
        margin = "\n" + INDENT * (depth + 1)
        omitted = False
        for index, (key, label, item) in enumerate(items):
            inner = (*path, key)
            if self.left <= 0 and inner not in self.ways:
                if not omitted:
                    yield Markup("{}…").format(margin)
                omitted = self.cut = True
                continue
            omitted = False
            yield self._write(margin + label)
            yield from self.value(item, inner, depth + 1)
            if index < len(items) - 1:
                yield self._write(",")
        yield self._write("\n" + INDENT * depth + brackets[1])

    def _write(self, text: str) -> Markup:
        self.left -= len(text)
        return escape(text)

    @staticmethod
    def _text(value: Any) -> str:
        return orjson.dumps(value, default=str).decode()
