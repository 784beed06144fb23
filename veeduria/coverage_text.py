"""The coverage of fields as text."""

from collections.abc import Iterator

import checks
from ocds.fields.checks import field_checks
from ocds.fields.counts import CheckCount, CodesCount, Counts
from ocds.messages import marked
from veeduria.coverage import Coverage, Fed
from veeduria.coverage_table import listed, ranked, share
from veeduria.texts import clean, gettext, ngettext, number, percent

MOST_FIELDS = 500
MOST_CODES = 20
_TITLES = {
    "partyRole": marked("Roles of parties"),
    "documentType": marked("Types of documents"),
    "milestoneType": marked("Types of milestones"),
}


def lines(found: Coverage) -> Iterator[str]:
    """Give the coverage for a person: fields, codes, checks if any were asked for, what indicators can be fed with."""
    yield ngettext("one process", "%(num)s processes", found.counts.releases)
    yield from _fields(found.counts)
    yield from _codelists(found.counts)
    yield from _checks(found.counts)
    yield ""
    yield gettext("Indicators that this data can feed: share of processes in which every input is published")
    for fed in found.indicators:
        yield from _fed(fed, found.counts.releases)


def _fields(counts: Counts) -> Iterator[str]:
    """Give each field that could stand somewhere; deprecated ones only where they do."""
    yield ""
    yield gettext("Fields: share of processes, share of the places where each could stand, number of places")
    paths = [path for path in listed(counts) if counts.possible(path)]
    shown = [path for path in paths if counts.fields[path].exists or not counts.fields[path].deprecated]
    for path in shown[:MOST_FIELDS]:
        one = counts.fields[path]
        of_places = percent(share(one.filled, counts.possible(path)))
        note = "" if one.origin else "  " + gettext("(not in the standard)")
        of_processes = percent(share(one.releases, counts.releases))
        yield clean(f"{of_processes:>6} {of_places:>6} {number(one.filled):>12}  {path}{note}")
    if len(shown) > MOST_FIELDS:
        left = len(shown) - MOST_FIELDS
        yield ngettext("One more field.", "%(num)s more fields; --format csv has them all.", left)
    if counts.unlisted:
        yield gettext(
            "Too many fields that the standard lacks: %(num)s places are not listed.", num=number(counts.unlisted)
        )


def _codelists(counts: Counts) -> Iterator[str]:
    for codelist, title in _TITLES.items():
        codes = counts.codelists.get(codelist)
        if codes and codes.codes:
            yield from ("", gettext(title), *_codes(codes))
    for path in listed(counts):
        here = counts.fields[path].codes
        if here and here.codes and here.codelist not in _TITLES:
            yield from ("", clean(f"{path} ({here.codelist})"), *_codes(here))


def _codes(codes: CodesCount) -> Iterator[str]:
    ordered = ranked(codes)
    for code in ordered[:MOST_CODES]:
        one = codes.codes[code]
        note = "" if one.known else "  " + gettext("(not in the codelist)")
        yield clean(f"{number(one.count):>12}  {code}{note}")
    if len(ordered) > MOST_CODES:
        left = len(ordered) - MOST_CODES
        yield " " * 14 + ngettext("One more code.", "%(num)s more codes; --format csv has them.", left)


def _checks(counts: Counts) -> Iterator[str]:
    """Give each check that judged something, with what failed it."""
    for name, check in field_checks().items():
        found = {path: one.checks[name] for path, one in sorted(counts.fields.items()) if name in one.checks}
        judged = {path: one for path, one in found.items() if one.passed or one.failed}
        if judged:
            yield from ("", gettext(check.title))
            for path, one in judged.items():
                yield from _check(path, one)
            if any(one.failed for one in judged.values()):
                yield " " * 8 + gettext(check.cure)


def _check(path: str, one: CheckCount) -> Iterator[str]:
    share_passed = percent(one.passed / (one.passed + one.failed))
    said = gettext("%(passed)s passed, %(failed)s failed", passed=number(one.passed), failed=number(one.failed))
    yield clean(f"{share_passed:>6}  {path}: {said}")
    for each in one.examples:
        yield clean(f"{' ' * 8}{each.value} {gettext(each.reason)}: {each.ocid} {each.pointer}")


def _fed(fed: Fed, releases: int) -> Iterator[str]:
    title = gettext(checks.catalog()[fed.indicator].title)
    yield f"{percent(share(fed.releases, releases)):>6}  {fed.indicator} {title}"
    lacking = {one.fields: one.releases for one in fed.inputs if one.releases < releases}
    for fields, there in lacking.items():
        either = gettext(" or ").join(fields)
        yield " " * 8 + gettext("%(fields)s: in %(share)s", fields=either, share=percent(there / releases))
