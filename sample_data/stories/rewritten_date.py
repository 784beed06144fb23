"""Rewritten date: what was published is changed afterwards, and only the history of releases shows it."""

from collections.abc import Iterator

from sample_data.case import Answer, Case, plain, publish
from sample_data.cast import extra
from sample_data.days import EVENING, NOON
from sample_data.parts import build
from sample_data.plan import Json


def cases(numbers: Iterator[int]) -> Iterator[Case]:
    """Tell the story."""
    yield _rewritten(next(numbers))
    yield _mended(next(numbers))
    yield _history_unpublished(next(numbers))


def _update(case: Case, position: int, tag: str, date: str, section: Json) -> None:
    """Insert a release that changes what an earlier one said."""
    first = case.releases[0]
    kept = {name: first[name] for name in ("ocid", "language", "initiationType", "buyer")}
    update = {**kept, "id": f"{case.ocid}-u", "date": date, "tag": [tag], **section}
    case.releases.insert(position, update)


def _rewritten(number: int) -> Case:
    plan = plain(number, "2024-04-08", [(extra(81), 77_000.0), (extra(82), 84_700.0)])
    case = publish(build(plan))
    award = {"id": case.compiled["awards"][0]["id"], "date": NOON[plan.award_day - 30]}
    _update(case, len(case.releases), "awardUpdate", EVENING[plan.sign_day + 20], {"awards": [award]})
    why = "rewritten date: the award was moved 30 days back after the contract was published"
    case.answers.append(Answer("rewritten_date", "alert", why))
    return case


def _mended(number: int) -> Case:
    plan = plain(number, "2024-04-15", [(extra(83), 74_000.0), (extra(84), 81_400.0)])
    case = publish(build(plan))
    right = case.compiled["tender"]["tenderPeriod"]
    wrong = {**right, "endDate": right["endDate"].replace("2024", "2042")}
    case.releases[0]["tender"] = {**case.releases[0]["tender"], "tenderPeriod": wrong}
    section = {"tender": {"id": case.compiled["tender"]["id"], "tenderPeriod": right}}
    _update(case, 1, "tenderUpdate", EVENING[plan.day + 1], section)
    why = "rewritten date: a typing error in the year, mended the next day and long before the award"
    case.answers.append(Answer("rewritten_date", "no_alert", why))
    return case


def _history_unpublished(number: int) -> Case:
    plan = plain(number, "2024-04-22", [(extra(85), 71_000.0), (extra(86), 78_100.0)])
    why = "rewritten date: only the compiled release is published"
    case = publish(build(plan), Answer("rewritten_date", "unknown", why))
    case.compiled_only = True
    return case
