"""Writes OpenDocument workbooks: three small files in an archive; no library for it comes without a parser of C."""

import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape, quoteattr

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_CREATED = (1980, 1, 1, 0, 0, 0)
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST = (
    f'{_XML}<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_BEGIN = (
    f'{_XML}<office:document-content xmlns:office="{_URN}:office:1.0" xmlns:table="{_URN}:table:1.0" '
    f'xmlns:text="{_URN}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
)
_END = "</office:spreadsheet></office:body></office:document-content>"
_SPACES = re.compile(r"^ +|(?<= ) +|\t")

Rows = Iterable[Sequence[str | float | None]]


def write_ods(sheets: Iterable[tuple[str, Rows]], path: Path) -> None:
    """Write sheets, given by title and rows. The same sheets give the same bytes."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _CREATED), MIMETYPE)
        archive.writestr(_packed("META-INF/manifest.xml"), _MANIFEST)
        with archive.open(_packed("content.xml"), "w", force_zip64=True) as out:
            out.write(_BEGIN.encode())
            for title, rows in sheets:
                _write(title, rows, out)
            out.write(_END.encode())


def _packed(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _CREATED)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _write(title: str, rows: Rows, out: IO[bytes]) -> None:
    out.write(f"<table:table table:name={quoteattr(title)}>".encode())
    for row in rows:
        out.write(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>".encode())
    out.write(b"</table:table>")


def _cell(value: str | float | None) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        word = "true" if value else "false"
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{word}"/>'
    if isinstance(value, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'
    lines = "".join(f"<text:p>{_SPACES.sub(_kept, escape(line))}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _kept(found: re.Match[str]) -> str:
    """White space that XML would make one space of."""
    text = found.group()
    return "<text:tab/>" if text == "\t" else f'<text:s text:c="{len(text)}"/>'
