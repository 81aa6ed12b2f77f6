"""What leaves the system proves itself: a teacher's statement, and the whole book as a file."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.ledger import operations
from services.platform.ids import new_id
from services.platform.signing import KeyRing
from tests.ledger.adjusting import decided, proposed
from tests.ledger.saying import a_line, an_outcome, book_keys, post
from tests.ledger.test_heads import Travel, a_minute_later
from tests.support import World
from tests.test_cli import xuefen_in_this_process

Edit = Callable[[list[dict[str, Any]]], None]


@pytest.fixture
async def grown(district: World, travel: Travel) -> World:
    """Two signed heads: an outcome and its revision, another's outcome, an adjustment."""
    outcome_id = new_id()
    await post(district, an_outcome(district, 0, a_line(1, "24"), a_line(2, "6", "0.5"), outcome_id=outcome_id))
    await post(district, an_outcome(district, 1, a_line(1, "10")))
    await a_minute_later(district, travel)
    await post(district, an_outcome(district, 0, a_line(1, "20"), revision=2, outcome_id=outcome_id))
    one = await proposed(district, 0)
    assert (await decided(district, one["adjustment_id"])).status_code == 201
    await a_minute_later(district, travel)
    return district


async def proof_of(world: World, teacher: int) -> dict[str, Any]:
    who = world.teachers[teacher].teacher_id
    answer = await world.api("ledger", "teacher", teacher=who).get(f"/teachers/{who}/statement/proof")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def faults(proof: dict[str, Any], keys: KeyRing | None = None) -> list[str]:
    _, found = operations.verify_statement(json.dumps(proof).encode(), keys=keys or book_keys())
    return [fault.en for fault in found]


async def test_a_statement_proves_itself_without_the_database(grown: World) -> None:
    proof = await proof_of(grown, 0)

    stated, found = operations.verify_statement(json.dumps(proof).encode(), keys=book_keys())

    assert found == []
    assert stated is not None
    assert (stated.hours, stated.credits, len(stated.entries)) == (Decimal(44), Decimal(0), 6)
    assert stated.staff_number == grown.teachers[0].staff_number


async def test_a_statement_before_the_first_head_asks_for_patience(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))

    answer = await district.api("ledger").get(f"/teachers/{district.teachers[0].teacher_id}/statement/proof")

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:xuefen:problem:not-yet-signed")


async def test_a_statement_changed_anywhere_does_not_hold(grown: World) -> None:
    def changed(edit: Callable[[dict[str, Any]], None]) -> list[str]:
        copy = json.loads(json.dumps(proof))
        edit(copy)
        return faults(copy)

    proof = await proof_of(grown, 0)
    other = await proof_of(grown, 1)

    assert changed(lambda one: one["entries"].pop()) == [
        "the entries are not those that the statement names",
        "the entries do not add up to what the statement says",
    ]
    assert "entry 1 does not stand in the signed book" in changed(
        lambda one: one["entries"][0].update(canonical=one["entries"][0]["canonical"].replace("24.0000", "94.0000"))
    )
    assert "entry 1 does not stand in the signed book" in changed(
        lambda one: one["entries"][0].update(path=one["entries"][1]["path"])
    )
    assert "the signature of the statement does not hold" in changed(
        lambda one: one["statement"].update(canonical=one["statement"]["canonical"].replace('"44.0000"', '"94.0000"'))
    )
    assert "the signature of the head does not hold" in changed(
        lambda one: one["head"].update(canonical=one["head"]["canonical"].replace('"number":2', '"number":3'))
    )
    assert "entry 3 does not belong to the statement" in changed(
        lambda one: one["entries"].insert(2, other["entries"][0])
    )
    assert changed(lambda one: one.pop("head")) == ["this is no statement with its proof"]


async def exported(world: World) -> list[dict[str, Any]]:
    answer = await world.api("ledger", "auditor").get("/book/export")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(line) for line in answer.text.splitlines()]


def written(lines: list[dict[str, Any]], folder: Path) -> Path:
    file = folder / "book.ndjson"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return file


async def test_an_exported_book_holds_without_the_database(grown: World, tmp_path: Path) -> None:
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps(book_keys().public()))
    file = written(await exported(grown), tmp_path)

    done = await xuefen_in_this_process(
        "verify-book", "--file", str(file), "--keys", str(keys), DATABASE_URL="postgresql://nobody@127.0.0.1:1/none"
    )

    assert done.exit_code == 0, done.output
    assert "the exported book of 7 entries and 2 signed heads holds" in done.output


def nth(lines: list[dict[str, Any]], kind: str, number: int = 0) -> dict[str, Any]:
    return [line for line in lines if line["line"] == kind][number]


def without(kind: str, number: int = 0) -> Edit:
    def edit(lines: list[dict[str, Any]]) -> None:
        lines.remove(nth(lines, kind, number))

    return edit


def with_(kind: str, number: int = 0, **changes: Callable[[Any], Any]) -> Edit:
    def edit(lines: list[dict[str, Any]]) -> None:
        line = nth(lines, kind, number)
        for name, change in changes.items():
            line[name] = change(line[name])

    return edit


EDITS: list[tuple[Edit, str]] = [
    (with_("entry", 1, canonical=lambda said: said.replace('"6.0000"', '"9.0000"')), "entry 2: its hash does not"),
    (with_("entry", 2, hash=lambda said: "00" + said[2:]), "entry 3: its hash does not follow"),
    (without("entry", 1), "entry 2 is missing"),
    (with_("head", 0, canonical=lambda said: said.replace('"seq":3', '"seq":2')), "signed head 1: its signature"),
    (with_("head", 1, signature=lambda said: "AA" + said[2:]), "signed head 2: its signature does not hold"),
    (without("head", 0), "signed head 1 is missing"),
    (without("outcome", 0), "was never heard"),
    (with_("outcome", 0, content_hash=lambda said: "00" + said[2:]), "of outcome"),
    (without("cause"), "no import or adjustment is known that caused it"),
    (with_("balance", 0, hours=lambda _: "1000.0000"), "the balance says 1000.0000"),
    (without("balance"), "has entries but no balance"),
    (without("end"), "the file is cut off"),
    (without("book"), "this is no exported book"),
]


@pytest.mark.parametrize(("edit", "told"), EDITS)
async def test_an_exported_book_changed_anywhere_does_not_hold(grown: World, edit: Edit, told: str) -> None:
    lines = await exported(grown)
    edit(lines)

    _, verified = operations.verify_exported(
        (json.dumps(line, separators=(",", ":")).encode() for line in lines), keys=book_keys()
    )

    assert any(told in finding for finding in verified.findings), verified.findings


async def test_an_operator_exports_a_book_and_a_teacher_checks_a_statement(grown: World, tmp_path: Path) -> None:
    file, statement = tmp_path / "book.ndjson", tmp_path / "statement.json"
    statement.write_text(json.dumps(await proof_of(grown, 0)))

    exporting = await xuefen_in_this_process("export-book", "--district", str(grown.district_id), "--to", str(file))
    verified = await xuefen_in_this_process("verify-book", "--file", str(file))
    checked = await xuefen_in_this_process("verify-statement", str(statement))
    statement.write_text("{}")
    refused = await xuefen_in_this_process("verify-statement", str(statement))

    assert exporting.exit_code == 0, exporting.output
    assert "holds, by the keys that the file brought along" in verified.output
    assert "44 学时 hours, 0 学分 credits, 6 entries" in checked.output
    assert (refused.exit_code, checked.exit_code) == (1, 0)
