"""Issues as JUnit XML, which CI servers show as tests: one suite a file, one test for each rule broken in it."""

import re
from typing import BinaryIO
from xml.etree import ElementTree as ET

from ocds.validation.record import Issue
from ocds.validation.words import title
from veeduria.found import Asked, Found
from veeduria.kinds import PLACES
from veeduria.texts import gettext, ngettext

SUFFIX = "xml"
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 300


class _Test:
    """One rule broken in one file."""

    __slots__ = ("failures", "first", "times")

    def __init__(self) -> None:
        self.times = self.failures = 0
        self.first: list[str] = []

    def add(self, issue: Issue, asked: Asked) -> None:
        self.times += 1
        failure = asked.fails(issue)
        if failure and not self.failures:
            self.first.clear()
        self.failures += failure
        if len(self.first) < PLACES and (failure or not self.failures):
            self.first.append(f"{issue.place}: {issue.message}"[:_LONGEST])


def write(found: Found, out: BinaryIO, asked: Asked) -> None:
    """Write the suites; a rule broken without making the validation fail is a test that passes with an output.

    Counts and first places of each file and rule are held, not the issues.
    """
    suites: dict[str, dict[str, _Test]] = {}
    for issue in found:
        suites.setdefault(issue.file, {}).setdefault(issue.rule, _Test()).add(issue, asked)
    for name in found.names:
        suites.setdefault(name, {})
    tests = sum(max(1, len(tested)) for tested in suites.values())
    failures = sum(bool(test.failures) for tested in suites.values() for test in tested.values())
    title = _safe(asked.about or "veeduria validate")
    root = ET.Element("testsuites", name=title, tests=str(tests), failures=str(failures), errors="0")
    head = ET.tostring(root, encoding="unicode").removesuffix("/>").rstrip()
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{head}>\n'.encode())
    for file, tested in suites.items():
        suite = _suite(file, tested, asked.limit)
        ET.indent(suite)
        out.write(ET.tostring(suite, encoding="utf-8", xml_declaration=False) + b"\n")
    out.write(b"</testsuites>\n")


def _suite(file: str, tests: dict[str, _Test], limit: int) -> ET.Element:
    failures = sum(bool(test.failures) for test in tests.values())
    count = max(1, len(tests))
    suite = ET.Element("testsuite", name=_safe(file), tests=str(count), failures=str(failures), errors="0")
    if not tests:
        ET.SubElement(suite, "testcase", classname=_safe(file), name=gettext("no issue"))
    for number, (rule, test) in enumerate(sorted(tests.items())):
        case = ET.SubElement(suite, "testcase", classname=_safe(file), name=f"{rule}: {title(rule, gettext)}")
        told = ngettext("one issue", "%(num)s issues", test.failures or test.times)
        places = "\n".join(test.first) if number < limit else ""
        if test.failures:
            ET.SubElement(case, "failure", message=told, type=rule).text = _safe(places)
        else:
            ET.SubElement(case, "system-out").text = _safe(f"{told}\n{places}")
    return suite


def _safe(text: str) -> str:
    """Text without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
