"""How long tests took when it was last recorded: which of them `make test` leaves to CI, and which files go first."""

import json
import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

_RECORD: Final = Path(__file__).with_suffix(".json")
# With others beside it, as in the whole suite.
_LONG_SECONDS: Final = 0.5
_LONG_FILE_SECONDS: Final = 10.0
# What is promised is tried before every commit, however long it takes.
_ALWAYS: Final = "tests/invariants/"


def sort(items: list[pytest.Item]) -> None:
    """Mark what is long, and put the longest files first: no process is left with one when the others are done."""
    seconds = json.loads(_RECORD.read_text())
    for item in items:
        if seconds.get(_function(item.nodeid), 0.0) >= _LONG_SECONDS and not item.nodeid.startswith(_ALWAYS):
            item.add_marker(pytest.mark.long)
    items.sort(key=lambda item: -seconds.get(_file(item.nodeid), 0.0))


def record(reports: Sequence[pytest.TestReport]) -> None:
    """Keep what this run took, where it was the whole suite and is asked for: `make test ALL=1 RECORD=1`."""
    if not os.environ.get("RECORD"):
        return
    cases: defaultdict[str, float] = defaultdict(float)
    files: defaultdict[str, float] = defaultdict(float)
    for report in reports:
        cases[report.nodeid] += report.duration
        files[_file(report.nodeid)] += report.duration
    functions: dict[str, float] = {}
    for nodeid, took in cases.items():
        functions[_function(nodeid)] = max(took, functions.get(_function(nodeid), 0.0))
    kept = {name: took for name, took in files.items() if took >= _LONG_FILE_SECONDS}
    kept |= {name: took for name, took in functions.items() if took >= _LONG_SECONDS}
    _RECORD.write_text(json.dumps({name: round(kept[name], 1) for name in sorted(kept)}, indent=0) + "\n")


def _function(nodeid: str) -> str:
    return nodeid.partition("[")[0]


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0]
