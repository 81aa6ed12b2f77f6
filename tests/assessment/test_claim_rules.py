"""Claims without a database: every tariff of XH, who must look, what is drawn, and when it is posted."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.assessment.rules import (
    ClaimForm,
    ClaimPaper,
    ClaimTerms,
    after_school,
    batches_for,
    days_left,
    posting_time,
    worth_of_form,
)
from services.platform.clock import SHANGHAI
from services.platform.ids import new_id
from services.policy.facts import SchoolCalendar
from services.policy.format.conditions import compiled
from services.policy.format.valuation import Tariff
from tests.assessment.forms import CYCLE
from tests.assessment.judging import in_force

XH = in_force("XH", **CYCLE)
AT = datetime(2026, 11, 15, 9, tzinfo=SHANGHAI)


def form(*papers: str, **facts: Any) -> ClaimForm:
    return ClaimForm(
        **{
            "title": "一项工作",
            "held_from": date(2026, 11, 12),
            "held_to": date(2026, 11, 12),
            "category": "PRACTICAL",
            "level": "COUNTY",
            "mode": "SCHOOL_BASED",
            "nature": "SUBJECT_COMPULSORY",
            "papers": tuple(ClaimPaper(code=code) for code in papers),
            **facts,
        }
    )


SHOWN = ("LESSON_PLAN", "REFLECTION")
PAIR = ("MENTOR_AGREEMENT", "MENTOR_PLAN", "GUIDANCE_RECORD", "EVALUATION")
ABROAD = ("SENT_BY_SCHOOL", "STUDY_NOTES", "SUMMARY")


TARIFFS: list[tuple[str, str, ClaimForm, str]] = [
    ("XH-T01", "LESSON_OBSERVATION", form("OBSERVATION_RECORD", "VIEWS", characters=500), "0.5"),
    ("XH-T02", "DEMO_LESSON", form(*SHOWN, characters=800), "1"),
    ("XH-T02", "ONE_DAY_SHOWCASE", form(*SHOWN, characters=800, level="PREFECTURE"), "3"),
    ("XH-T03", "LECTURE_GIVEN", form("SCRIPT", minutes=60, level="SCHOOL"), "1"),
    ("XH-T03", "LECTURE_GIVEN", form("SCRIPT", minutes=60), "2"),
    ("XH-T04", "TOPIC_STUDY", form("PLAN", "PROCESS_RECORD", "TOPIC_REPORT"), "1"),
    ("XH-T05", "MENTORING", form(*PAIR, role="MENTEE", level="SCHOOL"), "2"),
    ("XH-T06", "BOOK_STUDY", form("PLAN", "READING_NOTES", "REVIEW", characters=3000), "1"),
    ("XH-T07", "COURSE_DEVELOPMENT", form("HANDOUT", "DELIVERY_RECORD", level="SCHOOL"), "3"),
    ("XH-T07", "COURSE_DEVELOPMENT", form("HANDOUT", "DELIVERY_RECORD"), "6"),
    ("XH-T08", "PAPER", form("PUBLICATION", author_order=2), "1"),
    ("XH-T08", "PAPER", form("PUBLICATION", author_order=1, level="PROVINCIAL"), "3"),
    ("XH-T09", "BOOK", form("PUBLICATION", authors=1), "12"),
    ("XH-T09", "BOOK", form("PUBLICATION", authors=3), "3"),
    ("XH-T10", "RESEARCH_PROJECT", form("APPROVAL", "RESULT", role="LEADER", author_order=1, level="SCHOOL"), "1"),
    ("XH-T10", "RESEARCH_PROJECT", form("APPROVAL", "RESULT", role="LEADER", author_order=1), "6"),
    (
        "XH-T10",
        "RESEARCH_PROJECT",
        form("APPROVAL", "RESULT", role="MEMBER", author_order=2, level="PREFECTURE"),
        "12",
    ),
    ("XH-T11", "OVERSEAS_TRAINING", form(*ABROAD, months=2, characters=3000), "5"),
    ("XH-T08", "PAPER", form("PUBLICATION", author_order=1, level="PREFECTURE"), "3"),
]


@pytest.mark.parametrize(("clause_id", "kind", "filled", "worth_credits"), TARIFFS)
def test_every_tariff_is_worth_what_it_says_with_its_documents_and_nothing_without(
    clause_id: str, kind: str, filled: ClaimForm, worth_credits: str
) -> None:
    worth = worth_of_form(XH, filled, kind=kind)
    without = worth_of_form(XH, replace(filled, papers=()), kind=kind)

    assert (worth.clause_id, worth.credits, worth.refusals) == (clause_id, Decimal(worth_credits), ())
    assert [one.code for one in worth.asked] == [paper.code for paper in filled.papers]
    assert worth.is_complete
    assert (without.lines, without.is_complete) == ((), False)
    assert [code for one in without.refusals for code in one.documents] == [paper.code for paper in filled.papers]


REFUSED: list[tuple[str, ClaimForm, str]] = [
    ("LECTURE_GIVEN", form("SCRIPT", minutes=59), "讲座时间不足1学时"),
    ("PAPER", form("PUBLICATION", author_order=3), "论文只认定第一、第二作者"),
    ("MENTORING", form(*PAIR, role="LISTENER", level="SCHOOL"), "师徒带教只认定师徒双方"),
    ("OPEN_DAY", form(), "教育教学开放日没有对应的学分认定表，不认定学分"),
    ("OTHER_STUDY", form(), "本方案对此不计学时学分"),
    ("LESSON_OBSERVATION", form("OBSERVATION_RECORD", "VIEWS", characters=499), "听课观点不足500字"),
    (
        "LESSON_OBSERVATION",
        form("OBSERVATION_RECORD", "VIEWS", characters=500, level="SCHOOL"),
        "非区级及以上的听课，没有学分标准",
    ),
    ("DEMO_LESSON", form(*SHOWN, characters=799), "展示课反思不足800字"),
    ("ONE_DAY_SHOWCASE", form(*SHOWN, characters=800, level="SCHOOL"), "非区级及以上的展示课，没有学分标准"),
    ("LECTURE_GIVEN", form("SCRIPT", minutes=60, level="TEAM"), "非校级及以上的讲座，没有学分标准"),
    ("MENTORING", form(*PAIR, role="MENTOR", level="TEAM"), "非校级及以上的师徒结对，没有学分标准"),
    ("BOOK_STUDY", form("PLAN", "READING_NOTES", "REVIEW", characters=2999), "读书笔记与读后感不足3000字"),
    ("COURSE_DEVELOPMENT", form("HANDOUT", "DELIVERY_RECORD", level="TEAM"), "非校级及以上的课程，没有学分标准"),
    ("PAPER", form("PUBLICATION", author_order=1, level="SCHOOL"), "非区级及以上交流或发表的论文，没有学分标准"),
    (
        "RESEARCH_PROJECT",
        form("APPROVAL", "RESULT", role="MEMBER", author_order=3),
        "课题只认定负责人及第一、第二执笔者",
    ),
    (
        "RESEARCH_PROJECT",
        form("APPROVAL", "RESULT", role="LEADER", author_order=1, level="TEAM"),
        "非校级及以上的课题，没有学分标准",
    ),
    ("OVERSEAS_TRAINING", form(*ABROAD, months=1, characters=3000), "境外培训不足两个月"),
    ("OVERSEAS_TRAINING", form(*ABROAD, months=2, characters=2999), "境外培训小结不足3000字"),
]


@pytest.mark.parametrize(("kind", "filled", "words"), REFUSED)
def test_what_the_pack_does_not_recognise_is_refused_in_its_words(kind: str, filled: ClaimForm, words: str) -> None:
    worth = worth_of_form(XH, filled, kind=kind)

    assert words in [one.zh for one in worth.refusals]
    assert worth.lines == ()


def test_no_tariff_and_no_refusal_of_the_pack_is_without_a_case() -> None:
    rules = [(clause.id, rule) for clause in XH.pack.clauses for rule in clause.valuation]
    fixed = [(clause_id, rule) for clause_id, rule in rules if isinstance(rule, Tariff)]
    tried = {
        (clause_id, place)
        for clause_id, kind, filled, _ in TARIFFS
        for place, (of, rule) in enumerate(fixed)
        if of == clause_id
        and kind in rule.where.kind
        and (not rule.where.level or filled.level in rule.where.level)
        and (rule.when is None or compiled(rule.when).holds({"authors": filled.authors or 0, "role": filled.role}))
    }
    said = {words for _, _, words in REFUSED}
    reasons = {rule.reason.zh for clause_id, rule in rules if clause_id.startswith("XH-T") and hasattr(rule, "reason")}

    assert {one for one, _ in tried} == {f"XH-T{number:02}" for number in range(1, 12)}
    assert [place for place in range(len(fixed)) if (fixed[place][0], place) not in tried] == []
    assert reasons - said == set()


def test_stated_hours_spread_over_their_days_and_split_at_the_years_end() -> None:
    outside = form("CERTIFICATE", held_from=date(2026, 8, 30), held_to=date(2026, 9, 2), hours=Decimal(10))

    worth = worth_of_form(in_force("XC"), replace(outside, **XC_PLACE), kind="IN_SERVICE")

    assert [(line.hours, line.earned_from, line.earned_to) for line in worth.lines] == [
        (Decimal(5), date(2026, 8, 30), date(2026, 8, 31)),
        (Decimal(5), date(2026, 9, 1), date(2026, 9, 2)),
    ]


XC_PLACE: dict[str, Any] = {"category": "KNOWLEDGE_SKILL", "mode": "CENTRALISED", "nature": "COMPULSORY"}


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"recogniser": "SCHOOL_RECOGNISER"}, "RECOGNISED"),
        ({"recogniser": "SCHOOL_RECOGNISER", "open_flags": 1}, "DISTRICT_REVIEW"),
        ({"recogniser": "SCHOOL_RECOGNISER", "sent_back": True}, "DISTRICT_REVIEW"),
        ({"recogniser": "SCHOOL_RECOGNISER", "cleared_by_school": True}, "DISTRICT_REVIEW"),
        ({"recogniser": None, "percent": 0, "cleared_by_school": True}, "DISTRICT_REVIEW"),
        ({"recogniser": "DISTRICT_COLLEGE", "percent": 0}, "DISTRICT_REVIEW"),
        ({"recogniser": None, "percent": 100}, "DISTRICT_REVIEW"),
        ({"recogniser": None, "percent": 0}, "RECOGNISED"),
        ({"recogniser": None, "percent": 0, "open_flags": 2}, "DISTRICT_REVIEW"),
    ],
)
def test_who_looks_after_the_school(facts: dict[str, Any], state: str) -> None:
    asked = {"open_flags": 0, "cleared_by_school": False, "sent_back": False, "clause_id": "XH-T01", **facts}
    terms = ClaimTerms(sample_percent=asked.pop("percent", 100))

    assert after_school(terms, lot=str(new_id()), **asked).state == state


@given(st.uuids(), st.uuids(), st.integers(0, 100))
def test_a_larger_sample_holds_every_smaller_one(seed: Any, claim_id: Any, percent: int) -> None:
    drawn = [ClaimTerms(sample_percent=share, seed=seed).draws(str(claim_id)) for share in (0, percent, 100)]

    assert (drawn[0], drawn[2]) == (False, True)
    assert drawn[1] is ClaimTerms(sample_percent=percent, seed=seed).draws(str(claim_id))
    assert not (drawn[1] and not ClaimTerms(sample_percent=min(percent + 1, 100), seed=seed).draws(str(claim_id)))


def test_a_sample_is_as_large_as_it_says() -> None:
    terms = ClaimTerms(sample_percent=20, seed=new_id())

    drawn = sum(terms.draws(str(new_id())) for _ in range(5000))

    assert 850 < drawn < 1150


def test_a_recognition_is_posted_after_its_batches_and_the_time_to_undo() -> None:
    terms, closes = ClaimTerms(undo_hours=24), AT + timedelta(days=3)

    assert posting_time(terms, at=AT, closes=(closes, AT)) == closes
    assert posting_time(terms, at=AT, closes=(AT,)) == AT + timedelta(hours=24)
    assert posting_time(ClaimTerms(undo_hours=0), at=AT, closes=()) == AT


def test_the_last_day_itself_still_counts() -> None:
    assert [days_left(date(2026, 12, 5), today=date(2026, 12, day)) for day in (4, 5, 6)] == [2, 1, 0]


@given(st.datetimes(datetime(2025, 9, 2), datetime(2030, 8, 1)), st.integers(0, 200))
def test_whatever_the_day_a_claim_has_a_batch_that_is_still_open(moment: datetime, before: int) -> None:
    at = moment.replace(tzinfo=SHANGHAI)

    batches = batches_for(XH, at=at, held_to=at.date() - timedelta(days=before), calendar=SchoolCalendar())

    assert [one.level for one in batches] == ["SCHOOL", "DISTRICT"]
    assert all(one.closes is not None and one.closes > at for one in batches)
    # What reaches the school in a month goes on to the district in the same month.
    assert len({one.batch.due.month for one in batches if one.batch.due}) == 1


@pytest.mark.parametrize(
    ("at", "dues"),
    [
        (datetime(2026, 12, 5, 23, 59, 59, tzinfo=SHANGHAI), ["2026-12-05", "2026-12-10"]),
        (datetime(2026, 12, 6, 0, 0, 0, tzinfo=SHANGHAI), ["2027-01-05", "2027-01-10"]),
    ],
)
def test_the_5th_lasts_until_midnight(at: datetime, dues: list[str]) -> None:
    batches = batches_for(XH, at=at, held_to=date(2026, 11, 12), calendar=SchoolCalendar())

    assert [str(one.batch.due) for one in batches] == dues


def test_a_pack_without_days_has_no_batches() -> None:
    assert batches_for(in_force("XC"), at=AT, held_to=AT.date(), calendar=SchoolCalendar()) == ()
