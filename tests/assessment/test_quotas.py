"""Quotas: the best by score are proposed, ties are shown, nothing is decided."""

from decimal import Decimal
from itertools import permutations
from uuid import UUID

import pytest

from services.assessment.rules import Candidate, places_of, propose
from tests.assessment.course import opened
from tests.assessment.marking import item, mark
from tests.support import World


@pytest.mark.parametrize(
    ("share", "counted", "places"),
    [("15", 40, 6), ("15", 39, 5), ("15", 6, 0), ("15", 7, 1), ("12.5", 8, 1), ("100", 3, 3), ("33.3333", 3, 0)],
)
def test_a_share_never_gives_more_places_than_it_allows(share: str, counted: int, places: int) -> None:
    assert places_of(Decimal(share), counted) == places


@pytest.mark.parametrize(
    ("scores", "places", "within", "tied", "left"),
    [
        ("90 80 70", 1, "90", "", 0),
        ("90 80 80", 2, "90", "80 80", 1),
        ("80 80 80", 2, "", "80 80 80", 2),
        ("90 90 70", 2, "90 90", "", 0),
        ("90 80", 5, "90 80", "", 0),
        ("90 80", 0, "", "", 0),
        ("", 1, "", "", 0),
    ],
)
def test_ties_at_the_edge_are_shown_in_whatever_order_members_come(
    scores: str, places: int, within: str, tied: str, left: int
) -> None:
    candidates = [Candidate(UUID(int=number), Decimal(one), None) for number, one in enumerate(scores.split())]

    for order in permutations(candidates):
        found = propose(order, places=places, counted=len(candidates))

        assert " ".join(str(one.score) for one in found.within) == within
        assert (" ".join(str(one.score) for one in found.tied), found.left) == (tied, left)


async def test_the_best_of_who_passed_are_proposed_and_nothing_is_decided(district: World) -> None:
    best, second, third, failed, unmarked = district.teachers[:5]
    course = await opened(district, best, second, third, failed, unmarked, scheme="SCORED")
    for teacher, score in ((best, "95"), (second, "88"), (third, "88"), (failed, "30")):
        await mark(course, course.api("trainer"), item(teacher, score, "PROCESS"), item(teacher, score, "FINAL"))
    path, before = f"{course.path}/excellence-proposal", await course.result(best)

    of_passed = (await course.api("trainer").get(path, params={"share": "70"})).json()
    of_members = (await course.api().get(path, params={"share": "20", "of": "MEMBERS"})).json()

    assert (of_passed["counted"], of_passed["places"], of_passed["left"]) == (3, 2, 1)
    assert [one["teacher_id"] for one in of_passed["within"]] == [str(best.teacher_id)]
    assert {one["teacher_id"] for one in of_passed["tied"]} == {str(second.teacher_id), str(third.teacher_id)}
    assert (of_members["counted"], of_members["places"], of_members["tied"]) == (5, 1, [])
    assert await course.result(best) == before
    assert (await course.api().get(path)).json()["type"] == "urn:xuefen:problem:share-or-places"
    assert (await course.api().get(path, params={"share": "15", "places": 2})).status_code == 422
    assert (await course.api("teacher", teacher=best.teacher_id).get(path, params={"share": "15"})).status_code == 403
