"""What every check of quality keeps to, whoever writes it."""

import ast
import inspect
import re
from dataclasses import replace
from importlib import import_module

import polars as pl
import pytest

from checks.pages import blocks, parameters
from checks.quality.catalog import dataset_checks, process_checks, time_checks
from checks.quality.check import Tables, shared
from checks.quality.reading import columns_read
from checks.quality.runner import COUNTS, judged, measured, summed
from ocds.messages import translation
from ocds.snapshots import tables

CHECKS = process_checks() | dataset_checks() | time_checks()
SECTIONS = ["Why", "Method", "Does not apply", "Cannot be assessed", "Innocent explanations", "Example"]
GROUPS = {"coherent", "consistent", "distribution", "misc", "reference", "time", "unique"}
CLOCKS = {"today", "now", "utcnow"}
MOST_WORDS = 8
ASKS_THE_NETWORK = "misc.url_availability"  # by a function that is given to it: no profile can state one
EMPTY = Tables(lambda table: pl.LazyFrame(schema=tables()[table]))


@pytest.fixture(params=sorted(CHECKS))
def check(request):
    """Each check in turn, as it is by default."""
    return CHECKS[request.param]()


def test_the_catalog_holds_all_of_them_in_order_of_ids():
    assert [len(found()) for found in (process_checks, dataset_checks, time_checks)] == [37, 24, 3]
    assert all(list(found()) == sorted(found()) for found in (process_checks, dataset_checks, time_checks))


def test_the_id_names_its_group(check):
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", check.id)
    assert check.id.partition(".")[0] in GROUPS


def test_the_page_has_a_first_paragraph_and_its_sections_in_order(check):
    first, *sections = re.split(r"^## ", inspect.getdoc(type(check)), flags=re.MULTILINE)
    names = [section.partition("\n")[0] for section in sections]

    assert first.strip().endswith(".")
    assert names == [name for name in SECTIONS if name in names]
    assert {"Why", "Method"} <= set(names)
    assert {"Does not apply", "Cannot be assessed"} & set(names)
    assert all(section.partition("\n")[2].strip() for section in sections)


def test_what_people_read_is_there_and_short(check):
    assert 0 < len(check.title.split()) <= MOST_WORDS
    assert all(text.endswith(".") for text in (check.says, check.cure, check.lacking))
    assert check.says % {"pointer": "/tender", "value": "1"}
    assert check.references
    assert check.version >= 1


@pytest.mark.parametrize("language", ["es", "pt", "fr"])
def test_its_page_is_translated(check, language):
    translated = translation(language).gettext

    assert [text for _, text in blocks(type(check)) if translated(text) == text] == []


@pytest.mark.parametrize("name", sorted(CHECKS.keys() - {ASKS_THE_NETWORK}))
def test_every_parameter_is_documented(name):
    for parameter in parameters(CHECKS[name]):
        assert parameter.description.endswith(".")
        assert parameter.default


def test_it_cannot_be_changed(check):
    with pytest.raises(AttributeError):
        check.title = "another"
    assert check == CHECKS[check.id]()


def test_it_reads_no_clock_and_a_check_of_processes_collects_nothing(check):
    source = inspect.getsource(import_module(type(check).__module__))
    used = {node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)}

    assert not used & (CLOCKS | ({"collect"} if check.id in process_checks() else set()))


@pytest.mark.parametrize("name", process_checks())
def test_applications_have_the_columns_of_the_contract(name, quillay_snapshot):
    columns = {"process": pl.UInt64, "ok": pl.Boolean, "pointer": pl.String, "value": pl.String}
    check = process_checks()[name]()

    found = check.applications(Tables(quillay_snapshot.scan)).collect()
    assert dict(found.schema) == columns
    assert found.null_count().row(0, named=True) | {"ok": 0} == dict.fromkeys(columns, 0)
    assert check.applications(EMPTY).collect().is_empty()


def test_nothing_is_judged_where_nothing_is():
    results, failures, counts = judged(EMPTY)

    assert results.is_empty()
    assert failures.is_empty()
    assert counts.drop("check").sum().row(0) == (0,) * 6
    assert measured(EMPTY)["passed"].to_list() == [None] * len(dataset_checks())
    assert measured(EMPTY)["reason"].null_count() == 0


def test_batches_of_processes_add_up(quillay_snapshot):
    whole = judged(Tables(quillay_snapshot.scan))
    batches = [judged(_some(quillay_snapshot, remainder)) for remainder in (0, 1, 2)]

    assert whole.results.height == quillay_snapshot.manifest.counts["processes"]
    processes = whole.results.height
    assert summed([batch.counts for batch in batches], processes).equals(summed([whole.counts], processes))
    assert pl.concat([batch.results for batch in batches]).sort("process").equals(whole.results)
    assert (
        pl.concat([batch.failures for batch in batches])
        .sort(whole.failures.columns)
        .equals(whole.failures.sort(whole.failures.columns))
    )
    assert whole.failures.height > 0
    assert dict(whole.counts.schema) == dict(COUNTS)


