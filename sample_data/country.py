"""Writes the country that ships: its data in every shape, its lists, its profile and the answer key."""

import csv
from collections.abc import Iterable
from importlib.resources import files
from itertools import islice
from pathlib import Path
from random import Random

from sample_data import projects
from sample_data.case import Case, publish
from sample_data.generator import process
from sample_data.parties import is_person, supplier
from sample_data.plan import Json
from sample_data.shapes import Shape, all_shapes
from sample_data.stories import all_cases
from sample_data.world import World

PROCESSES = 2_400
SUPPLIERS = 412
PERSONS = 118
# The indicators whose answers stand in `answers.csv`; the other stories wait for theirs in `answers_later.csv`.
BUILT = ("R003", "R018", "R024", "R036", "R046")


def make(folder: Path, seed: int = 1) -> None:
    """Write `data/`, `lists/`, `documents/`, `profile.toml`, `answers.csv`, `answers_later.csv`, `never_leak.csv`.

    The folder is made if there is none; the same seed gives the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stories = [case for _, case in all_cases()]
    shapes = all_shapes()
    _ship(folder / "data", shapes, stories, _base(seed, shapes, stories))
    _copy(folder)
    _write_answers(folder, stories)
    (folder / "documents").mkdir(exist_ok=True)
    for case in stories:
        for name, text in case.files.items():
            (folder / "documents" / name).write_text(text, encoding="utf-8")


def _suppliers(cases: Iterable[Case]) -> set[str]:
    return {
        party["id"]
        for case in cases
        for award in case.compiled.get("awards", ())
        for party in award.get("suppliers", ())
    }


def _register(told: set[str]) -> tuple[int, ...]:
    """Return the places of the register that, with the suppliers of the stories, make up the numbers."""
    ranks = range(SUPPLIERS * 7)
    known = {supplier(rank)["id"] for rank in ranks}
    actors = told - known
    persons = sum(1 for identifier in actors if identifier.startswith("QYA-"))
    firms = [rank for rank in ranks if not is_person(rank)][: SUPPLIERS - PERSONS - len(actors) + persons]
    return tuple(sorted(firms + [rank for rank in ranks if is_person(rank)][: PERSONS - persons]))


def _base(seed: int, shapes: list[Shape], stories: list[Case]) -> list[Case]:
    """Return the ordinary processes. Each supplier of the register wins one at least that can be read in full."""
    told = _suppliers(stories)
    register = _register(told)
    world = World(seed, register, units=1, damaged=0.085)
    unseen: dict[str, Json] = {
        supplier(rank)["id"]: supplier(rank) for rank in register if supplier(rank)["id"] not in told
    }
    troubled = sum(shape.count or 0 for shape in shapes if shape.troubled)
    wanted = PROCESSES - len(stories)
    random = Random()  # noqa: S311 - invented data, not secrets
    made: list[Case] = []
    for number in range(1, wanted + 1):
        winner = next(iter(unseen.values())) if len(unseen) > wanted - number else None
        case = publish(process(world, number, random, winner))
        made.append(case)
        if number > troubled:
            for identifier in _suppliers([case]):
                unseen.pop(identifier, None)
    return made


def _ship(folder: Path, shapes: list[Shape], stories: list[Case], base: list[Case]) -> None:
    """Deal the processes out to the shapes, those of the stories to the ones that show them best."""
    left = iter(base)
    for shape in shapes:
        cases = list(islice(left, shape.count))
        if shape.count is None:
            cases += [case for case in stories if not case.compiled_only]
        if shape.name == "lines_compiled":
            cases += [case for case in stories if case.compiled_only]
        (folder / shape.name).mkdir(parents=True, exist_ok=True)
        shape.ship(folder / shape.name, cases)


def _copy(folder: Path) -> None:
    """Copy the hand-written files: the lists and the profile."""
    source = files("sample_data")
    (folder / "lists").mkdir(exist_ok=True)
    for one in source.joinpath("lists").iterdir():
        (folder / "lists" / one.name).write_bytes(one.read_bytes())
    (folder / "profile.toml").write_bytes(source.joinpath("profile.toml").read_bytes())


def _write_answers(folder: Path, stories: list[Case]) -> None:
    answers = [
        (case.ocid, answer.indicator, answer.outcome, answer.why) for case in stories for answer in case.answers
    ]
    answers += [(identifier, one.indicator, one.outcome, one.why) for identifier, one in projects.answers()]
    header = ("ocid", "indicator", "outcome", "why")
    _write_csv(folder / "answers.csv", header, (row for row in answers if row[1] in BUILT))
    _write_csv(folder / "answers_later.csv", header, (row for row in answers if row[1] not in BUILT))
    secrets = ((case.ocid, text, why) for case in stories for text, why in case.secrets)
    _write_csv(folder / "never_leak.csv", ("ocid", "text", "why"), secrets)


def _write_csv(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
