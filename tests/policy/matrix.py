"""A made-up scheme with everything that caps, offsets, tiers and periods can say, for tests of the engine."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from services.policy.facts import Entry
from services.policy.format import Pack, load

MATRIX = """\
format: 1
id: MATRIX
title: {zh: 矩阵方案, en: a matrix of minima}
jurisdiction: {zh: 某市, en: some city}
version: "1"
source: {document: 文件, section: 一}
parameters:
  cycle_start: {type: date, required: true, title: {zh: 开始, en: start}}
  cycle_end: {type: date, required: true, title: {zh: 结束, en: end}}
  mid_term: {type: date, default: null, title: {zh: 中期检查日, en: the interim check}}
year:
  calendar: school_year
  starts_month: 9
  starts_day: 1
  semesters:
    - {label: {zh: 第一学期, en: first semester}, first: "09-01", last: "01-20"}
    - {label: {zh: 第二学期, en: second semester}, first: "02-20", last: "07-05"}
units: {minutes_per_hour: 45, hours_per_day: 6, places: 4, keeps: hours_and_credits, why: {zh: 测试, en: a test}}
dimensions:
  category:
    ETHICS: {zh: 师德, en: ethics}
    SUBJECT: {zh: 学科, en: subject}
    ABILITY: {zh: 能力, en: ability}
  level: {CITY: {zh: 市级, en: city}, COUNTY: {zh: 县级, en: county}, SCHOOL: {zh: 校级, en: school}}
  mode:
    CENTRALISED: {zh: 集中, en: centralised}
    ONLINE: {zh: 网络, en: online}
    SCHOOL_BASED: {zh: 校本, en: school-based}
  nature: {COMPULSORY: {zh: 必修, en: compulsory}}
  kind: {COURSE: {zh: 课程, en: course}, LECTURE: {zh: 讲座, en: lecture}, PAPER: {zh: 论文, en: paper}}
  fact: {ESSAY: {zh: 随笔, en: essay}}
population: {title: {zh: 教师, en: teachers}}
groups:
  CLASS_TEACHERS: {title: {zh: 班主任, en: class teachers}, when: class_teacher, at: period_end}
service: {counts: [joined_late, left_early], year: prorated, cycle: by_years, step: 0.5}
attendance:
  opens_minutes_before: 10
  late_grace_minutes: 0
  early_leave_grace_minutes: 0
  missing_exit: nothing
  approved_leave: nothing
  why: {zh: 测试, en: a test}
