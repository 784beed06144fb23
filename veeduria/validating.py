"""Joins what the command `validate` needs: the validation, a baseline, a report."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import msgspec
from msgspec.structs import replace

from ocds.extending.resolving import Sources
from ocds.fields.prefixes import read_prefixes
from ocds.standard.fields import Version
from ocds.validation.options import Options
from ocds.validation.part import Told
from ocds.validation.stream import Validation
from veeduria import reports
from veeduria.baseline import Baseline
from veeduria.exceptions import OneFileError, OutputIsSourceError
from veeduria.found import Asked, Found
from veeduria.issues import issues, schema
from veeduria.output import opened
from veeduria.progress import shown
from veeduria.remote import fetched
from veeduria.routing import write_parts


def validate(
    sources: tuple[str, ...],
    *,
    form: str = "text",
    output: Path | None = None,
    limit: int = 40,
    fail_on: str = "error",
    baseline: Path | None = None,
    by: str | None = None,
    version: Version | None = None,
    extensions: Path | None = None,
    online: bool = False,
    prefixes: Path | None = None,
    workers: int = 1,
) -> Found:
    """Validate sources and write a report, or with `by` one for each value of that field; gives what was found.

    Raises what `Validation`, `Baseline`, `read_prefixes` and the form raise, and `OutputIsSourceError`.
    """
    _spare_sources(sources, output)
    report = reports.form(form)
    if by and getattr(report, "ONE_FILE", False):
        raise OneFileError("--by makes parts of it")
    registered = read_prefixes(prefixes) if prefixes else None
    asked = Asked(sources, version, limit, fail_on)
    held_to = Options(version, Sources(extensions, online), registered)
    with (
        shown() as told,
        TemporaryDirectory(prefix="veeduria-") as folder,
        closing(Baseline(baseline)) if baseline else nullcontext() as known,
    ):
        files = fetched(sources, Path(folder), online=online)
        validation = Validation([*files.values()], held_to, workers, lambda done, total: told("read", done, total))
        # Closed by name, so that what it holds on disk goes at once if a report stops halfway.
        with closing(cast("Generator[Told]", iter(validation))) as read:
            found = Found(issues(_by_address(read, files), known), validation.documents, validation.files)
            if by and output:
                write_parts(found, report, by, output, asked)
            else:
                with opened(output) as out:
                    report.write(found, out, asked)
    return found


def _by_address(told: Iterable[Told], files: dict[str, str]) -> Iterator[Told]:
    """Issues of files that were fetched speak of the addresses they came from."""
    addresses = {file: source for source, file in files.items() if file != source}
    if not addresses:
        yield from told
        return
    for one in told:
        file, member, rest = one.subject.file.partition("!")
        yield replace(one, subject=replace(one.subject, file=addresses.get(file, file) + member + rest))


def _spare_sources(sources: tuple[str, ...], output: Path | None) -> None:
    if output and output.is_file() and any(Path(source).is_file() and output.samefile(source) for source in sources):
        raise OutputIsSourceError(output)


def schema_text() -> str:
    """The JSON Schema of the JSON lines, as it is published in `docs/issue.schema.json`."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode()
