"""The cheapest way out for one teacher, against every way there is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.policy.coverage import Candidate, Judgement, Offer, Warned, warn
from services.policy.coverage.reaching import lacking_of
from services.policy.coverage.ways import rivals_among
from services.policy.facts import Entry
from tests.policy.test_coverage import MOST, SINCE, UNTIL, candidate, entry, offer

Brought = Mapping[str, tuple[Entry, ...]]


def warned(offers: list[Offer], brought: Brought, held: Brought | None = None) -> Warned:
    """A teacher who lacks 24 centralised hours before these offers."""
    one = candidate("t", MOST, held=held or {})
    found = warn(one, offers, since=SINCE, until=UNTIL, open_to=lambda: replace(one, open=brought))
    assert found is not None
    return found


def minutes(way: tuple[str, ...], offers: list[Offer]) -> int:
    lengths = {one.offer_id: 360 * len(one.sittings) for one in offers}
    return sum(lengths[offer_id] for offer_id in way)


def cheapest_of_all(offers: list[Offer], brought: Brought) -> int | None:
    """The least time in class of every set of classes that does not clash and closes every gap."""
    one, rivals = candidate("t", MOST), rivals_among(offers)
    found = [
        minutes(way, offers)
        for size in range(1, len(offers) + 1)
        for way in combinations(sorted(brought), size)
        if not any(rivals[name] & set(way) for name in way)
        and not lacking_of(one.judge([line for name in way for line in brought[name]]), SINCE, UNTIL)
    ]
    return min(found, default=None)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 6), st.integers(1, 5), st.sampled_from([4, 8, 12, 18, 24, 30]), st.booleans()),
        min_size=1,
        max_size=5,
    )
)
def test_no_way_out_is_cheaper_than_the_one_that_is_told(classes: list[tuple[int, int, int, bool]]) -> None:
    offers = [
        offer(f"c{number}", *range(first + 5, first + 5 + length))
        for number, (first, length, _, _) in enumerate(classes)
    ]
    brought = {
        f"c{number}": (entry(hours, entry_id=f"e{number}", mode="CENTRALISED" if useful else "ONLINE"),)
        for number, (_, _, hours, useful) in enumerate(classes)
    }

    found = warned(offers, brought)

    least = cheapest_of_all(offers, brought)
    assert (found.outcome == "REACHABLE") == (least is not None)
    if least is not None:
        assert minutes(found.way, offers) == least
        assert found.left == ()


def test_what_could_be_attended_is_asked_only_of_who_lacks_something() -> None:
    one = candidate("t", [*MOST, entry(24)])

    def never() -> Candidate:
        raise AssertionError("asked")

    assert warn(one, [], since=SINCE, until=UNTIL, open_to=never) is None


@pytest.mark.parametrize(("hours", "outcome"), [(24, "COVERED"), (12, "OUT_OF_REACH")])
def test_places_held_count_as_if_they_were_used(hours: int, outcome: str) -> None:
    found = warned([offer("held", 6)], {}, held={"held": (entry(hours),)})

    assert (found.outcome, found.holds, found.way) == (outcome, ("held",), ())
    assert {lack.gap for lack in found.lacking} == {Decimal(24 if hours == 24 else 12)}


def test_where_nothing_suffices_what_helps_most_is_told_with_what_is_left() -> None:
    found = warned([offer("half", 6, 7)], {"half": (entry(12),)})

    assert (found.outcome, found.way) == ("OUT_OF_REACH", ("half",))
    assert {lack.gap for lack in found.left} == {Decimal(12)}


def test_a_class_without_a_timetable_takes_as_long_as_its_hours() -> None:
    offers = [Offer(offer_id="unknown", seats=None), offer("long", 6, 7, 8, 9, 10)]

    found = warned(offers, {"unknown": (entry(24, entry_id="a"),), "long": (entry(24, entry_id="b"),)})

    assert found.way == ("unknown",)


def test_of_many_short_classes_enough_are_told_without_looking_at_every_set_of_them() -> None:
    judged: list[int] = []
    looked: list[str] = []

    class Open(dict[str, tuple[Entry, ...]]):
        def __getitem__(self, offer_id: str) -> tuple[Entry, ...]:
            looked.append(offer_id)
            return super().__getitem__(offer_id)

    def judge(more: Sequence[Entry]) -> Sequence[Judgement]:
        judged.append(len(more))
        return one.judge(more)

    one = candidate("t", MOST)
    counted = replace(one, judge=judge)
    offers = [Offer(offer_id=f"c{number:02}", seats=None) for number in range(18)]
    brought = Open({each.offer_id: (entry(2, entry_id=each.offer_id),) for each in offers})

    found = warn(counted, offers, since=SINCE, until=UNTIL, open_to=lambda: replace(counted, open=brought))

    assert found is not None
    assert (found.outcome, len(found.way), found.left) == ("REACHABLE", 12, ())
    # 230,963 sets of these classes take less time than twelve of them, and bring too little.
    assert len(looked) < 20_000
    assert len(judged) < 60


def test_what_a_way_can_do_without_is_found_in_few_trials() -> None:
    judged: list[int] = []

    def judge(more: Sequence[Entry]) -> Sequence[Judgement]:
        judged.append(len(more))
        return one.judge(more)

    one = candidate("t", MOST)
    counted = replace(one, judge=judge)
    offers = [Offer(offer_id=f"c{number:03}", seats=None) for number in range(300)]
    brought = {each.offer_id: (entry(12, entry_id=each.offer_id),) for each in offers}

    found = warn(counted, offers, since=SINCE, until=UNTIL, open_to=lambda: replace(counted, open=brought))

    assert found is not None
    assert (found.outcome, len(found.way), found.left) == ("REACHABLE", 2, ())
    assert len(judged) < 100


def test_which_classes_clash_is_worked_out_once_for_all_teachers() -> None:
    one = candidate("t", MOST)
    offers = [offer("a", 6, 7), offer("b", 7, 8), offer("elsewhere", 6)]
    brought = {name: (entry(12, entry_id=name),) for name in ("a", "b")}
    opened = replace(one, open=brought)

    alone = warn(one, offers[:2], since=SINCE, until=UNTIL, open_to=lambda: opened)
    among = warn(one, offers[:2], since=SINCE, until=UNTIL, open_to=lambda: opened, rivals=rivals_among(offers))
    apart = warn(
        one, offers[:2], since=SINCE, until=UNTIL, open_to=lambda: opened, rivals={"a": frozenset(), "b": frozenset()}
    )

    assert alone == among
    assert alone is not None
    assert apart is not None
    assert (alone.outcome, apart.outcome) == ("CLASH", "REACHABLE")
