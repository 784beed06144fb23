"""Invented data from the command line."""

import json

from sample_data.generator import compiled_releases, releases


def test_same_seed_gives_the_same_processes_as_the_generator(veeduria, tmp_path):
    path = tmp_path / "out.jsonl"
    called = veeduria("generate", "--processes", 30, "--seed", 7, "--compiled", "--out", path)
    assert called.exit_code == 0
    assert called.stdout == ""
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == list(
        compiled_releases(30, 7)
    )


def test_releases_go_to_standard_output(veeduria):
    called = veeduria("generate", "--processes", 3, "--seed", 7, "--out", "-")
    assert called.exit_code == 0
    assert [json.loads(line) for line in called.stdout.splitlines()] == list(releases(3, 7))
    assert called.stderr == ""


def test_slices_join_without_a_seam(veeduria, tmp_path):
    path = tmp_path / "out.jsonl"
    veeduria("generate", "--processes", 1001, "--compiled", "--out", path)
    ocids = [json.loads(line)["ocid"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(ocids) == len(set(ocids)) == 1001


def test_number_of_processes_is_needed(veeduria):
    called = veeduria("generate", "--out", "-")
    assert called.exit_code == 2
    assert "--processes" in called.stderr
