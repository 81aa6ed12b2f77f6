"""What a binder must hold by the packs: which sets block, what is undetermined, where documents lie in an archive."""

import json
from collections.abc import Collection
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from services.assessment.rules import (
    BinderSet,
    PackInForce,
    Span,
    asked_of_class,
    asked_of_school,
    lacking,
    path_in_archive,
    period_of,
    sets_from,
    table_text,
)
from services.policy.facts import Fact, SchoolCalendar
from services.policy.format import Terms, load, shipped

CYCLE = {"cycle_start": "2025-09-01", "cycle_end": "2030-08-31"}
WHOLE = Span(date(2025, 9, 1), date(2030, 8, 31))
YEAR = Span(date(2025, 9, 1), date(2026, 8, 31))


def in_force(pack_id: str, *, instead: tuple[str, str] | None = None) -> PackInForce:
    text = shipped(pack_id)
    if instead is not None:
        assert instead[0] in text
        text = text.replace(*instead, 1)
    return PackInForce(load(text, file=f"{pack_id}.yaml"), Terms(parameters=CYCLE))


def fact(kind: str, on: date = date(2025, 10, 11)) -> Fact:
    return Fact(fact_id=kind, kind=kind, on=on)


def states(sets: Collection[BinderSet]) -> dict[str, str]:
    return {item.code: item.state for one in sets for item in one.items}


def of_school(pack_id: str, every: Any, *facts: Fact, span: Span = YEAR, **more: Any) -> tuple[BinderSet, ...]:
    return asked_of_school(
        in_force(pack_id), every=every, span=span, facts=facts, waived=set(), **{"unit_kind": None, **more}
    )


@pytest.mark.parametrize(
    ("pack_id", "clause", "documents"),
    [("LY", "LY-05", 12), ("SB6", "SB6-03", 3), ("SB5", "SB5-04", 5), ("TS", "TS-01-B", 2)],
)
def test_of_a_class_a_pack_asks_its_named_documents(pack_id: str, clause: str, documents: int) -> None:
    sets = {one.clause_id: one for one in asked_of_class(in_force(pack_id), facts=(), waived=set())}

    assert clause in sets
    assert len(sets[clause].items) == documents
    assert {item.state for item in sets[clause].items} == {"MISSING"}


@pytest.mark.parametrize(
    ("pack_id", "every", "unit_kind", "clauses"),
    [
        ("XC", "cycle", None, ["XC-20"]),
        ("XC", "semester", None, []),
        ("SB6", "year", None, ["SB6-05"]),
        ("SB6", "semester", "TEAM", ["SB6-02"]),
        ("SB6", "semester", None, []),
        ("SB8", "semester", None, ["SB8-03"]),
        ("P240", "cycle", None, ["P240-17"]),
    ],
)
def test_of_a_school_a_pack_asks_what_is_the_schools_in_that_kind_of_period(
    pack_id: str, every: str, unit_kind: str | None, clauses: list[str]
) -> None:
    """A teacher's own papers (XC-22, P240-11) are in no binder of the school."""
    assert [one.clause_id for one in of_school(pack_id, every, unit_kind=unit_kind)] == clauses


def test_only_what_lies_in_the_period_is_there() -> None:
    inside, before, after = (date(2025, 9, 1), date(2025, 8, 31), date(2026, 9, 1))

    found = {day: states(of_school("SB6", "year", fact("YEARLY_STATISTICS", day))) for day in (inside, before, after)}

    assert [found[day]["YEARLY_STATISTICS"] for day in (inside, before, after)] == ["HELD", "MISSING", "MISSING"]


def test_a_waived_item_does_not_keep_a_binder_open_and_a_paper_makes_it_held_again() -> None:
    force, waived = in_force("SB6"), {("SB6-03", "SCRIPT")}
    rest = [fact("SIGN_IN_BOOK"), fact("MINUTES")]

    without = asked_of_class(force, facts=rest, waived=waived)
    with_paper = asked_of_class(force, facts=[*rest, fact("SCRIPT")], waived=waived)

    assert (states(without)["SCRIPT"], lacking(without)) == ("WAIVED", [])
    assert states(with_paper)["SCRIPT"] == "HELD"


