import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from ocds import messages

sys.path.insert(0, str(Path(__file__).parent))

import quillay

from dashboard import create_app


def compile_catalogues() -> None:
    """What a build does: a checkout has the texts of the translations, but not their compiled form."""
    for source in messages.FOLDER.rglob("*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as text, compiled.open("wb") as out:
                write_mo(out, read_po(text))


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compile_catalogues()
    return quillay.write(tmp_path_factory.mktemp("workspace"))


@pytest.fixture
def client(workspace: Path) -> Iterator[FlaskClient]:
    app = create_app(workspace)
    app.testing = True
    with app.test_client() as client:
        yield client
