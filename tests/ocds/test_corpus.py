"""Published data of many countries: each folder alone and all together; nothing is lost, nothing stops the run."""

import polars as pl
import pytest

from ocds.pipeline.workers import Workers
from ocds.snapshots import current
from veeduria.run import Options, run

FOLDERS = [
    *("armenia", "bods", "ecuador", "italy", "italy_package", "mexico_inai", "oc4ids", "ocdskit_realdata", "paraguay"),
    *("portugal_colombia", "tunisia", "uk_contracts_finder"),
]
OCDS_DOCUMENTS = 798
FOREIGN_ONLY = {"bods", "italy"}


def test_the_folders_are_those_that_are_there(corpus):
    assert sorted(path.name for path in (corpus / "real").iterdir()) == FOLDERS


@pytest.fixture(scope="module")
def everything(corpus, tmp_path_factory):
    """All folders in one run."""
    workspace = tmp_path_factory.mktemp("all")
    run([str(path) for path in sorted((corpus / "real").iterdir())], Options(workspace), Workers(1))
    return current(workspace)


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_folder_alone_is_read_and_served(folder, corpus, tmp_path):
    run([str(corpus / "real" / folder)], Options(tmp_path), Workers(1))

    snapshot = current(tmp_path)
    documents, counts = snapshot.scan("document").collect(), snapshot.manifest.counts
    assert documents.height == counts["documents"] > 0
    assert documents["outcome"].is_in(["read", "duplicate", "refused"]).all()
    assert counts["read"] + counts["refused"] == counts["documents"]
    assert documents.filter(outcome="refused").select("reason", "detail").null_count().row(0) == (0, 0)
    assert snapshot.manifest.errors == {}
    assert snapshot.results().collect().height == counts["processes"]
    assert (counts["processes"] == 0) == (folder in {*FOREIGN_ONLY, "oc4ids"})


def test_all_together(everything):
    documents, counts = everything.scan("document").collect(), everything.manifest.counts
    folder = documents["file"].str.extract(r"/real/([^/]+)/")

    assert counts["read"] + counts["refused"] == counts["documents"] == documents.height
    # Neither an empty file nor an OC4IDS project is an OCDS document.
    ocds = documents.filter(~folder.is_in(list(FOREIGN_ONLY)))
    ocds = ocds.filter(pl.col("reason").ne_missing("empty_file"), pl.col("kind") != "project")
    assert ocds.height == OCDS_DOCUMENTS
    assert set(documents.filter(folder.is_in(list(FOREIGN_ONLY)))["reason"]) == {"foreign_json"}
    assert everything.manifest.errors == {}


def test_the_bytes_of_every_document_can_be_found_again(everything, corpus):
    """File, offset and length lead to what was read."""
    documents = everything.scan("document").filter(outcome="read").select("file", "offset", "length", "ocid").collect()
    for file, offset, length, ocid in documents.sample(100, seed=2).iter_rows():
        with (corpus / file).open("rb") as opened:
            opened.seek(offset)
            raw = opened.read(length)
        assert raw[:1] == b"{"
        assert raw.rstrip()[-1:] == b"}"
        assert ocid is None or ocid.encode() in raw
