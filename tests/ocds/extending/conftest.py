"""Extensions written to a folder, as their repositories have them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

COVERED_BY = {"definitions": {"Tender": {"properties": {"coveredBy": {"type": "array", "items": {"type": "string"}}}}}}


def write(
    folder: Path,
    directory: str,
    schema: Any = COVERED_BY,
    *,
    metadata: Any = None,
    codelists: dict[str, str | bytes] | None = None,
) -> Path:
    """One extension below the folder; a schema of None is not written, a text is written as it is."""
    path = folder / directory
    (path / "codelists").mkdir(parents=True)
    metadata = {"name": {"en": "An extension"}} if metadata is None else metadata
    for name, content in {"extension.json": metadata, "release-schema.json": schema}.items():
        if content is not None:
            (path / name).write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    for name, content in (codelists or {}).items():
        raw = content if isinstance(content, bytes) else content.encode()
        (path / "codelists" / name).write_bytes(raw)
    return path


@pytest.fixture
def extension(tmp_path: Path) -> Callable[..., Path]:
    def make(directory: str, schema: Any = COVERED_BY, **rest: Any) -> Path:
        write(tmp_path, directory, schema, **rest)
        return tmp_path

    return make
