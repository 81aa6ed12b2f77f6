"""What the years come to by their plans: the hand-written numbers of the ten, the lists, the arithmetic of HL."""

from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from services.demo import cast, hailin, xuancheng
from services.demo.courses import HOURS_A_DAY, ClassPlan
from services.policy.format import load, shipped

ETHICS = "ETHICS_LITERACY.ETHICS"
# Who -> hours of the meetings they are planned to attend: (centralised, school-based, online or brought, ethics).
PLANNED = {
    "J1025": (24, 24, 24, 12),
    "J1080": (24, 12, 24, 12),
    "J3037": (0, 24, 24, 6),
    "J1003": (72, 0, 0, 12),
    "J1015": (72, 24, 0, 12),
    "J1016": (72, 0, 0, 12),
    "J1092": (120, 0, 0, 30),
    "J1017": (0, 24, 0, 0),
    "J1090": (24, 24, 24, 12),
    "J1063": (24, 24, 24, 12),
}


def test_the_ten_are_planned_to_attend_the_hours_that_were_reckoned_by_hand() -> None:
    attended = _planned_hours()

    assert {part.staff_number for part in cast.CAST} == set(PLANNED)
    assert {number: attended[number] for number in PLANNED} == PLANNED


def test_nobody_is_meant_to_be_at_two_meetings_at_once() -> None:
    held: dict[str, list[tuple[object, object]]] = defaultdict(list)
    for plan, members in _xuancheng_lists():
        for number in members:
            held[number] += [(sitting.starts_at, sitting.ends_at) for sitting in plan.sittings]
    for plan, members in _hailin_lists():
        for number in members:
            held[number] += [(sitting.starts_at, sitting.ends_at) for sitting in plan.sittings]

    for number, times in held.items():
        assert len(times) == len(set(times)), number


def test_most_have_a_whole_year_and_the_others_lack_something_on_purpose() -> None:
    attended = _planned_hours()
    whole = {
        number
        for number, (central, school, remote, _) in attended.items()
        if min(central, school, remote) >= 24 or central in (72, 120)
    }

    everybody = {number for school in xuancheng.SCHOOLS for number in school.numbers()}
    short = everybody - whole - {cast.GRADUATE}
    assert short == {
        *cast.WITHOUT_SPRING_ALL,
        *cast.NOT_ONLINE,
        *cast.WAITING,
        cast.WITHDRAWS,
    }


def test_one_class_has_more_requests_than_places() -> None:
    assert len(xuancheng.REQUESTS) == len(set(xuancheng.REQUESTS)) == 33
    assert xuancheng.FULL_CLASS.capacity == 30
    assert xuancheng.REQUESTS[30:] == [cast.PROMOTED, *cast.WAITING]
    assert cast.WITHDRAWS in xuancheng.REQUESTS[:30]


def test_every_class_has_room_for_its_list_and_its_hours_are_those_of_its_program() -> None:
    for plan, members in [*_xuancheng_lists(), *_hailin_lists()]:
        assert len(members) == len(set(members)) <= plan.capacity, plan.title
        if plan not in (xuancheng.VILLAGE_ONLINE_CLASS,):
            assert len(plan.sittings) * HOURS_A_DAY == plan.course.hours, plan.title


@pytest.mark.parametrize(("name", "lists"), [("XC", "xuancheng"), ("HL", "hailin")])
def test_every_code_of_a_program_and_meeting_is_one_of_the_pack(name: str, lists: str) -> None:
    dimensions = load(shipped(name), file=name).dimensions
    for plan, _ in _xuancheng_lists() if lists == "xuancheng" else _hailin_lists():
        course = plan.course
        assert course.level in dimensions.level
        assert course.mode in dimensions.mode
        assert course.kind in dimensions.kind
        assert course.nature in dimensions.nature
        assert set(course.tags) <= set(dimensions.tag)
        for category in {course.category, *(one.category for one in plan.sittings if one.category)}:
            assert category in dimensions.category


def test_an_ordinary_teacher_of_hailin_reaches_exactly_what_the_pack_asks() -> None:
    by_level, by_category = _hailin_hours("H1034")

    assert by_level == {"市级": 60, "区县级": 120, "校本": 180}
    assert by_category == {"师德教育": 60, "人文科学素养": 60, "知识与技能": 140, "实践体验": 100}


def test_a_senior_of_hailin_adds_eighteen_credits_of_seminars() -> None:
    by_level, _ = _hailin_hours("H2003")

    assert sum(by_level.values()) == 540
    assert by_level["省级"] == 180


