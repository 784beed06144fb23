"""Files of cases, and what the whole pipeline makes of each."""

import csv
import tomllib
from pathlib import Path
from types import SimpleNamespace

import polars as pl
from short_form import ordinary, release_of

from checks.profile import Profile, default_profile, read_profile
from ocds.tables.views import process_view
from registry.lists.veeduria_csv import COLUMNS

FILES = {
    file.stem.partition("_")[0].upper(): file for file in sorted((Path(__file__).parent / "cases").glob("*.toml"))
}
STORIES = {name: tomllib.loads(file.read_text("utf-8")) for name, file in FILES.items()}


def judge(name, folder, run_on_releases):
    """The cases of an indicator as judged: outcomes, evidence and measured values by ocid; the rows it read."""
    story = STORIES[name]
    cases = [release_of(ocid_of(number), case) for number, case in enumerate(story["case"])]
    lists = _lists(folder, story["list"]) if "list" in story else None
    profile_file = _profile(folder, story)
    snapshot = run_on_releases([*cases, *_background(story)], folder, lists=lists, profile=profile_file)
    profile = read_profile(profile_file) if profile_file else default_profile()
    indicator = profile.settings[name].indicator
    evidence = snapshot.evidence().filter(pl.col("indicator") == name).collect()
    view = read_by(snapshot, profile, indicator)
    return SimpleNamespace(
        snapshot=snapshot,
        indicator=indicator,
        view=view,
        outcomes=_by_ocid(snapshot.results().collect()),
        evidence=_by_ocid(evidence),
        values=dict(view.select("ocid", indicator.value().alias("value")).iter_rows()),
    )


def ocid_of(number):
    return f"ocds-213czf-{number:03}"


def read_by(snapshot, profile: Profile, indicator):
    """The processes with every column that an indicator needs."""
    from checks.columns import needed_columns

    return process_view(snapshot.scan, profile.words, sorted(needed_columns(indicator)))


def _by_ocid(frame):
    return {row["ocid"]: row for row in frame.iter_rows(named=True)}


def _background(story):
    for fill in story.get("fill", []):
        step = (fill["to"] - fill["from"]) / (fill["processes"] - 1)
        for number in range(fill["processes"]):
            yield ordinary(fill["currency"], number, fill["from"] + number * step)


def _profile(folder, story):
    if "profile" not in story:
        return None
    path = folder / "profile.toml"
    path.write_text(story["profile"], encoding="utf-8")
    return path


def _lists(folder, story):
    """A folder with the list of a story: a CSV file and its sidecar."""
    lists = folder / "lists"
    lists.mkdir()
    path = lists / f"{story['list']}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows({"kind": "firm", "measure": "debarment", **entry} for entry in story["entry"])
    facts = f'list = "{story["list"]}"\ndate = {story["date"]}\ncovers_from = {story["covers_from"]}\n'
    path.with_name(f"{path.name}.toml").write_text(facts, encoding="utf-8")
    return lists