outcome: {must_pass: false}
clauses:
  - id: MX-01
    kind: total
    title: {zh: 总学分, en: credits in all}
    quotes: [总学分]
    formal: At least 60 credits.
    parts:
      - label: {zh: 学分, en: credits in all}
        unit: credits
        limits: [{sense: floor, amount: 60, inclusive: true}]
        caps: [MX-11, MX-12, MX-13, MX-14]
  - id: MX-02
    kind: bucket
    title: {zh: 师德, en: ethics}
    quotes: [师德]
    formal: At least 10 credits of ethics; papers and a surplus of ability stand in.
    parts:
      - label: {zh: 师德, en: ethics}
        where: {category: [ETHICS]}
        unit: credits
        limits: [{sense: floor, amount: 10, inclusive: true}]
        offsets:
          - {label: {zh: 论文, en: papers}, where: {kind: [PAPER]}, most: 4, ratio: 0.5}
          - {label: {zh: 能力学分结余, en: surplus of ability}, surplus_of: MX-03, most: 2}
  - id: MX-03
    kind: bucket
    title: {zh: 能力, en: ability}
    quotes: [能力]
    formal: At least 12 credits of ability.
    parts:
      - label: {zh: 能力, en: ability}
        where: {category: [ABILITY]}
        unit: credits
        limits: [{sense: floor, amount: 12, inclusive: true}]
  - id: MX-04
    kind: interim
    title: {zh: 中期, en: interim}
    quotes: [中期]
    formal: At least 20 credits by the interim check.
    due: mid_term
    shrinks: true
    parts:
      - label: {zh: 学分, en: credits}
        unit: credits
        limits: [{sense: floor, amount: 20, inclusive: true}]
  - id: MX-05
    kind: bucket
    title: {zh: 每学期校本, en: school-based in every semester}
    quotes: [每学期]
    formal: At least 10 hours school-based in every semester.
    period: semester
    shrinks: true
    parts:
      - label: {zh: 校本研修, en: school-based study}
        where: {mode: [SCHOOL_BASED]}
        unit: hours
        limits: [{sense: floor, amount: 10, inclusive: true}]
  - id: MX-06
    kind: gate
    title: {zh: 随笔, en: essays}
    quotes: [随笔]
    formal: Two essays.
    done:
      - {code: ESSAY, label: {zh: 随笔, en: essays}, facts: {kind: [ESSAY]}, at_least: 2, unit: {zh: 篇, en: pieces}}
  - id: MX-07
    kind: share
    title: {zh: 校本占比, en: share of school-based study}
    quotes: [校本占比]
    formal: At least 40 per cent of all hours are school-based.
    parts:
      - label: {zh: 校本研修, en: school-based study}
        where: {mode: [SCHOOL_BASED]}
        unit: hours
        limits: [{sense: floor, amount: 40, inclusive: true, percent_of: all}]
  - id: MX-08
    kind: total
    title: {zh: 分层, en: tiers}
    quotes: [分层]
    formal: Ten credits of courses, then ten of anything.
    parts:
      - label: {zh: 学分, en: credits}
        unit: credits
        limits: [{sense: floor, amount: 20, inclusive: true}]
        tiers:
          - {id: FIRST, label: {zh: 课程, en: courses}, size: 10, accepts: {kind: [COURSE]}}
          - {id: REST, label: {zh: 其余, en: the rest}}
  - id: MX-11
    kind: cap
    title: {zh: 每班上限, en: cap for a class}
    quotes: [每班]
    formal: At most 6 credits count for one class.
    parts:
      - label: {zh: 培训班学分, en: credits of a class}
        unit: credits
        limits: [{sense: cap_counted, amount: 6, inclusive: true, per: class}]
  - id: MX-12
    kind: cap
    period: year
    title: {zh: 讲座年度上限, en: lectures of a year}
    quotes: [讲座]
    formal: At most 8 credits of lectures count in a year.
    parts:
      - label: {zh: 讲座学分, en: credits of lectures}
        where: {kind: [LECTURE]}
        unit: credits
        limits: [{sense: cap_counted, amount: 8, inclusive: true}]
  - id: MX-13
    kind: cap
    title: {zh: 网络上限, en: cap of online study}
    quotes: [网络]
    formal: At most half of all credits count as online study.
    parts:
      - label: {zh: 网络学分, en: credits online}
        where: {mode: [ONLINE]}
        unit: credits
        limits: [{sense: cap_counted, amount: 50, inclusive: true, percent_of: all}]
  - id: MX-14
    kind: cap
    title: {zh: 校级上限, en: cap of the school's level}
    quotes: [校级]
    formal: At most 24 credits of the school's level count.
    parts:
      - label: {zh: 校级学分, en: credits of the school}
        where: {level: [SCHOOL]}
        unit: credits
        limits: [{sense: cap_counted, amount: 24, inclusive: true}]
"""


@lru_cache
def matrix(change: tuple[tuple[str, str], ...] = ()) -> Pack:
    """Return the pack, with some of its words replaced."""
    text = MATRIX
    for old, new in change:
        assert old in text, old
        text = text.replace(old, new)
    return load(text, file="matrix.yaml")


def credit(amount: int | str, *, on: date = date(2011, 11, 15), hours: int | str | None = None, **more: Any) -> Entry:
    """An entry of the scheme: subject courses of the county unless said otherwise."""
    usual: dict[str, Any] = {
        "category": "SUBJECT",
        "level": "COUNTY",
        "mode": "CENTRALISED",
        "nature": "COMPULSORY",
        "kind": "COURSE",
        "earned_to": on,
    }
    return Entry(
        **{
            **usual,
            "entry_id": f"entry-{next(_numbers)}",
            "hours": Decimal(amount) * 10 if hours is None else Decimal(hours),
            "credits": Decimal(amount),
            "earned_from": on,
            **more,
        }
    )


_numbers = iter(range(1, 10**9))
