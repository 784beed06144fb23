"""What tests of several rooms share: the corpus, runs of the whole pipeline, the sample country."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import settings

from ocds.pipeline.workers import Workers
from ocds.snapshots import current
from sample_data.country import make
from veeduria.run import Options, run

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def corpus():
    """The folder of real data and recorded cases that is no part of the repository."""
    folder = Path(os.environ.get("VEEDURIA_CORPUS", Path(__file__).parents[1] / "../shared/data"))
    if not folder.is_dir():
        pytest.skip("the corpus is not here; set VEEDURIA_CORPUS")
    return folder


@pytest.fixture(scope="session")
def run_on():
    """Run the main job on one source below `folder`; gives the snapshot."""

    def run_on(source, folder, *, lists=None, profile=None, workers=1, validate=True):
        workspace = folder / "workspace"
        with Workers(workers) as pool:
            run([str(source)], Options(workspace, lists, profile, None, validate), pool)
        return current(workspace)

    return run_on


@pytest.fixture(scope="session")
def run_on_releases(run_on):
    """Run the main job on releases, written one a line below `folder`; gives the snapshot."""

    def run_on_releases(releases, folder, **options):
        source = folder / "releases.jsonl"
        source.write_text("".join(f"{json.dumps(release)}\n" for release in releases), encoding="utf-8")
        return run_on(source, folder, **options)

    return run_on_releases


@pytest.fixture(scope="session")
def quillay(tmp_path_factory):
    """The sample country, written once."""
    folder = tmp_path_factory.mktemp("quillay")
    make(folder)
    return folder


@pytest.fixture(scope="session")
def quillay_snapshot(quillay, tmp_path_factory, run_on):
    """The snapshot of the sample country, with its lists and its profile."""
    folder = tmp_path_factory.mktemp("quillay_run")
    return run_on(quillay / "data", folder, lists=quillay / "lists", profile=quillay / "profile.toml")
