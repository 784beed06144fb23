"""What the tests of the command line share: a way to call it, and small sources."""

import json

import pytest
from click.testing import CliRunner

from sample_data.generator import compiled_releases
from veeduria.cli import cli


@pytest.fixture(autouse=True)
def english(monkeypatch):
    """The terminal of the tests speaks English, whatever the machine's does."""
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def veeduria():
    """Call the command line; gives exit code, standard output and standard error."""

    def veeduria(*args, given=None):
        return CliRunner().invoke(cli, [str(arg) for arg in args], input=given, prog_name="veeduria")

    return veeduria


@pytest.fixture(scope="session")
def sound():
    """A release without any issue."""
    return {
        "ocid": "ocds-xqy001-1",
        "id": "1",
        "date": "2025-01-01T00:00:00Z",
        "tag": ["tender"],
        "initiationType": "tender",
        "parties": [{"id": "QY-1", "name": "Ministerio", "roles": ["buyer"]}],
        "tender": {"id": "T1", "title": "Escuelas"},
    }


@pytest.fixture
def written(tmp_path):
    """Write releases one a line; gives the path."""

    def written(*releases, name="releases.jsonl"):
        path = tmp_path / name
        path.write_text("".join(f"{json.dumps(release)}\n" for release in releases), encoding="utf-8")
        return path

    return written


@pytest.fixture(scope="session")
def fifty(tmp_path_factory):
    """Fifty invented processes, one compiled release a line."""
    path = tmp_path_factory.mktemp("fifty") / "compiled.jsonl"
    path.write_text("".join(f"{json.dumps(release)}\n" for release in compiled_releases(50, 1)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def quillay_workspace(quillay_snapshot):
    """The workspace of the sample country."""
    return quillay_snapshot.path.parents[1]
