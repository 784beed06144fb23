"""The cases of the indicators, each file run through the whole pipeline once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from stories import STORIES, judge


@pytest.fixture(scope="session")
def judged(tmp_path_factory, run_on_releases):
    """For each indicator, its cases as judged."""
    return {name: judge(name, tmp_path_factory.mktemp(name), run_on_releases) for name in STORIES}
