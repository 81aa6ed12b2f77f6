"""Sentences that a teacher reads without a guide: limits are no demands, numbers say what they are."""

from datetime import date

import pytest

from services.policy.engine.standing import ClauseResult
from services.policy.facts import Entry, Membership, Teacher
from tests.policy.both import judged
from tests.policy.making import CYCLE_END, clause, school_year, teacher, terms
from tests.policy.matrix import credit
from tests.policy.test_never_worse import HEAD, floor, made


def told(body: str, *entries: Entry, who: Teacher | None = None, kind: str = "bucket", more: str = "") -> ClauseResult:
    pack = made(f"  - id: MX-01\n    kind: {kind}\n{HEAD}{body}{more}", ("CLASS_TEACHERS: {title:", GROUP))
    return clause(judged(pack, entries, under=terms(), who=who or teacher(), as_of=CYCLE_END), "MX-01")


GROUP = (
    "KEY: {title: {zh: 骨干教师, en: key teachers}, when: \"'KEY' in memberships\", at: period_end}\n"
    "  CLASS_TEACHERS: {title:"
)


def limit(sense: str, amount: int, more: str = "") -> str:
    return (
        "    parts: [{label: {zh: 网络研修, en: online study}, where: {mode: [ONLINE]}, unit: credits, "
        f"limits: [{{sense: {sense}, amount: {amount}, inclusive: true{more}}}]}}]\n"
    )


def online(amount: int, year: int = 1, **more: str) -> Entry:
    return credit(amount, mode="ONLINE", on=school_year(year), **more)


@pytest.mark.parametrize(
    ("body", "amount", "zh", "en"),
    [
        (limit("cap_counted", 10), 8, "网络研修已计8学分，未超上限。", "8 credits of online study, within the limit."),
        (
            limit("cap_counted", 10),
            14,
            "网络研修已计10学分，有4学分超出上限不计。",
            "10 credits of online study, 4 over the limit do not count.",
        ),
        (
            limit("cap_hard", 10),
            8,
            "网络研修不得超过10学分，已计8学分，未超上限。",
            "8 credits of online study (at most 10 allowed), within the limit.",
        ),
    ],
)
def test_a_limit_that_is_kept_to_is_told_as_no_demand(body: str, amount: int, zh: str, en: str) -> None:
    found = told(body, online(amount), kind="cap")

    assert (found.sentence_zh, found.sentence_en) == (f"本周期，{zh}", f"In this cycle: {en}")


def test_a_limit_for_each_year_that_is_broken_names_the_year_and_the_limit() -> None:
    found = told(limit("cap_hard", 5, ", per: year"), online(8, 2), online(5, 3), kind="cap")

    assert "超出上限（2012-2013学年8学分，不得超过5学分），已无法补救。" in found.sentence_zh
    assert "Over a limit (2012-2013: 8 credits, at most 5 allowed): this cannot be mended." in found.sentence_en


@pytest.mark.parametrize(
    ("per", "zh"), [("class", "单个培训班8学分"), ("entry", "单项8学分"), ("month", "2011年11月8学分")]
)
def test_what_a_limit_is_for_is_named(per: str, zh: str) -> None:
    found = told(limit("cap_hard", 5, f", per: {per}"), online(8, class_id="c"), kind="cap")

    assert f"超出上限（{zh}，不得超过5学分）" in found.sentence_zh


def test_a_cap_for_each_year_of_a_school_year_says_so() -> None:
    found = told(limit("cap_counted", 5, ", per: year"), online(8), kind="cap")

    assert "超出网络研修每学年最多计入的5学分" in found.sentence_zh


def test_a_label_that_names_a_part_follows_the_amount() -> None:
    found = told(f"    parts: [{floor('其中岗前集中培训', '{level: [CITY]}', '60')}]\n")

    early = clause(
        judged(
            made(f"  - id: MX-01\n    kind: bucket\n{HEAD}    parts: [{floor('其中岗前', '{level: [CITY]}', '60')}]\n"),
            [],
            under=terms(),
            who=teacher(),
            as_of=date(2012, 1, 1),
        ),
        "MX-01",
    )
    assert "其中岗前集中培训应完成60学分，已计0学分，还差60学分" in found.sentence_zh
    assert "前再完成60学分（其中岗前）即可达标" in early.sentence_zh


def test_the_numbers_of_a_calculation_say_what_they_are() -> None:
    key = teacher(memberships=(Membership(code="KEY", first=date(2011, 9, 1), last=date(2013, 8, 31)),))

    part = floor("研修", "{level: [CITY]}", '"ceil_to(30 * share_of(KEY), 0.5)"')

    found = told(f"    parts: [{part}]\n", who=key)

    assert "研修应完成12学分（30 × 24÷60 = 12，属骨干教师24个月、周期共60个月）" in found.sentence_zh
    assert "(30 × 24÷60 = 12; 24 of 60 months as key teachers)" in found.sentence_en


def test_a_share_says_of_what() -> None:
    part = floor("专业", "{category: [SUBJECT]}", "50, percent_of: all")

    found = told(f"    parts: [{part}]\n", credit(72, category="ETHICS"), kind="share")

    assert "专业应完成36学分（72 × 50% = 36，占72学分的比例）" in found.sentence_zh
    assert "(72 × 50% = 36; a share of the 72 credits counted)" in found.sentence_en


def test_a_work_in_no_class_is_not_called_a_class() -> None:
    part = floor("研修", "{category: [SUBJECT]}", "60", ", each: {per: class, at_least: 50}")

    found = told(f"    parts: [{part}]\n", credit(40, kind="PAPER"), credit(30, class_id="c"))

    assert {one.reason_zh for one in found.not_counted} == {
        "单项共40学分，不足50学分",
        "单个培训班共30学分，不足50学分",
    }


def test_years_of_school_are_told_as_such() -> None:
    body = "    times_met: {clause: MX-02, at_least: 2}\n"
    parts = f"    period: year\n    parts: [{floor('每年', '{level: [CITY]}', '8')}]\n"
    pack = made(f"  - id: MX-01\n    kind: years_met\n{HEAD}{body}  - id: MX-02\n    kind: yearly\n{HEAD}{parts}")

    found = clause(judged(pack, [], under=terms(), who=teacher(), as_of=date(2012, 1, 1)), "MX-01")

    assert "应有2个学年达标，已有0个学年" in found.sentence_zh
    assert "前再有2个学年符合要求即可达标" in found.sentence_zh
