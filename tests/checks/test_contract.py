"""What every indicator keeps to, whoever writes it."""

import ast
import inspect
import re
from importlib import import_module
from string import Formatter

import msgspec
import polars as pl
import pytest
from babel.messages.pofile import read_po

from checks import Indicator, Phase, Severity, Standing, catalog, inputs, parameters
from checks.columns import flag_columns, input_columns, scope_columns, value_columns
from checks.indicator import limit, value
from checks.pages import blocks
from checks.profile import Setting
from checks.runner import _judged
from ocds.messages import FOLDER
from ocds.tables.views import view_columns

SECTIONS = ["Method", "Does not apply", "Cannot be assessed", "Innocent explanations", "Example"]
FORBIDDEN = {"collect", "join", "join_asof", "over", "read_parquet", "scan_parquet", "today", "now", "utcnow"}
MOST_WORDS = 6


@pytest.fixture(params=sorted(catalog()))
def indicator(request):
    """Each indicator in turn, with its default parameters."""
    return catalog()[request.param]()


def test_the_id_is_the_number_in_the_name_of_the_module(indicator):
    module = type(indicator).__module__.rpartition(".")[2]

    assert re.fullmatch(r"r\d{3}[a-z]?(_[a-z]+)+", module)
    assert module.partition("_")[0] == indicator.id.lower()


def test_the_page_has_a_first_paragraph_and_every_section_in_order(indicator):
    page = inspect.getdoc(type(indicator))
    first, *sections = re.split(r"^## ", page, flags=re.MULTILINE)

    assert first.strip().endswith(".")
    assert [section.partition("\n")[0] for section in sections] == SECTIONS
    assert all(section.partition("\n")[2].strip() for section in sections)


def test_the_title_is_short(indicator):
    assert 0 < len(indicator.title.split()) <= MOST_WORDS


def test_it_is_placed_founded_and_referenced(indicator):
    kinds = (type(indicator.phase), type(indicator.standing), type(indicator.severity), type(indicator.version))

    assert kinds == (Phase, Standing, Severity, int)
    assert indicator.references
    assert all(reference.strip() for reference in indicator.references)


def test_the_sentence_speaks_of_what_the_evidence_shows(indicator):
    named = {name for _, name, _, _ in Formatter().parse(indicator.says) if name is not None}

    assert named <= {*indicator.shows, *input_columns(indicator), "value", "limit"}


def test_the_sentence_writes_its_numbers_in_a_form_that_every_language_has(indicator):
    forms = [form for _, _, form, _ in Formatter().parse(indicator.says) if form]

    assert [form for form in forms if not re.fullmatch(r",?\.\d+[f%]|\.\d+", form)] == []


def test_every_parameter_is_documented_and_every_number_bounded(indicator):
    for parameter in parameters(type(indicator)):
        assert parameter.description.endswith(".")
        assert parameter.default
        if "number" in parameter.type:
            assert re.search(r"[≥>≤<] \d", parameter.type), parameter


def test_it_reads_columns_by_name_that_the_tables_have(indicator):
    assert scope_columns(indicator)
    assert value_columns(indicator)
    needed = {*input_columns(indicator), *indicator.shows, *indicator.parties, *indicator.optional}
    assert needed | ({indicator.dated_by} - {None}) <= {*view_columns(indicator.table), *_words()}


def _words():
    return ("method_word",)


def test_what_it_needs_is_told_with_its_places_in_ocds(indicator):
    told = dict(inputs(type(indicator)))

    assert set(told) == set(input_columns(indicator)) - set(indicator.optional)
    assert all(path.startswith("/") for paths in told.values() for path in paths)


def test_it_joins_nothing_collects_nothing_and_reads_no_clock(indicator):
    source = inspect.getsource(import_module(type(indicator).__module__))
    used = {node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)}

    assert used & FORBIDDEN == set()


def test_a_value_that_lacks_an_input_is_null(indicator, judged):
    """No missing number is taken for zero, no missing date for any day."""
    alerts = _alerts(indicator, judged)
    for column in value_columns(indicator):
        lacking = alerts.with_columns(pl.lit(None, alerts.schema[column]).alias(column))
        assert lacking.select(indicator.value()).to_series().null_count() == alerts.height, column


