"""The bench tells what it measured: ratios by turns, growth, invalid runs, and a file that keeps what did not run."""

import json
from io import StringIO
from pathlib import Path

from rich.console import Console

from tests.bench.harness import Compared, Finding, Load, by_turns, exponent, judged, show, write


async def test_rounds_are_taken_by_turns() -> None:
    order: list[str] = []

    async def first() -> None:
        order.append("a")

    async def second() -> None:
        order.append("b")

    compared = await by_turns(first, second, rounds=3)

    assert order == ["a", "b"] * 3
    assert len(compared.first) == len(compared.second) == 3


def test_a_ratio_is_that_of_the_medians() -> None:
    assert Compared((1.0, 2.0, 100.0), (3.0, 1.0, 4.0)).ratio == 1.5


def test_an_exponent_is_1_in_proportion_and_0_for_what_stays() -> None:
    assert round(exponent([100, 1000, 10_000], [1.0, 10.0, 100.0]), 6) == 1
    assert round(exponent([100, 1000, 10_000], [5.0, 5.0, 5.0]), 6) == 0


def test_a_run_beside_others_is_invalid_and_meets_nothing() -> None:
    finding = Finding(0.5, 1.0, met=True, unit="ratio")

    assert judged(finding, 0.01).met is True
    assert judged(finding, None).met is True
    disturbed = judged(finding, 0.5)
    assert disturbed.met is None
    assert disturbed.detail["valid"] is False


def test_the_machine_tells_what_others_take() -> None:
    foreign = Load().foreign()

    assert foreign is None or foreign >= 0


def test_the_file_keeps_what_did_not_run_this_time(tmp_path: Path) -> None:
    path = tmp_path / "bench" / "latest.json"

    write({"P6": Finding(0.9, 1.2, met=True, unit="ratio", detail={"teachers": 10})}, path)
    write({"P7": Finding(1.5, 1.3, met=False, unit="ratio")}, path)

    assert json.loads(path.read_text(encoding="utf-8")) == {
        "P6": {"value": 0.9, "goal": 1.2, "met": True, "unit": "ratio", "detail": {"teachers": 10}},
        "P7": {"value": 1.5, "goal": 1.3, "met": False, "unit": "ratio", "detail": {}},
    }


def test_the_table_names_what_was_missed() -> None:
    console = Console(record=True, width=120, file=StringIO())

    show({"P6": Finding(1.5, 1.2, met=False, unit="ratio", detail={"teachers": 10})}, console)

    assert "NO" in console.export_text()
