"""All that packs may say of tiers, years, holidays, leave and surpluses comes to the same by tallies and by entries."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from services.policy.facts import Entry, Exemption, Fact, Leave, Teacher
from services.policy.format import Pack
from tests.policy.both import judged
from tests.policy.making import CYCLE_END, appointment, teacher, terms
from tests.policy.matrix import credit, matrix

NEXT = "  - id: MX-11\n"
MORE = """\
  - id: MX-50
    kind: yearly
    title: {zh: 年度, en: yearly}
    quotes: [年度]
    formal: 20 hours a year, up to 10 carried over.
    period: year
    shrinks: [on_leave]
    parts:
      - label: {zh: 学时, en: hours}
        unit: hours
        limits: [{sense: floor, amount: 20, inclusive: true}]
        offsets: [{label: {zh: 结转, en: carried over}, carried_from: previous_year, most: 10}]
  - id: MX-51
    kind: exemption
    title: {zh: 长假, en: long leave}
    quotes: [长假]
    formal: More than three months of leave excuse the year.
    who: {when: leave_months > 30000}
    relief: {period: year, waives: [MX-50]}
  - id: MX-52
    kind: proration
    title: {zh: 中途入职, en: late entry}
    quotes: [中途入职]
    formal: Ten credits for each remaining year.
    who: {when: hire_day > cycle_start_day}
    relief: {adjusts: [{clause: MX-01, amount: remaining_years * 10, shrinks: [on_leave]}]}
  - id: MX-53
    kind: count
    title: {zh: 事假, en: leave}
    quotes: [事假]
    formal: At most two a semester.
    every: semester
    within: semester
    items: [{code: E, label: {zh: 事假, en: leave}, facts: {kind: [ESSAY]}, at_most: 2, unit: {zh: 次, en: times}}]
  - id: MX-54
    kind: tier
    of: MX-08
    tier: REST
    title: {zh: 其余, en: the rest}
    quotes: [其余]
    formal: The rest.
  - id: MX-55
    kind: total
    title: {zh: 上限缺失, en: a lost cap}
    quotes: [上限缺失]
    formal: 15 credits under a cap that is lost.
    parts:
      - label: {zh: 学分, en: credits}
        unit: credits
        limits: [{sense: floor, amount: 15, inclusive: true}]
        caps: [MX-56]
  - id: MX-56
    kind: cap
    title: {zh: 网络上限, en: cap online}
    quotes: [网络上限]
    formal: Lost.
    parts:
      - label: {zh: 网络, en: online}
        where: {mode: [ONLINE]}
        unit: credits
        limits: [{sense: cap_counted, amount: null, inclusive: true}]
"""
TIERS = "limits: [{sense: floor, amount: 20, inclusive: true}]\n        tiers:"


def pack(cut: str, holidays: str) -> Pack:
    return matrix(
        (
            ("  starts_day: 1\n", f"  starts_day: 1\n  cut: {cut}\n  holidays: {holidays}\n"),
            (NEXT, MORE + NEXT),
            # Tallies know months and no classes.
            ("amount: 6, inclusive: true, per: class", "amount: 6, inclusive: true, per: month"),
            ("    formal: At least 60 credits.", "    formal: x\n    shrinks: true"),
            (TIERS, TIERS.replace("        tiers:", "        caps: [MX-12]\n        tiers:")),
            ("size: 10, accepts: {kind: [COURSE]}}", "size: 10, accepts: {kind: [COURSE]}, caps: [MX-11]}"),
            (
                "service: {counts: [joined_late, left_early]",
                "service: {suspending_leaves: [SICK], counts: [joined_late, left_early, on_leave]",
            ),
        )
    )


HIRED = date(2013, 9, 1)
SICK = Leave(kind="SICK", first=date(2012, 10, 10), last=date(2013, 2, 20))
STAFF = (
    teacher(),
    teacher(leaves=(SICK,)),
    teacher(appointment(valid_from=HIRED), hire_date=HIRED),
    teacher(retire_date=date(2014, 6, 30)),
    teacher(exemptions=(Exemption(clause="MX-50", first=date(2012, 9, 1), last=date(2013, 8, 31), ground="援疆"),)),
)
DAYS = st.dates(date(2011, 9, 1), CYCLE_END)


@st.composite
def lots(draw: st.DrawFn) -> list[Entry]:
    return [
        credit(
            draw(st.integers(1, 12)),
            hours=draw(st.integers(1, 40)),
            kind=draw(st.sampled_from(["COURSE", "LECTURE", "PAPER"])),
            mode=draw(st.sampled_from(["CENTRALISED", "ONLINE", "SCHOOL_BASED"])),
            class_id=draw(st.sampled_from([None, None, "a", "b"])),
            on=draw(DAYS),
            entry_id=f"e{number}",
        )
        for number in range(draw(st.integers(0, 10)))
    ]


@settings(max_examples=200, deadline=None)
@given(
    lots(),
    st.sampled_from(STAFF),
    st.lists(DAYS, max_size=4),
    st.sampled_from(["whole", "prorated", "not_asked"]),
    st.sampled_from(["no_semester", "semester_before", "semester_after"]),
    st.sampled_from([CYCLE_END, date(2013, 3, 10), date(2014, 7, 20)]),
    st.sampled_from([date(2011, 9, 1), date(2012, 3, 1)]),
)
def test_tallies_and_entries_come_to_the_same(
    entries: list[Entry], who: Teacher, essays: list[date], cut: str, holidays: str, as_of: date, start: date
) -> None:
    facts = [Fact(fact_id=f"f{n}", kind="ESSAY", on=day, teacher_id="teacher-1") for n, day in enumerate(essays)]

    found = judged(pack(cut, holidays), entries, under=terms(start=start), who=who, as_of=as_of, facts=facts)

    assert found.clauses
