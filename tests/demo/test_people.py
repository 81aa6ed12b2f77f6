"""The invented rosters: what an import accepts, the same for the same seed, nobody twice."""

import asyncio
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from services.demo import bailu, hailin, xuancheng, yunjin
from services.demo.people import check_character
from services.demo.rosters import HEADERS, SchoolPlan, Teacher, invent_teachers, roster_lines
from services.demo.spreadsheets import spoilt, write_sheet
from services.directory.rules import COLUMNS, CellFault, RosterRow, read_roster
from services.directory.rules.documents import normal_document, normal_phone
from services.platform.spreadsheets import read_workbook

DISTRICTS = [
    pytest.param(xuancheng.DISTRICT, xuancheng.SCHOOLS, 180, id="xuancheng"),
    pytest.param(hailin.DISTRICT, hailin.SCHOOLS, 120, id="hailin"),
    pytest.param(yunjin.DISTRICT, yunjin.SCHOOLS, 18, id="yunjin"),
    pytest.param(bailu.DISTRICT, bailu.SCHOOLS, 8, id="bailu"),
]


@pytest.mark.parametrize(("district", "schools", "teachers"), DISTRICTS)
def test_the_same_seed_invents_the_same_people_and_another_seed_others(
    district: int, schools: tuple[SchoolPlan, ...], teachers: int
) -> None:
    people = invent_teachers(district, schools)

    assert len(people) == teachers
    assert people == invent_teachers(district, schools)
    assert people != invent_teachers(district, schools, seed=1)


@pytest.mark.parametrize(("district", "schools", "teachers"), DISTRICTS)
def test_every_invented_document_and_phone_is_valid_and_nobody_shares_one(
    district: int, schools: tuple[SchoolPlan, ...], teachers: int
) -> None:
    people = [teacher.person for teacher in invent_teachers(district, schools)]

    for person in people:
        assert person.document.startswith(str(district))
        assert person.document[6:14] == f"{person.born_on:%Y%m%d}"
        assert normal_document("RESIDENT_ID", person.document) == person.document
        assert normal_phone(person.phone) == person.phone
        assert int(person.document[16]) % 2 == (0 if person.is_woman else 1)
    for told in ("document", "phone", "name"):
        assert len({getattr(person, told) for person in people}) == teachers


def test_the_check_character_is_that_of_gb_11643() -> None:
    # The worked examples of the standard's annex.
    assert check_character("11010519491231002") == "X"
    assert check_character("44052418800101001") == "4"


def test_the_roster_has_the_columns_that_the_import_reads() -> None:
    assert tuple(chinese for chinese, _english, _needed in COLUMNS.values()) == HEADERS


@pytest.mark.parametrize(("district", "schools", "teachers"), DISTRICTS)
def test_the_import_reads_the_written_workbook_without_a_fault(
    district: int, schools: tuple[SchoolPlan, ...], teachers: int, tmp_path: Path
) -> None:
    people = invent_teachers(district, schools)
    path = write_sheet(tmp_path / "roster.xlsx", sheet="花名册", headers=HEADERS, lines=roster_lines(people))

    rows, faults = _read(path)

    assert faults == []
    assert {row.staff_number for row in rows} == {teacher.staff_number for teacher in people}
    in_post = [row for row in rows if row.valid_to is None]
    assert len(in_post) == teachers


@pytest.mark.parametrize(
    ("district", "schools", "faults"),
    [
        (xuancheng.DISTRICT, xuancheng.SCHOOLS, xuancheng.ROSTER_FAULTS),
        (hailin.DISTRICT, hailin.SCHOOLS, hailin.ROSTER_FAULTS),
    ],
)
def test_the_faulty_copy_has_exactly_the_faults_that_are_shown(
    district: int,
    schools: tuple[SchoolPlan, ...],
    faults: dict[tuple[int, str], tuple[str, str]],
    tmp_path: Path,
) -> None:
    lines = roster_lines(invent_teachers(district, schools))
    wrong = spoilt(lines, {place: value for place, (value, _code) in faults.items()})
    path = write_sheet(tmp_path / "faulty.xlsx", sheet="花名册", headers=HEADERS, lines=wrong)

    _rows, found = _read(path)

    assert {(fault.row, fault.column): fault.code for fault in found} == {
        place: code for place, (_value, code) in faults.items()
    }


def test_a_workbook_of_the_same_lines_has_the_same_bytes(tmp_path: Path) -> None:
    lines = roster_lines(invent_teachers(xuancheng.DISTRICT, xuancheng.SCHOOLS))

    first, second = (
        write_sheet(tmp_path / name, sheet="花名册", headers=HEADERS, lines=lines).read_bytes()
        for name in ("first.xlsx", "second.xlsx")
    )

    assert first == second


def test_titles_follow_one_another_without_a_gap_and_never_before_entry() -> None:
    lines = roster_lines(invent_teachers(xuancheng.DISTRICT, xuancheng.SCHOOLS))
    by_teacher: dict[object, list[dict[str, object]]] = {}
    for line in lines:
        by_teacher.setdefault(line["工号"], []).append(dict(line))

    for held in by_teacher.values():
        starts = [one["任职开始"] for one in held]
        assert all(one["入职日期"] <= start for one, start in zip(held, starts, strict=True))  # type: ignore[operator]
        for earlier, later in pairwise(held):
            ends, begins = earlier["任职结束"], later["任职开始"]
            assert isinstance(ends, date)
            assert isinstance(begins, date)
            assert (begins - ends).days == 1


def test_titles_ages_and_class_teachers_are_spread_as_in_a_real_county() -> None:
    people = invent_teachers(xuancheng.DISTRICT, xuancheng.SCHOOLS)

    tiers = Counter(teacher.titles[-1].tier for teacher in people)
    assert set(tiers) == {"见习", "初级", "中级", "高级"}
    assert tiers["中级"] > tiers["高级"] > 0
    assert 0.2 < sum(1 for teacher in people if teacher.class_teacher_since) / len(people) < 0.5
    assert len({teacher.hired_on.year for teacher in people}) > 15
    assert sum(1 for teacher in people if teacher.hired_on == date(2025, 9, 1)) == 8
    assert {teacher.staff_number for teacher in people if teacher.post == "校长"} == set(xuancheng.HEADS)


def test_hailin_has_the_seniors_class_teachers_newcomers_and_retiring_that_its_rules_need() -> None:
    people = {teacher.staff_number: teacher for teacher in invent_teachers(hailin.DISTRICT, hailin.SCHOOLS)}

    assert sum(1 for teacher in people.values() if teacher.is_senior) == 15
    assert sum(1 for teacher in people.values() if teacher.class_teacher_since) == 36
    assert [people[number].hired_on for number in hailin.NEW] == [date(2023, 9, 1)] * 6
    assert all(_turns_sixty(people[number]) for number in hailin.RETIRING)
    others = [teacher for number, teacher in people.items() if number not in hailin.NEW]
    assert max(teacher.hired_on for teacher in others) < hailin.CYCLE[0]


def _turns_sixty(teacher: Teacher) -> bool:
    born, retires = teacher.person.born_on, teacher.retires_on
    return (retires.year - born.year, retires.month) == (60, born.month)


def _read(path: Path) -> tuple[list[RosterRow], list[CellFault]]:
    sheets = asyncio.run(read_workbook(path.read_bytes()))
    return read_roster((row.number, row.cells) for row in sheets[0].rows)