def test_who_entered_in_the_third_year_reaches_three_fifths_and_an_induction() -> None:
    by_level, by_category = _hailin_hours("H1061")

    # 36 x 3/5 = 21.6 -> 22.0, and each bucket rounded up to half a credit in the same way.
    assert by_level["市级"] >= 25
    assert by_level["区县级"] >= 70
    assert by_level["校本"] >= 110
    assert by_category["师德教育"] >= 40
    assert by_category["师德教育"] + by_category["人文科学素养"] >= 75
    assert by_category["知识与技能"] >= 85
    assert by_category["实践体验"] >= 60


def test_old_trainings_are_told_once_and_lie_within_one_school_year() -> None:
    trainings = hailin.old_trainings()

    assert max(Counter(trainings).values()) == 1
    for training in trainings:
        assert _school_year(training.first) == _school_year(training.last)
        assert training.credits == Decimal(training.hours) / 10
    assert {_school_year(training.first) for training in trainings} == {2021, 2022, 2023, 2024}


def _school_year(day: object) -> int:
    return day.year if day.month >= 9 else day.year - 1  # type: ignore[attr-defined,no-any-return]


def _xuancheng_lists() -> list[tuple[ClassPlan, list[str]]]:
    seated = [one for one in xuancheng.REQUESTS if one not in (*cast.WAITING, cast.WITHDRAWS)]
    provincial = [number for members in xuancheng.PROVINCIAL_OF.values() for number in members]
    online = [
        number for school in (xuancheng.CENTRAL, xuancheng.KINDERGARTEN) for number in xuancheng.studying_online(school)
    ]
    village = xuancheng.studying_online(xuancheng.VILLAGE)
    return [
        *xuancheng.COUNTY_CLASSES,
        (xuancheng.FULL_CLASS, seated),
        (xuancheng.PROVINCIAL_CLASS, provincial),
        (xuancheng.HEADS_CLASS, xuancheng.HEADS),
        (xuancheng.NEW_CLASS, xuancheng.NEW),
        (xuancheng.ONLINE_CLASS, online),
        (xuancheng.VILLAGE_ONLINE_CLASS, village),
        (xuancheng.OUTREACH_CLASS, village),
        *(
            (xuancheng.school_class(school, spring=spring), xuancheng.studying_at(school, spring=spring))
            for school in xuancheng.SCHOOLS
            for spring in (False, True)
        ),
    ]


def _hailin_lists() -> list[tuple[ClassPlan, list[str]]]:
    return [
        (hailin.CITY_CLASS, hailin.taking_city_class()),
        (hailin.COUNTY_CLASS, hailin.taking_county_class()),
        (hailin.CLASS_TEACHERS_CLASS, hailin.taking_class_teachers_class()),
        *((hailin.school_class(school), hailin.studying_at(school)) for school in hailin.SCHOOLS),
    ]


def _planned_hours() -> dict[str, tuple[int, int, int, int]]:
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for plan, members in _xuancheng_lists():
        for sitting in plan.sittings:
            for number in members:
                sums[number][plan.course.mode] += int(HOURS_A_DAY)
                if (sitting.category or plan.course.category).startswith(ETHICS):
                    sums[number]["ethics"] += int(HOURS_A_DAY)
    return {
        number: (of["CENTRALISED"], of["SCHOOL_BASED"], of["ONLINE"] + of["OUTREACH"], of["ethics"])
        for school in xuancheng.SCHOOLS
        for number in school.numbers()
        for of in [sums[number]]
    }


def _hailin_hours(number: str) -> tuple[Counter[str], Counter[str]]:
    """Hours of the whole cycle by level and by category, in the words of the spreadsheet."""
    levels = {"PREFECTURE": "市级", "COUNTY": "区县级", "SCHOOL": "校本"}
    categories = {
        ETHICS: "师德教育",
        "ETHICS_LITERACY.LITERACY": "人文科学素养",
        "KNOWLEDGE_SKILL": "知识与技能",
        "PRACTICE": "实践体验",
    }
    by_level: Counter[str] = Counter()
    by_category: Counter[str] = Counter()
    for training in hailin.old_trainings():
        if training.staff_number == number:
            by_level[training.level] += training.hours
            by_category[training.category] += training.hours
    for plan, members in _hailin_lists():
        if number in members:
            for sitting in plan.sittings:
                by_level[levels[plan.course.level]] += int(HOURS_A_DAY)
                by_category[categories[sitting.category or plan.course.category]] += int(HOURS_A_DAY)
    return by_level, by_category
