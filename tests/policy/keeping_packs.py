"""Small packs of one clause or a few, and records, for the tests of counts, duties, documents, rates and money."""

import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from services.policy.engine import ClauseResult, judge
from services.policy.facts import Entry, Fact, SchoolCalendar, Semester, Teacher
from services.policy.format import Pack, Terms, load
from tests.policy.making import teacher

HEADER = """\
format: 1
id: MINI
title: {zh: 小方案, en: a small pack}
jurisdiction: {zh: 某县, en: some county}
version: "1"
source: {document: 文件, section: 一}
parameters:
  cycle_start: {type: date, required: true, title: {zh: 开始, en: start}}
  cycle_end: {type: date, required: true, title: {zh: 结束, en: end}}
  number: {type: number, title: {zh: 数, en: number}}
year:
  calendar: school_year
  starts_month: 9
  starts_day: 1
  semesters:
    - {label: {zh: 第一学期, en: first semester}, first: "09-01", last: "01-20"}
    - {label: {zh: 第二学期, en: second semester}, first: "02-20", last: "07-05"}
units: {minutes_per_hour: 45, hours_per_day: 6, places: 2, keeps: hours, why: {zh: 无, en: none}}
dimensions:
  category: {A: {zh: 甲, en: a}}
  level: {COUNTY: {zh: 县, en: county}, SCHOOL: {zh: 校, en: school}}
  mode: {ONLINE: {zh: 网, en: online}, CENTRALISED: {zh: 集中, en: centralised}}
  nature: {ELECTIVE: {zh: 选, en: elective}}
  kind: {COURSE: {zh: 课程, en: course}, REMOTE: {zh: 远程, en: remote}}
  fact:
    LESSON: {zh: 互听课, en: mutual lesson}
    TALK: {zh: 专业探讨, en: talk}
    ARTICLE: {zh: 教育文章, en: article}
    NOTES: {zh: 读书笔记, en: notes}
    PRIZE: {zh: 获奖, en: prize}
    PLAN: {zh: 计划, en: plan}
    EXPENSE: {zh: 支出, en: expense}
    MINUTES: {zh: 会议记录, en: minutes}
  school_fact:
    FUNDS: {zh: 公用经费预算总额, en: public funds}
    PUPILS: {zh: 学生数, en: pupils}
    SET_ASIDE: {zh: 培训经费, en: training funds}
  tag: {RECEPTION: {zh: 接待费, en: receptions}}
population: {title: {zh: 全体, en: all}}
roles:
  IN_CHARGE: {title: {zh: 培训专干, en: clerk in charge}}
  HEAD: {title: {zh: 校长, en: head}}
service: {suspending_leaves: [MATERNITY, SICK], counts: [on_leave], year: whole, cycle: whole, step: 1}
attendance:
  opens_minutes_before: 30
  late_grace_minutes: 0
  early_leave_grace_minutes: 0
  missing_exit: nothing
  approved_leave: nothing
  why: {zh: 无, en: none}
outcome: {must_pass: true}
clauses:
"""
MONDAY = date(2012, 9, 3)
"""The first of eighteen weeks; there is school until Friday, 4 January 2013."""
LAST = date(2013, 1, 4)


@lru_cache
def small(clauses: str, *, without_semesters: bool = False) -> Pack:
    """Return a pack of these clauses, written in YAML without their title, quotes and formal sentence."""
    said = "    title: {zh: 标题, en: title}\n    quotes: [原文]\n    formal: As it says.\n"
    written = "".join(
        f"{line}\n{said if line.startswith('  - id:') else ''}" for line in clauses.strip("\n").split("\n")
    )
    header = HEADER
    if without_semesters:
        first, last = header.index("  semesters:"), header.index("units:")
        header = header[:first] + header[last:]
    return load(header + written, file="mini.yaml")


def terms(start: date = date(2012, 9, 1), end: date = date(2013, 8, 31), **more: Any) -> Terms:
    switches = more.pop("switches", {})
    return Terms(parameters={"cycle_start": start, "cycle_end": end, **more}, switches=switches)


def eighteen_weeks(*holidays: tuple[date, date]) -> SchoolCalendar:
    """One semester as held, of eighteen weeks; the other is the pack's usual one."""
    return SchoolCalendar(semesters=(Semester(label="2012-2013-1", first=MONDAY, last=LAST),), holidays=holidays)


_numbers = itertools.count(1)


def fact(kind: str, on: date, **more: Any) -> Fact:
    amount = Decimal(more.pop("amount", 1))
    return Fact(fact_id=more.pop("fact_id", f"fact-{next(_numbers)}"), kind=kind, on=on, amount=amount, **more)


def weekly(kind: str, weeks: Sequence[int], **more: Any) -> list[Fact]:
    """One on the Wednesday of each of these weeks."""
    return [fact(kind, MONDAY + timedelta(days=7 * (week - 1) + 2), **more) for week in weeks]


def judged(
    pack: Pack,
    facts: Sequence[Fact] = (),
    *,
    period: str | None = "2012-2013-1",
    under: Terms | None = None,
    who: Teacher | None = None,
    entries: Sequence[Entry] = (),
    calendar: SchoolCalendar | None = None,
    as_of: date = date(2013, 8, 31),
    clause: str = "M-01",
) -> ClauseResult:
    """Judge and return the one result of the clause in the period."""
    standing = judge(
        pack,
        terms=under or terms(),
        teacher=who or teacher(),
        entries=entries,
        facts=facts,
        calendar=calendar,
        as_of=as_of,
    )
    found = [c for c in standing.clauses if c.clause_id == clause and c.period == period]
    assert len(found) == 1, [(c.clause_id, c.period) for c in standing.clauses]
    return found[0]
