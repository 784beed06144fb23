"""The country, and a plain reader of its documents apart from the one under test in `ocds`."""

import gzip
import io
import json
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import zstandard

from sample_data.country import make

CORPUS = Path(os.environ.get("VEEDURIA_CORPUS", Path(__file__).parents[2] / "../shared/data"))
EXTENSIONS = ("bids", "lots", "beneficialOwners", "shareholders")


def _patched(schema, patch):
    merged = dict(schema)
    for name, value in patch.items():
        merged[name] = _patched(merged.get(name, {}), value) if isinstance(value, dict) else value
    return merged


@pytest.fixture(scope="session")
def corpus():
    if not CORPUS.is_dir():
        pytest.skip("no corpus: set VEEDURIA_CORPUS")
    return CORPUS


@pytest.fixture(scope="session")
def release_schema(corpus):
    """The official release schema with the extensions that the country uses."""
    folder = corpus / "ocds_schema"
    schema = json.loads((folder / "1.1.5/schema/release-schema.json").read_text("utf-8"))
    for extension in EXTENSIONS:
        patch = json.loads((folder / "extensions" / extension / "release-schema.json").read_text("utf-8"))
        schema = _patched(schema, patch)
    return schema


@pytest.fixture(scope="session")
def country(tmp_path_factory):
    """The country that ships, written once."""
    folder = tmp_path_factory.mktemp("quillay")
    make(folder)
    return folder


@pytest.fixture(scope="session")
def documents(country):
    """Every document of the country."""
    return list(_documents(country))


@pytest.fixture(scope="session")
def readable(documents):
    """The documents of processes that can be read."""
    return [document for document in documents if isinstance(document.value, dict) and "ocid" in document.value]


@dataclass(frozen=True)
class Document:
    shape: str
    value: object


def _strict(name):
    raise ValueError(name)


def _parse(text):
    return json.loads(text, parse_constant=_strict)


def _texts(path):
    """The JSON texts in one file, undecoded."""
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    if path.suffix == ".zst":
        raw = zstandard.decompress(raw)
    if path.suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return [archive.read(name) for name in archive.namelist()]
    if ".jsonl" in path.name:
        return raw.splitlines()
    if path.parent.name == "concatenated":
        return [part if part.startswith(b"{") else b"{" + part for part in raw.replace(b"}{", b"}\0{").split(b"\0")]
    return [raw]


def _documents(folder):
    """Each element of releases, records or projects, or else each top-level value or array item.

    A text that cannot be read is one document whose value is None.
    """
    for path in sorted((folder / "data").rglob("*")):
        if not path.is_file() or path.suffix == ".fileinfo":
            continue
        shape = path.relative_to(folder / "data").parts[0]
        for text in _texts(path):
            try:
                value = _parse(text.decode("utf-8-sig"))
            except ValueError:
                yield Document(shape, None)
                continue
            yield from (Document(shape, element) for element in _elements(value))


def _elements(value):
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for name in ("releases", "records", "projects"):
            if name in value and "ocid" not in value:
                return value[name]
    return [value]
