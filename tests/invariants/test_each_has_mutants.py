"""None of the 26 promises stands on a test that never had to notice anything."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.invariants.twice import invariant

PROMISES: Final = {f"{number:02}" for number in range(1, 27)}
_NUMBERED: Final = re.compile(r"test_(\d\d)_")


def _mutants() -> Iterator[tuple[str, int]]:
    """The number of each test here, and how many mutants are written beside it."""
    for path in Path(__file__).parent.glob("test_*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.AsyncFunctionDef) or not (number := _NUMBERED.match(node.name)):
                continue
            for one in node.decorator_list:
                if isinstance(one, ast.Call) and ast.unparse(one.func) == invariant.__name__:
                    yield number[1], len(one.args)


def test_every_promise_has_a_test_that_notices_when_what_keeps_it_is_taken_away() -> None:
    assert {number for number, mutants in _mutants() if mutants} == PROMISES