def test_advice_never_keeps_a_binder_open() -> None:
    advisory = in_force(
        "SB6", instead=("title: {zh: 学校培训材料存档", "severity: advisory\n    title: {zh: 学校培训材料存档")
    )

    sets = asked_of_class(advisory, facts=(), waived=set())

    assert set(states(sets).values()) == {"MISSING"}
    assert lacking(sets) == []


def test_a_lost_number_is_undetermined_and_blocks_nothing() -> None:
    label = "{code: SCRIPT, label: {zh: 主讲稿, en: script}"
    lost = in_force("SB6", instead=(label, f"{label}, at_least: null"))

    sets = asked_of_class(lost, facts=[fact("SIGN_IN_BOOK"), fact("MINUTES")], waived=set())

    assert (states(sets)["SCRIPT"], lacking(sets)) == ("UNDETERMINED", [])


@pytest.mark.parametrize(("every", "span"), [("cycle", WHOLE), ("year", YEAR)])
def test_the_period_is_that_in_which_the_day_lies(every: Any, span: Span) -> None:
    found = period_of(in_force("XC"), every=every, cycle=WHOLE, calendar=SchoolCalendar(), on=date(2026, 3, 2))

    assert found == span


def test_the_sets_of_a_closed_binder_come_back_from_the_store_as_they_were() -> None:
    sets = asked_of_class(in_force("LY"), facts=[fact("MATERIALS")], waived={("LY-05", "FEEDBACK_FORM")})

    stored = json.loads(json.dumps([asdict(one) for one in sets]))

    assert sets_from(stored) == sets


@pytest.mark.parametrize(
    ("name", "laid"),
    [
        ("通知.pdf", "01-LY-05/04-培训通知/07-通知.pdf"),
        ("../../etc/passwd", "01-LY-05/04-培训通知/07-.._.._etc_passwd"),
        ("C:\\a<b>|?.pdf", "01-LY-05/04-培训通知/07-C__a_b___.pdf"),
        ("长" * 200 + ".pdf", "01-LY-05/04-培训通知/07-" + "长" * 76 + ".pdf"),
    ],
)
def test_a_document_lies_in_the_folder_of_its_item_under_a_name_that_every_system_takes(name: str, laid: str) -> None:
    sets = asked_of_class(in_force("LY"), facts=(), waived=set())

    assert path_in_archive(sets, clause_id="LY-05", code="TRAINING_NOTICE", number=7, name=name) == laid


def test_what_no_clause_asks_for_lies_aside() -> None:
    assert (
        path_in_archive((), clause_id="", code="OUTCOMES", number=0, name="考核结果.csv") == "99-其他/00-考核结果.csv"
    )


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@cmd", "＝1", "\t=1"])
def test_no_cell_of_a_table_is_taken_for_a_formula(text: str) -> None:
    content = table_text(("列",), [(text,), ("平常",)]).decode("utf-8-sig")

    assert f"'{text}" in content
    assert "\r\n平常\r\n" in content


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.pdf",
        "..",
        "C:\\\\evil.pdf",
        "𠮷" * 110 + ".pdf",
        "a" * 300 + ".docx",
        "通知 50%#1.pdf",
        "尾点. . ",
    ],
)
def test_no_name_leads_out_of_the_archive_or_is_too_long_for_a_disk(name: str) -> None:
    path = path_in_archive((), clause_id="LY-05", code="X", number=1, name=name)
    folder, _, last = path.rpartition("/")

    assert folder == "99-其他"
    assert not {"", ".", ".."} & set(path.split("/"))
    assert "\\" not in path
    assert len(last.encode()) <= 255
    assert not last.endswith((".", " "))
    assert last.endswith(tuple(one for one in (".pdf", ".docx") if name.endswith(one)) or "")
