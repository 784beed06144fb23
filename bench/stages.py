"""One stage of the main job in a process of its own, so that its CPU time and memory can be measured alone.

    python bench/stages.py STAGE FILE FOLDER

Stages: validate, parsed (the same as where numba is not installed: every release is parsed), tables (all of them:
those that gather many processes, too), judge (screening, results and evidence on the tables that `tables` left in
FOLDER), run (everything with validation), cardinal (the peer's `coverage`), jsonschema (plain, release by release,
2,000 releases), bare (`orjson` and the verdict of `jsonschema-rs` alone), ocdskit (the peer's `compile`).
"""

import shutil
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path

SAMPLE = 2000


def _quiet(*_: object) -> None:
    pass


def validate(file: Path, folder: Path) -> None:
    from ocds.validation.stream import Validation

    for _ in Validation([str(file)], workers=2):
        pass


def parsed(file: Path, folder: Path) -> None:
    from ocds.faultless import quick

    quick.find_spec = lambda _: None
    validate(file, folder)


def tables(file: Path, folder: Path) -> None:
    from ocds.pipeline.beginning import workers_for
    from ocds.validation.options import PLAIN

    shutil.rmtree(folder, ignore_errors=True)
    for name in ("tables", "results", "spool"):
        (folder / name).mkdir(parents=True)
    with workers_for([str(file)], 2, PLAIN) as pool:
        from checks.profile import default_profile
        from ocds.pipeline.build import build
        from veeduria.judging import gather

        build([str(file)], folder, folder / "spool", validate=False, workers=pool, progress=_quiet)
        gather(folder, default_profile(), pool, _quiet)


def judge(file: Path, folder: Path) -> None:
    import veeduria.judging
    from checks.profile import default_profile
    from ocds.pipeline.workers import Workers
    from registry.history import load

    with Workers(2) as pool:
        veeduria.judging.judge(folder, default_profile(), load(None), pool, _quiet)


def run(file: Path, folder: Path) -> None:
    from ocds.pipeline.beginning import workers_for
    from ocds.validation.options import PLAIN

    with workers_for([str(file)], 2, PLAIN) as pool:
        from veeduria.run import Options
        from veeduria.run import run as main_job

        main_job([str(file)], Options(folder), pool)


def cardinal(file: Path, folder: Path) -> None:
    import ocdscardinal

    ocdscardinal.coverage(str(file))


def jsonschema(file: Path, folder: Path) -> None:
    import json

    from jsonschema import Draft4Validator, FormatChecker

    from ocds.standard.extensions import extensions
    from ocds.standard.schema import release_schema

    checker = Draft4Validator(release_schema("1.1", tuple(extensions())), format_checker=FormatChecker())
    with file.open("rb") as lines:
        for line in islice(lines, SAMPLE):
            list(checker.iter_errors(json.loads(line)))


def bare(file: Path, folder: Path) -> None:
    """What nobody validates without, and nothing else: the parse, and whether the published schema holds."""
    import orjson
    from jsonschema_rs import Draft4Validator

    from ocds.standard.extensions import extensions
    from ocds.standard.schema import release_schema

    gate = Draft4Validator(release_schema("1.1", tuple(extensions())), validate_formats=True)
    with file.open("rb") as lines:
        for line in lines:
            gate.is_valid(orjson.loads(line))


def ocdskit(file: Path, folder: Path) -> None:
    """As its command line does, but for `ignore_version`: it takes a release without parties for one of OCDS 1.0."""
    import ijson
    from ocdskit.combine import merge
    from ocdskit.util import json_dumps

    from ocds.standard.extensions import extensions
    from ocds.standard.schema import release_schema

    schema = release_schema("1.1", tuple(extensions()))
    with file.open("rb") as source, Path("/dev/null").open("w") as out:
        merged = merge(ijson.items(source, "", multiple_values=True), schema=schema, ignore_version=True)
        out.writelines(map(json_dumps, merged))


PEERS = (cardinal, jsonschema, bare, ocdskit)
STAGES: dict[str, Callable[[Path, Path], None]] = {
    stage.__name__: stage for stage in (validate, parsed, tables, judge, run, *PEERS)
}

if __name__ == "__main__":
    STAGES[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