@pytest.mark.parametrize(
    ("passing", "failing", "unknown", "passed", "reason"),
    [
        (2, 0, 0, True, None),
        (2, 1, 1, False, None),
        (2, 0, 1, None, "Nothing failed, but not all that it applies to could be assessed."),
        (0, 0, 1, None, "Nothing that it applies to could be assessed."),
    ],
)
def test_a_check_passes_only_where_all_that_it_applies_to_is_known_to_pass(passing, failing, unknown, passed, reason):
    applicable = passing + failing + unknown
    counts = ("coherent.period", applicable, passing, failing, unknown, passing + failing, passing)
    row = summed([pl.DataFrame([counts], COUNTS, orient="row")], applicable + 3).row(0, named=True)

    assert (row["passed"], row["reason"], row["not_applicable"]) == (passed, reason, 3)


def test_a_check_that_applies_to_nothing_says_so():
    name = "coherent.period"
    row = summed([pl.DataFrame([(name, *[0] * 6)], COUNTS, orient="row")], 3).row(0, named=True)

    assert (row["passed"], row["reason"], row["value"]) == (None, process_checks()[name].lacking, None)


def test_the_same_is_said_of_the_same_data(quillay_snapshot):
    first, second = (judged(Tables(quillay_snapshot.scan)) for _ in range(2))

    assert all(one.equals(other) for one, other in zip(first, second, strict=True))
    assert measured(Tables(quillay_snapshot.scan)).equals(measured(Tables(quillay_snapshot.scan)))


@pytest.mark.parametrize(
    "arranged",
    [
        pytest.param(lambda frame: frame.reverse(), id="last first"),
        pytest.param(lambda frame: pl.concat([frame.head(1), frame.slice(1)], rechunk=False), id="in two pieces"),
    ],
)
def test_how_the_rows_lie_changes_nothing(quillay_snapshot, arranged):
    as_they_are = judged(Tables(quillay_snapshot.scan))
    found = judged(Tables(lambda table: arranged(quillay_snapshot.scan(table).collect()).lazy()))

    assert all(one.equals(other) for one, other in zip(found, as_they_are, strict=True))


@pytest.mark.parametrize("rated", [False, True])
def test_the_columns_that_checks_read_are_enough(quillay_snapshot, rates, rated):
    tables = Tables(quillay_snapshot.scan, rates if rated else None)
    columns = columns_read(tables.rates)

    assert {"ocid", "title"}.isdisjoint(columns["process"])
    assert {"process", "release_date_text"} <= set(columns["process"])
    assert all(one.equals(other) for one, other in zip(judged(tables, columns=columns), judged(tables), strict=True))


def test_what_checks_share_is_computed_once_for_the_same_tables():
    computed = []

    @shared
    def plan(_, number):
        computed.append(number)
        return pl.LazyFrame({"number": [number]})

    tables = replace(EMPTY)
    found = [plan(of, number).collect().item() for of in (tables, replace(tables)) for number in (1, 2, 1)]

    assert found == [1, 2, 1] * 2
    assert computed == [1, 2] * 2


def test_a_check_with_another_limit_can_be_run_alone(tables_of):
    name = "coherent.value_realistic"
    tables = tables_of([{"tender": {"value": {"amount": 10, "currency": "USD"}}}])

    results, failures, counts = judged(tables, {name: process_checks()[name](most=5)})
    assert results.columns == ["process", "ocid", name]
    assert failures.select("check", "ocid", "pointer", "value").rows() == [
        (name, "ocds-213czf-0", "/tender/value", "10.0 USD")
    ]
    assert counts.rows() == [(name, 1, 0, 1, 0, 1, 0)]


def test_the_words_of_a_profile_count_as_codes(tables_of):
    check = process_checks()["coherent.tender_status"]()
    tables = tables_of([{"tender": {"status": "Abierta a medias"}, "awards": [{"id": "1"}]}])
    taught = replace(tables, words={"tender_status": {"abierta a medias": "active"}})

    assert check.applications(tables).collect()["ok"].to_list() == [None]
    assert check.applications(taught).collect()["ok"].to_list() == [False]


def _some(snapshot, remainder):
    """A third of the processes, as the tables of some parts would hold them."""
    return Tables(lambda table: snapshot.scan(table).filter(pl.col("process") % 3 == remainder))
