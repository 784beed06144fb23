"""The cases recorded from OCDS Cardinal: the same processes are flagged, but for the deviations named here."""

import json
from configparser import ConfigParser
from types import SimpleNamespace

import polars as pl
import pytest

from checks import Fence, Side, catalog
from checks.columns import needed_columns
from checks.profile import Setting
from checks.runner import _judged
from ocds.tables.views import process_view

# Where we differ on purpose: the case, and the processes that only one of us flags.
NO_SUCH_SETTING = "its price lists and its periods by the local name of a method are no parameters of ours"
INVERTED = "a period that ends before it starts is a mistake in the data, not a short period"
WHOLE = "1.0 and 1e0 are the number one, as RFC 8259 has it"
SILENT = "where all distances are equal the fence tells nothing apart"
DEVIATIONS = {
    ("fx_R003-procurement_method_details-x-5-y-10", "R003"): ({"x exact", "y exact"}, NO_SUCH_SETTING),
    ("r003_threshold_1", "R003"): ({"-1d", "-6d"}, INVERTED),
    ("r003_threshold_p7", "R003"): ({"-1d", "-6d"}, INVERTED),
    ("r018_number_forms", "R018"): ({"v1", "v2", "v3", "v15", "v16"}, WHOLE),
    ("currency_set_empty", "R024"): ({"empty"}, SILENT),
    ("fx_R036", "R036"): ({"no price comparison"}, NO_SUCH_SETTING),
    ("fx_pmd_X_inc1_exc0", "R036"): ({"F"}, NO_SUCH_SETTING),
    ("fx_pmd_X_inc1_exc1", "R036"): ({"F"}, NO_SUCH_SETTING),
    ("fx_pmd_N_inc0_exc1", "R036"): ({"F"}, NO_SUCH_SETTING),
    ("fx_pmd_N_inc1_exc0", "R036"): ({"F"}, NO_SUCH_SETTING),
    ("fx_pmd_N_inc1_exc1", "R036"): ({"F"}, NO_SUCH_SETTING),
}
BEYOND_64_BITS = b"18446744073709551617"  # see tests/ocds/test_lying_types.py
METHODS = ("open", "selective", "limited", "direct")
OURS = ("R003", "R018", "R024", "R036")


class FenceOfFew(catalog()["R024"], frozen=True, kw_only=True):
    """R024 as Cardinal draws its fence: from any number of processes."""

    fence = Fence(Side.LOWER, by=("winning_currency",), minimum=1)


@pytest.fixture(scope="module")
def recorded(corpus, tmp_path_factory, run_on_releases):
    """The cases with one of our indicators, and all their processes in one snapshot."""
    folder = corpus / "cardinal"
    found, releases = {}, []
    for case in json.loads((folder / "index.json").read_text("utf-8"))["cases"]:
        if case["command"] != "indicators" or case["rc"] != 0 or case["group"] == "adversarial-settings":
            continue
        ini = settings_of(folder / case["settings"])
        lines = [line for line in sound_lines(folder / case["input"]) if not is_left_out(line, ini)]
        if set(OURS) & set(ini) and lines:
            result = json.loads((folder / case["expected"]).read_text("utf-8"))
            name = case["id"].partition("/")[2]
            found[name] = SimpleNamespace(ini=ini, flags=result.get("OCID", {}))
            releases += [prepared(name, line, filled) for line in lines for filled in (False, True)]
    snapshot = run_on_releases(releases, tmp_path_factory.mktemp("cardinal"), validate=False)
    needed = {name for indicator in OURS for name in needed_columns(catalog()[indicator]())}
    view = process_view(snapshot.scan, {}, sorted(needed))
    return SimpleNamespace(cases=found, view=view)


def settings_of(path):
    parser = ConfigParser(interpolation=None, default_section="", allow_no_value=True)
    parser.optionxform = str
    parser.read_string("[general]\n" + path.read_text("utf-8"))
    return {section: dict(parser[section]) for section in parser.sections()}


def sound_lines(path):
    for line in path.read_bytes().split(b"\n"):
        try:
            found = json.loads(line.decode(), parse_constant=None)
        except ValueError:
            continue
        if isinstance(found, dict) and isinstance(found.get("ocid"), str) and BEYOND_64_BITS not in line:
            yield found


def is_left_out(line, ini):
    """Cardinal leaves out cancelled tenders, and methods on a list; we judge what was published of them."""
    tender = line.get("tender")
    excluded = ini.get("exclusions", {}).get("procurement_method_details", "").split("|")
    left_out = (
        (tender.get("status") == "cancelled", tender.get("procurementMethodDetails") in excluded) if tender else ()
    )
    return any(left_out)


def prepared(case, line, filled):
    """A line as a compiled release with an ocid of its own; `filled`: a missing method is an open one."""
    release = line | {"ocid": f"{case}|{filled}|{line['ocid']}", "tag": ["compiled"], "date": "2024-01-01T00:00:00Z"}
    tender = release.get("tender", {})
    if filled and isinstance(tender, dict) and "procurementMethod" not in tender:
        release["tender"] = tender | {"procurementMethod": "open"}
    return release


def ours(recorded, case, indicator):
    """The ocids that our indicator flags, set as Cardinal was."""
    ini = recorded.cases[case].ini
    given, general = ini[indicator], ini["general"]
    methods = given.get("procurement_methods")
    chosen = tuple((methods or "").strip("|").split("|")) if methods else METHODS
    settings = {"methods": ("open", "selective") if indicator == "R018" and methods is None else chosen}
    if indicator == "R003" and "threshold" in given:
        settings["days"] = int(given["threshold"])
    if indicator == "R024":
        settings["no_price_comparison"] = tuple(general.get("no_price_comparison_procurement_methods", "").split("|"))
        threshold = float(given.get("threshold", "nan"))
        settings["distance"] = threshold if threshold > 0 else None
    filled = not methods and indicator != "R018"
    prefix = f"{case}|{filled}|"
    view = recorded.view.filter(pl.col("ocid").str.starts_with(prefix))
    cls = FenceOfFew if indicator == "R024" else catalog()[indicator]
    judged = view.hstack(_judged(view, Setting(cls(**settings))))
    return {ocid.removeprefix(prefix) for ocid in judged.filter(outcome="alert")["ocid"]}


def test_the_same_processes_are_flagged(recorded):
    compared = {
        (name, indicator) for name, case in recorded.cases.items() for indicator in OURS if indicator in case.ini
    }
    differing = {}
    for name, indicator in compared:
        theirs = {ocid for ocid, flags in recorded.cases[name].flags.items() if indicator in flags}
        if theirs != ours(recorded, name, indicator):
            differing[name, indicator] = theirs ^ ours(recorded, name, indicator)

    assert differing == {key: ocids for key, (ocids, _) in DEVIATIONS.items()}
    assert len(compared) > 60


def test_some_cases_are_flagged_by_both(recorded):
    """Agreement on nothing but silence would prove nothing."""
    both = dict.fromkeys(OURS, 0)
    for name, case in recorded.cases.items():
        for indicator in set(OURS) & set(case.ini):
            theirs = {ocid for ocid, flags in case.flags.items() if indicator in flags}
            both[indicator] += len(theirs & ours(recorded, name, indicator))

    assert all(count >= 5 for count in both.values()), both