def test_an_alert_that_lacks_an_input_is_unknown(indicator, judged):
    alerts = _alerts(indicator, judged)
    peers = indicator.fence.by if indicator.fence else ()
    for column in set(input_columns(indicator)) - {*indicator.optional, *peers}:
        lacking = alerts.with_columns(pl.lit(None, alerts.schema[column]).alias(column))
        found = _judged(lacking, Setting(_without_fence(indicator)))
        assert found["outcome"].to_list() == ["unknown"] * alerts.height, column
        assert found["reason"].str.split(",").list.contains(column).all()


def _alerts(indicator, judged):
    found = judged[indicator.id]
    return found.view.filter(pl.col("ocid").is_in(list(found.evidence)))


def _without_fence(indicator):
    """A few rows draw no fence: hold them against a limit that is given."""
    return msgspec.structs.replace(indicator, distance=0.05) if indicator.fence else indicator


def test_it_cannot_be_changed_and_two_configurations_are_two_values(indicator):
    cls = type(indicator)
    with pytest.raises(AttributeError):
        indicator.methods = ("direct",)

    assert cls() == indicator
    assert hash(cls()) == hash(indicator)
    for name in cls.__struct_fields__:
        if name == "methods":
            other = msgspec.structs.replace(indicator, methods=("direct",))
            assert other != indicator
            assert len({indicator, other, cls()}) == 2


def test_the_scope_and_the_flag_are_true_false_or_null(indicator, judged):
    frame = judged[indicator.id].view
    flagged = {"value": frame.select(indicator.value()).to_series().cast(pl.Float64), "limit": pl.lit(1.0)}

    assert frame.select(indicator.scope()).to_series().dtype == pl.Boolean
    assert frame.with_columns(**flagged).select(indicator.flag()).to_series().dtype == pl.Boolean
    assert flag_columns(indicator) <= view_columns(indicator.table)


@pytest.mark.parametrize("language", ["es", "pt", "fr"])
def test_what_people_read_is_translated(indicator, language):
    path = FOLDER / language / "LC_MESSAGES" / "veeduria.po"
    with path.open("rb") as file:
        texts = {message.id: message.string for message in read_po(file) if message.id and not message.fuzzy}
    described = [parameter.description for parameter in parameters(type(indicator))]
    told = [text for _, text in blocks(type(indicator))]

    missing = [text for text in (indicator.title, indicator.says, *described, *told) if not texts.get(text)]
    assert missing == []
    assert _places(texts[indicator.says]) == _places(indicator.says)


def _places(sentence):
    return sorted(str((name, form)) for _, name, form, _ in Formatter().parse(sentence) if name is not None)


class Twice(Indicator, frozen=True, kw_only=True):
    """An indicator of the tests: the number of awards, doubled, over a divisor that may be zero."""

    id, says, threshold = "T001", "{value}", "most"
    most: int = 1

    def scope(self):
        return pl.col("there")

    def value(self):
        return pl.col("awards") / pl.col("divisor")

    def flag(self):
        return value >= limit


def test_a_value_that_is_no_finite_number_is_unknown():
    """In polars NaN is greater than any number: nothing divided by nothing would be an alert."""
    view = pl.DataFrame({"ocid": ["a", "b", "c"], "there": True, "awards": [0, 1, 2], "divisor": [0, 0, 1]})

    found = _judged(view, Setting(Twice()))

    assert found["outcome"].to_list() == ["unknown", "unknown", "alert"]
    assert found["reason"].to_list() == ["not_computable", "not_computable", None]


def test_a_scope_that_cannot_be_told_is_unknown_and_another_is_out():
    view = pl.DataFrame({"ocid": ["a", "b"], "there": [None, False], "awards": 2, "divisor": 1})

    found = _judged(view, Setting(Twice()))

    assert found["outcome"].to_list() == ["unknown", "not_applicable"]
    assert found["reason"].to_list() == ["there", None]
