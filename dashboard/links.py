"""Addresses of processes: an ocid can hold anything, so one that a path would change goes into the query."""

import re

from flask import url_for

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*")
TWINS = (".csv", ".json")


def process_url(ocid: str, form: str = "html") -> str:
    """Give the address of a process page or of its twin (``csv``, ``json``), in the request's language."""
    if form != "html":
        return url_for("process.twin", form=form, ocid=ocid)
    if SAFE.fullmatch(ocid) and not ocid.endswith(TWINS):
        return url_for("process.by_path", ocid=ocid)
    return url_for("process.by_query", ocid=ocid)
