"""What stands twice for one event in the two accounts of a person: it counts once, and never less than once."""

from tests.ledger.merging import NEW, OLD, hours, merged, moves, undone
from tests.ledger.moving import holds
from tests.ledger.saying import a_line, an_outcome, feed, post
from tests.support import World


async def test_what_stands_twice_for_one_event_counts_once_and_is_told(district: World) -> None:
    await post(
        district,
        an_outcome(district, OLD, a_line(1, "24")),
        an_outcome(district, NEW, a_line(1, "24")),
        an_outcome(district, OLD, a_line(1, "8"), class_id=None, title="送教下乡"),
    )
    by_teacher = {(one["teacher_id"], one["hours"]): one["entry_id"] for one in await feed(district)}

    merge_id = await merged(district)

    assert (await hours(district, OLD), await hours(district, NEW)) == ("0.00", "32.00")
    [move] = await moves(district, merge_id)
    old, new = (str(one.teacher_id) for one in district.teachers[:2])
    assert move["doubles"] == [{"entry_id": by_teacher[old, "24.00"], "counted": by_teacher[new, "24.00"]}]
    assert await holds(district) == []

    await undone(district, merge_id)

    assert (await hours(district, OLD), await hours(district, NEW)) == ("32.00", "24.00")
    assert await holds(district) == []


async def test_what_the_other_earns_later_of_an_event_that_was_moved_counts_once(district: World) -> None:
    await post(district, an_outcome(district, OLD, a_line(1, "24")))
    merge_id = await merged(district)

    own = an_outcome(district, NEW, a_line(1, "24"))
    await post(district, own)

    [first, second] = await moves(district, merge_id)
    assert await hours(district, NEW) == "24.00"
    given = [one["entry_id"] for one in first["entries"] if one["reverses"] is None]
    [counted] = [one["entry_id"] for one in await feed(district) if one["outcome_id"] == str(own.outcome_id)]
    assert second["doubles"] == [{"entry_id": given[0], "counted": counted}]
    assert await holds(district) == []

    await undone(district, merge_id)

    assert (await hours(district, OLD), await hours(district, NEW)) == ("24.00", "24.00")
    assert await holds(district) == []


async def test_two_awards_of_one_event_that_the_former_teacher_earned_both_count(district: World) -> None:
    await post(district, an_outcome(district, OLD, a_line(1, "24")))
    await merged(district)

    await post(district, an_outcome(district, OLD, a_line(1, "6"), title="同一培训班的作业"))

    assert (await hours(district, OLD), await hours(district, NEW)) == ("0.00", "30.00")
    assert await holds(district) == []


async def test_what_counted_once_counts_still_when_only_the_one_of_the_other_number_is_taken_back(
    district: World,
) -> None:
    own = an_outcome(district, NEW, a_line(1, "24"))
    first = an_outcome(district, OLD, a_line(1, "20"), a_line(2, "4", mode="ONLINE"))
    await post(district, first, own)
    merge_id = await merged(district)
    assert await hours(district, NEW) == "24.00"

    await post(district, an_outcome(district, NEW, revision=2, outcome_id=own.outcome_id))
    alone = await hours(district, NEW)
    again = (await moves(district, merge_id))[-1]
    await post(district, an_outcome(district, NEW, a_line(1, "30"), revision=3, outcome_id=own.outcome_id))

    assert (alone, [one["hours"] for one in again["entries"]]) == ("24.00", ["20.00", "4.00"])
    assert await hours(district, NEW) == "30.00"
    assert await holds(district) == []

    await undone(district, merge_id)

    assert (await hours(district, OLD), await hours(district, NEW)) == ("24.00", "30.00")
    await post(district, an_outcome(district, OLD, a_line(1, "8"), revision=2, outcome_id=first.outcome_id))
    assert (await hours(district, OLD), await hours(district, NEW)) == ("8.00", "30.00")
    assert await holds(district) == []


async def test_a_double_of_which_nothing_is_earned_any_more_is_given_back_by_nobody(district: World) -> None:
    first, own = an_outcome(district, OLD, a_line(1, "24")), an_outcome(district, NEW, a_line(1, "24"))
    await post(district, first, own)
    merge_id = await merged(district)

    await post(district, an_outcome(district, OLD, revision=2, outcome_id=first.outcome_id))
    await post(district, an_outcome(district, NEW, revision=2, outcome_id=own.outcome_id))
    together = await hours(district, NEW)
    await undone(district, merge_id)

    assert (together, await hours(district, OLD), await hours(district, NEW)) == ("0.00", "0.00", "0.00")
    assert await holds(district) == []


async def test_a_double_is_given_when_the_third_number_that_counted_for_it_is_a_person_of_its_own(
    district: World,
) -> None:
    await post(district, an_outcome(district, OLD, a_line(1, "24")), an_outcome(district, 2, a_line(1, "24")))
    third = await merged(district, old=2)
    merge_id = await merged(district)
    assert (await hours(district, NEW), len((await moves(district, merge_id))[0]["doubles"])) == ("24.00", 1)

    await undone(district, third)

    assert [await hours(district, one) for one in (OLD, NEW, 2)] == ["0.00", "24.00", "24.00"]
    assert await holds(district) == []
