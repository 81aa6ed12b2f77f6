"""Tiers: a maximum flow fills them, and the smallest cut over sums says the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from services.policy.engine.flow import Doors, TierRoom, fill
from services.policy.engine.plan import CapPlan, TierPlan
from services.policy.engine.sheets import Way
from services.policy.engine.tiering import Entrance, ways_into
from services.policy.format.words import Bilingual

NAMED = Bilingual(zh="档", en="tier")

rooms = st.lists(
    st.builds(TierRoom, size=st.one_of(st.none(), st.integers(0, 50)), caps=st.just((7, 14))), min_size=1, max_size=3
)


@settings(max_examples=150, deadline=None)
@given(rooms, st.data())
def test_a_flow_is_at_least_as_much_as_any_greedy_filling(tiers: list[TierRoom], data: st.DataObject) -> None:
    door = st.tuples(st.integers(0, len(tiers) - 1), st.sampled_from([None, 0, 1]))
    doors = st.lists(door, max_size=3, unique_by=lambda d: d[0]).map(lambda d: Doors(tuple(d)))
    groups = data.draw(st.dictionaries(doors, st.integers(0, 40), max_size=6))

    filled = fill(groups, tiers)

    size = [10**9 if tier.size is None else tier.size for tier in tiers]
    caps = [list(tier.caps) for tier in tiers]
    greedy = 0
    for group, amount in groups.items():
        for tier, cap in group.tiers:
            room = min(amount, size[tier], 10**9 if cap is None else caps[tier][cap])
            amount, size[tier], greedy = amount - room, size[tier] - room, greedy + room
            if cap is not None:
                caps[tier][cap] -= room
    assert sum(filled.by_tier) >= greedy
    assert sum(filled.by_tier) == sum(filled.by_group.values())
    assert all(filled.by_group[g] <= amount for g, amount in groups.items())


def test_a_flow_moves_what_fits_elsewhere_to_make_room() -> None:
    # The free 18 fit both tiers, the bound 36 only the first: all 54 find room.
    free, tied = Doors(((0, None), (1, None))), Doors(((0, None),))

    filled = fill({free: 18, tied: 36}, [TierRoom(36, ()), TierRoom(18, ())])

    assert filled.by_tier == (36, 18)


@st.composite
def entrances(draw: st.DrawFn) -> list[Entrance]:
    """One to four tiers that take what has one of some bits, at most one of them with caps."""
    count = draw(st.integers(1, 4))
    capped = draw(st.integers(-1, count - 1))
    made: list[Entrance] = []
    for index in range(count):
        picks = draw(st.lists(st.integers(0, 7), max_size=2)) if index == capped else []
        most = tuple(draw(st.integers(0, 40)) for _ in picks)
        room = TierRoom(draw(st.one_of(st.none(), st.integers(0, 60))), most)
        caps = tuple(
            CapPlan("C", NAMED, selector, None, None, None, None, numbers=False, liftable=False) for selector in picks
        )
        tier = TierPlan(str(index), NAMED, room.size is not None, None, draw(st.integers(0, 7)), caps)
        made.append(Entrance(tier, room))
    return made


def doors_of(made: list[Entrance], mask: int) -> Doors:
    found: list[tuple[int, int | None]] = []
    for index, one in enumerate(made):
        if not one.tier.selector or mask & one.tier.selector:
            caps = one.tier.caps
            passed = next((n for n, cap in enumerate(caps) if not cap.selector or mask & cap.selector), None)
            found.append((index, passed))
    return Doors(tuple(found))


@settings(max_examples=400, deadline=None)
@given(entrances(), st.dictionaries(st.integers(0, 7), st.integers(0, 80), max_size=8))
def test_the_smallest_cut_is_what_a_flow_brings_in(made: list[Entrance], amounts: dict[int, int]) -> None:
    groups: dict[Doors, int] = {}
    for mask, amount in amounts.items():
        doors = doors_of(made, mask)
        groups[doors] = groups.get(doors, 0) + amount
    filled = fill(groups, [one.room for one in made])
    sums: list[int] = []

    def place(all_of: tuple[int, ...], not_in: int) -> int:
        picked = (m for m in amounts if not m & not_in and all(m & other for other in all_of))
        sums.append(sum(amounts[mask] for mask in picked))
        return len(sums) - 1

    def amount_of(way: Way) -> int:
        whole = sum(sums[at] for at in way.whole)
        return way.number + whole + sum(min(sums[at], most) for at, most in way.under)

    for count in range(1, len(made) + 1):
        together = min(amount_of(way) for way in ways_into(made[:count], place))

        assert together == sum(filled.by_tier[:count])
