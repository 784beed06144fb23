"""Sources written by a test, what validating them tells, and packages to begin from."""

import json
from types import SimpleNamespace

import pytest

from ocds.validation.options import PLAIN
from ocds.validation.stream import Validation

METADATA = {
    "uri": "https://compras.example.org/paquete.json",
    "version": "1.1",
    "publishedDate": "2024-06-01T00:00:00Z",
    "publisher": {"name": "Ministerio de Obras"},
}


def encoded(value):
    return value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()


@pytest.fixture
def validated(tmp_path):
    """Validate a file of the given content (bytes, or a value to be written as JSON); gives `told` and `documents`."""

    def validated(content, options=PLAIN, name="source.json"):
        path = tmp_path / name
        path.write_bytes(encoded(content))
        validation = Validation([str(path)], options)
        told = list(validation)
        return SimpleNamespace(told=told, documents=dict(validation.documents), path=path)

    return validated


@pytest.fixture
def found(validated):
    """Validate a file; gives (pointer, rule) of each issue, in order."""
    return lambda content, options=PLAIN: [(one.pointer, one.rule) for one in validated(content, options).told]


@pytest.fixture
def release():
    """A sound release, number `number` of its publisher."""

    def release(number=1, **fields):
        sound = {
            "ocid": f"ocds-213czf-{number}",
            "id": f"{number}-tender",
            "date": "2024-05-31T09:00:00Z",
            "tag": ["tender"],
            "initiationType": "tender",
            "tender": {"id": "LP-7", "title": "Reparación de la escuela rural"},
        }
        return sound | fields

    return release


@pytest.fixture
def package():
    """A package of releases with sound metadata; `metadata` changes it."""
    return lambda *releases, **metadata: METADATA | metadata | {"releases": list(releases)}


@pytest.fixture
def record_package():
    """A package of records with sound metadata."""
    return lambda *records, **metadata: METADATA | metadata | {"records": list(records)}
