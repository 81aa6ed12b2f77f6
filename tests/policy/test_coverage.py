"""A plan against what teachers lack: the flow, the ways through clashing classes, who is stranded, what to add."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.policy.coverage import Candidate, Coverage, Judgement, Offer, cover
from services.policy.coverage.ways import most_without_clash, rivals_among, ways_through
from services.policy.engine import judge
from services.policy.facts import Appointment, Entry, Teacher
from services.policy.format import Terms, bound, load, shipped
from services.policy.transport import carry

XC = load(shipped("XC"), file="XC.yaml")
TERMS = Terms(parameters={"cycle_start": "2025-09-01", "cycle_end": "2030-08-31"})
SWITCHES = bound(XC, TERMS).switches
# What the cycle asks is due with the year.
ONE_YEAR = Terms(parameters={"cycle_start": "2025-09-01", "cycle_end": "2026-08-31"})
SINCE, UNTIL = date(2026, 6, 1), date(2026, 8, 31)


def entry(hours: int, *, on: date = date(2026, 7, 6), entry_id: str = "", **facts: Any) -> Entry:
    said: dict[str, Any] = {
        "entry_id": entry_id or f"{hours}-{on}-{sorted(facts.items())}",
        "hours": Decimal(hours),
        "credits": Decimal(0),
        "earned_from": on,
        "earned_to": on,
        "category": "KNOWLEDGE_SKILL",
        "level": "COUNTY",
        "mode": "CENTRALISED",
        "nature": "COMPULSORY",
        "kind": "IN_SERVICE",
    }
    return Entry(**{**said, **facts})


def offer(name: str, *days: int, seats: int | None = 10, hour: int = 1) -> Offer:
    """A class of six hours from an hour on, on days of July 2026."""
    return Offer(
        offer_id=name,
        seats=seats,
        sittings=tuple(
            (datetime(2026, 7, day, hour, tzinfo=UTC), datetime(2026, 7, day, hour + 6, tzinfo=UTC)) for day in days
        ),
    )


def candidate(name: str, has: Sequence[Entry] = (), *, terms: Terms = TERMS, **offers: Any) -> Candidate:
    """A primary teacher under XC with what stands in the book."""
    teacher = Teacher(
        teacher_id=name,
        hire_date=date(2010, 9, 1),
        appointments=(
            Appointment(
                school_id="s", school_kind="SCHOOL", post="TEACHER", stage="PRIMARY", valid_from=date(2010, 9, 1)
            ),
        ),
    )

    def judged(more: Sequence[Entry]) -> list[Judgement]:
        standing = judge(XC, terms=terms, teacher=teacher, entries=[*has, *more], as_of=UNTIL)
        return [Judgement(XC, SWITCHES, clause) for clause in standing.clauses]

    return Candidate(teacher_id=name, judge=judged, **offers)


def covered(candidates: Iterable[Candidate], *offers: Offer) -> Coverage:
    return cover(candidates, offers, since=SINCE, until=UNTIL)


# 48 of the 72 hours of the year, the centralised ones lacking.
MOST = (
    entry(24, mode="SCHOOL_BASED", level="SCHOOL", kind="SCHOOL_STUDY", category="ETHICS_LITERACY.ETHICS"),
    entry(24, mode="ONLINE", level="PROVINCIAL"),
)
BRINGS_24 = (entry(24, entry_id="course"),)


def shortage(found: Coverage, clause_id: str) -> Any:
    (one,) = [one for one in found.shortages if one.need.clause_id == clause_id]
    return one


def test_who_lacks_nothing_asks_for_nothing() -> None:
    found = covered([candidate("a", [*MOST, *BRINGS_24])], offer("july", 6))

    assert found.outcomes == {"MET": ("a",)}
    assert (found.stranded, found.shortages, found.additions) == ((), (), ())


def test_a_place_that_is_held_counts_as_attended() -> None:
    found = covered([candidate("a", MOST, held={"july": BRINGS_24})], offer("july", 6))

    assert found.outcomes == {"COVERED": ("a",)}


def test_an_open_class_is_within_reach_and_the_places_suffice() -> None:
    found = covered([candidate("a", MOST, open={"july": BRINGS_24})], offer("july", 6))

    assert found.outcomes == {"REACHABLE": ("a",)}
    year = shortage(found, "XC-02")
    assert (year.asked, year.carried, year.short, year.places_free) == (24, 24, 0, 10)
    assert found.additions == ()


def test_what_not_even_everything_open_closes_is_out_of_reach_with_the_clause_and_the_rest() -> None:
    found = covered([candidate("a", MOST[:1], open={"july": BRINGS_24})], offer("july", 6))

    assert found.outcomes == {"OUT_OF_REACH": ("a",)}
    (stranded,) = found.stranded
    assert stranded.attends == ("july",)
    left = {lack.need.clause_id: lack.gap for lack in stranded.lacking}
    assert left["XC-02"] == 24
    assert all(lack.sentence_zh for lack in stranded.lacking)


def test_a_full_class_is_open_to_nobody() -> None:
    found = covered([candidate("a", MOST, open={"july": BRINGS_24})], offer("july", 6, seats=0))

    assert found.outcomes == {"OUT_OF_REACH": ("a",)}
    assert shortage(found, "XC-02").short == 24


def test_two_classes_at_one_time_cannot_both_be_attended() -> None:
    half = {"one": (entry(12, entry_id="1"),), "two": (entry(12, entry_id="2"),)}

    apart = covered([candidate("a", MOST, open=half)], offer("one", 6), offer("two", 7))
    together = covered([candidate("a", MOST, open=half)], offer("one", 6), offer("two", 6))

    assert apart.outcomes == {"REACHABLE": ("a",)}
    assert together.outcomes == {"CLASH": ("a",)}
    (stranded,) = together.stranded
    assert stranded.clashes == (("one", "two"),)
    assert {lack.need.clause_id: lack.gap for lack in stranded.lacking}["XC-02"] == 12
    # The seats are there, but one person can use only one of the two.
    assert (shortage(together, "XC-02").carried, shortage(together, "XC-02").short) == (12, 12)


def test_what_clashes_with_a_place_that_is_held_is_no_way_out() -> None:
    found = covered(
        [candidate("a", MOST[:1], held={"one": BRINGS_24}, open={"two": (entry(24, entry_id="2", mode="ONLINE"),)})],
        offer("one", 6),
        offer("two", 6),
    )

    assert found.outcomes == {"CLASH": ("a",)}
    assert found.stranded[0].attends == ("one",)


def test_the_right_one_of_two_clashing_classes_is_found() -> None:
    found = covered(
        [
            candidate(
                "a",
                MOST,
                open={"online": (entry(24, entry_id="1", mode="ONLINE", level="PROVINCIAL"),), "room": BRINGS_24},
            )
        ],
        offer("online", 6),
        offer("room", 6),
    )

    assert found.outcomes == {"REACHABLE": ("a",)}


def test_fewer_seats_than_people_fall_short_by_the_hours_of_those_who_find_none() -> None:
    people = [candidate(name, MOST, open={"july": BRINGS_24}) for name in "abcde"]

    found = covered(people, offer("july", 6, seats=3))

    year = shortage(found, "XC-02")
    assert (year.asked, year.offered, year.carried, year.short) == (120, 72, 72, 48)
    assert [name for name, _ in year.asking] == list("abcde")
    assert [amount for _, amount in year.left] == [24, 24]
    (added,) = found.additions
    assert (added.amount, added.seats, added.unit) == (24, 2, "hours")
    assert "XC-02" in {need.clause_id for need in added.needs}


def test_a_need_of_one_mode_is_not_filled_by_hours_of_another() -> None:
    """Everybody has 72 hours, all online: the other modes are still short, and what to add is of those modes."""
    people = [
        candidate(
            name,
            [entry(72, mode="ONLINE", category="ETHICS_LITERACY.ETHICS")],
            open={"net": (entry(24, entry_id="net", mode="ONLINE"),)},
        )
        for name in "ab"
    ]

    found = covered(people, offer("net", 6))

    short = {one.need.label_zh: (one.place.mode, one.asked, one.carried, one.short) for one in found.shortages}
    assert short == {
        "校本研修": (("SCHOOL_BASED",), 48, 0, 48),
        "集中培训": (("CENTRALISED",), 48, 0, 48),
    }
    added = {one.place_zh: (one.amount, one.seats, one.teachers) for one in found.additions}
    assert added == {"校本研修": (24, 2, ("a", "b")), "集中培训": (24, 2, ("a", "b"))}


def test_hours_that_serve_two_needs_of_the_same_people_are_asked_for_once() -> None:
    """Ten hours of ethics lack, and 24 centralised: ten of the 24 are to be ethics."""
    has = [
        entry(26, mode="SCHOOL_BASED", level="SCHOOL", kind="SCHOOL_STUDY", category="ETHICS_LITERACY.ETHICS"),
        entry(310, mode="ONLINE"),
        entry(24, mode="ONLINE", category="ETHICS_LITERACY.ETHICS"),
    ]

    found = covered([candidate("a", has, terms=ONE_YEAR)])

    added = [(one.place.mode, one.place.category, one.amount) for one in found.additions]
    assert sum(amount for mode, _, amount in added if mode == ("CENTRALISED",)) == 24
    assert sum(amount for _, category, amount in added if category == ("ETHICS_LITERACY.ETHICS",)) == 10


def test_a_class_that_takes_whoever_comes_is_short_of_nothing() -> None:
    people = [candidate(name, MOST, open={"july": BRINGS_24}) for name in "abcde"]

    year = shortage(covered(people, offer("july", 6, seats=None)), "XC-02")

    assert (year.offered, year.places_free, year.short) == (None, None, 0)


def test_what_was_due_before_is_past_and_asks_for_nothing() -> None:
    late = cover([candidate("a")], [], since=date(2026, 9, 1), until=date(2026, 12, 31))

    assert late.outcomes == {"MET": ("a",)}


def test_additions_close_what_is_left() -> None:
    """Attending what is to be added leaves nobody lacking the needs it names."""
    people = [candidate(name, MOST[:count]) for name, count in (("a", 0), ("b", 1), ("c", 2))]

    found = covered(people)

    asked: dict[tuple[str, str], Decimal] = {}
    for one in found.shortages:
        for name, amount in one.asking:
            asked[name, one.need.clause_id + one.need.label_zh] = amount
    for added in found.additions:
        for name in added.teachers:
            for need in added.needs:
                key = (name, need.clause_id + need.label_zh)
                if key in asked:
                    asked[key] -= added.amount
    assert found.additions
    assert all(amount <= 0 for amount in asked.values())


@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=4),
    st.lists(st.integers(0, 6), min_size=1, max_size=4),
    st.lists(st.integers(0, 4), min_size=16, max_size=16),
)
def test_the_flow_is_as_great_as_the_narrowest_cut(asked: list[int], offered: list[int], between: list[int]) -> None:
    pipes = {(a, o): between[4 * a + o] for a in range(len(asked)) for o in range(len(offered))}

    carried = carry(dict(enumerate(asked)), dict(enumerate(offered)), pipes)

    cuts = []
    for many in range(len(asked) + 1):
        for near in combinations(range(len(asked)), many):
            for some in range(len(offered) + 1):
                for reached in combinations(range(len(offered)), some):
                    cut = sum(amount for a, amount in enumerate(asked) if a not in near)
                    cut += sum(offered[o] for o in reached)
                    cut += sum(pipes[a, o] for a in near for o in range(len(offered)) if o not in reached)
                    cuts.append(cut)
    assert sum(carried.to.values()) == sum(carried.of.values()) == min(cuts)
    assert all(carried.to[a] <= asked[a] for a in carried.to)


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 9)), min_size=1, max_size=6))
def test_ways_are_all_choices_without_a_clash_that_cannot_be_made_larger(days: list[tuple[int, int]]) -> None:
    offers = [offer(f"o{number}", day, min(day + 1, 28)) for number, (day, _) in enumerate(days)]
    worth = {f"o{number}": amount for number, (_, amount) in enumerate(days)}
    rivals = rivals_among(offers)

    ways = list(ways_through(worth, worth, rivals))

    possible = [
        set(some)
        for many in range(len(offers) + 1)
        for some in combinations(worth, many)
        if not any(b in rivals[a] for a, b in combinations(some, 2))
    ]
    largest = [one for one in possible if not any(one < other for other in possible)]
    assert sorted(map(sorted, ways)) == sorted(map(sorted, largest))
    assert most_without_clash(worth, rivals) == max(sum(worth[one] for one in way) for way in largest)
