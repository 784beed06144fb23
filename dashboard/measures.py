"""What a check of a whole data set was computed from: the numbers in short, and the codes, amounts and examples."""

from collections.abc import Iterator
from typing import Any

import msgspec

from dashboard.i18n import gettext, money, number, percent
from dashboard.words import marked

NUMBERS = {
    "total": marked("values looked at"),
    "passed": marked("passed"),
    "failed": marked("not passed"),
    "codes": marked("different codes"),
    "buyers": marked("buyers"),
    "buyer": marked("most frequent buyer"),
    "count": marked("processes of that buyer"),
    "share": marked("share of that buyer"),
    "currency": marked("currency"),
    "currencies": marked("currencies"),
    "without_rate": marked("amounts without a rate of exchange"),
    "sum": marked("sum"),
}
BANDS = {
    "0_1": marked("largest hundredth of the amounts"),
    "1_5": marked("next 4 %"),
    "5_20": marked("next 15 %"),
    "20_50": marked("next 30 %"),
    "50_100": marked("smallest half"),
    "1": marked("buyers with 1 process"),
    "2_20": marked("buyers with 2 to 20 processes"),
    "21_50": marked("buyers with 21 to 50 processes"),
    "51_100": marked("buyers with 51 to 100 processes"),
    "100+": marked("buyers with more than 100 processes"),
}
SHORT = 3


def decoded(meta: str | None) -> dict[str, Any]:
    """Give what is stored beside an outcome, as a dict; it is JSON text in the table."""
    found: dict[str, Any] = msgspec.json.decode(meta or "{}")
    return found


def in_short(meta: dict[str, Any]) -> list[str]:
    """Give the numbers in words, and the most frequent codes or amounts."""
    said = [f"{gettext(words)}: {_plain(name, meta[name])}" for name, words in NUMBERS.items() if name in meta]
    said += [f"{row['what']}: {percent(row['share'])}" for row in list(_shares(meta))[:SHORT]]
    return said


def parts(meta: dict[str, Any]) -> list[dict[str, Any]]:
    """Give what the number is made of, a row each.

    ``what`` (a code, an amount, a band or a value that failed), ``pointer``, ``share`` (0 to 1), ``count``, ``ocids``
    (examples); None where there is no such thing.
    """
    empty: dict[str, Any] = dict.fromkeys(("what", "pointer", "share", "count"))
    rows = [*_shares(meta), *_bands(meta), *_examples(meta)]
    return [{**empty, "ocids": [], **row} for row in rows]


def _plain(name: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if name == "share":
        return percent(value)
    return str(value) if isinstance(value, str) else number(value)


def _shares(meta: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Codes and amounts, the most frequent first."""
    for code, of in meta.get("shares", {}).items() if "codes" in meta else ():
        yield {"what": code, "share": of["share"], "count": of["count"], "ocids": [of["example"]]}
    for of in meta.get("most_frequent", ()):
        yield {
            "what": money(of["amount"], of["currency"]),
            "share": of["share"],
            "count": of["count"],
            "ocids": of["examples"],
        }


def _bands(meta: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Parts of a sum by the size of amounts, and buyers by how often they buy."""
    for name, share in meta.get("shares", {}).items() if "sums" in meta else ():
        yield {"what": _band(name), "share": share, "count": meta["counts"][name]}
    for name, of in meta.get("bands", {}).items():
        share = of["processes"] / meta["total"] if meta.get("total") else None
        yield {"what": _band(name), "share": share, "count": of["buyers"]}


def _band(name: str) -> str:
    return gettext(BANDS[name]) if name in BANDS else name


def _examples(meta: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in meta.get("failed_examples", ()):
        what = one.get("value", one.get("url"))
        yield {"what": what, "pointer": one.get("pointer"), "ocids": [one["ocid"]]}
    for one in meta.get("largest", ()):
        yield {"what": money(one["amount"], one["currency"]), "ocids": [one["ocid"]]}
    if meta.get("examples"):
        yield {"what": gettext(marked("examples")), "ocids": meta["examples"]}
