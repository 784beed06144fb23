"""What a request reads: one snapshot, resolved once, and figures remembered for each snapshot.

Snapshots never change once published, so a figure computed from one holds for as long as it exists.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import update_wrapper
from pathlib import Path
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

from flask import current_app, g

from ocds.exceptions import BadSnapshotError
from ocds.snapshots import Snapshot, current

P = ParamSpec("P")
R = TypeVar("R")

KEPT = 64


def snapshot() -> Snapshot:
    """Give the snapshot of this request: the one ``current`` pointed at when it was first asked for.

    Raises :class:`ocds.snapshots.NoSnapshotError` when nothing is published yet.
    """
    if "snapshot" not in g:
        g.snapshot = current(Path(current_app.config["WORKSPACE"]))
    found: Snapshot = g.snapshot
    return found


def remembered(
    function: Callable[Concatenate[Snapshot, P], R],
) -> Callable[Concatenate[Snapshot, P], R]:
    """Keep the answers of a function of a snapshot (and hashable arguments), the newest ``KEPT`` of them."""
    answers: OrderedDict[tuple[object, ...], R] = OrderedDict()
    lock = Lock()

    def wrapper(snap: Snapshot, /, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (snap.path, args, tuple(sorted(kwargs.items())))
        # Held while computing: visitors who ask for the same figure wait for one scan instead of starting their own.
        with lock:
            if key not in answers:
                answers[key] = function(snap, *args, **kwargs)
                while len(answers) > KEPT:
                    answers.popitem(last=False)
            return answers[key]

    update_wrapper(wrapper, function)
    return wrapper


@remembered
def previous(snap: Snapshot) -> Snapshot | None:
    """Give the snapshot published before this one, of those still kept; None when there is none that can be read."""
    names = (path.name for path in snap.path.parent.iterdir() if path.name.isdigit() and path.name < snap.path.name)
    newest = max(names, default=None)
    try:
        return Snapshot(snap.path.with_name(newest)) if newest else None
    except BadSnapshotError:
        return None
