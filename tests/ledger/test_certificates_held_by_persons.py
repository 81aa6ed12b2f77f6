"""The certificate of pre-service training becomes a fact of the person, and stops being one when it holds no longer."""

from datetime import date, datetime
from decimal import Decimal
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest

from services.contracts import (
    CertificatesIssued,
    CertificatesRevoked,
    ClassScheduled,
    IssuedCertificate,
    OutcomeState,
    RevokedCertificate,
)
from services.directory.rules.certificates import HeardOf, held
from services.platform import clock
from services.platform.ids import new_id
from tests.ledger.certifying import a_passed_class, a_result, issue
from tests.ledger.saying import a_line, post
from tests.support import World


async def held_by(world: World, teacher: int) -> list[tuple[str, str]]:
    answer = await world.api("directory").get(f"/teachers/{world.teachers[teacher].teacher_id}")
    assert answer.status_code == 200, answer.text
    return [(one["code"], one["valid_from"]) for one in answer.json()["facts"] if one["kind"] == "CERTIFICATE"]


async def rookies(world: World, *teachers: int) -> tuple[ClassScheduled, list[OutcomeState]]:
    return await a_passed_class(world, *teachers, program={"kind": "NEW_TEACHER"})


async def correct(world: World, course: ClassScheduled, result: OutcomeState) -> None:
    await post(world, a_result(world, course, 0, outcome_id=result.outcome_id, revision=2, lines=(a_line(1, "18"),)))


async def test_who_is_issued_it_holds_it_from_that_day(district: World) -> None:
    course, _ = await rookies(district, 0, 1)

    answer = await issue(district, course, "PRE_SERVICE")
    await issue(district, course, "COMPLETION")
    await district.drain()

    on = answer["items"][0]["certificate"]["issued_on"]
    assert [await held_by(district, teacher) for teacher in (0, 1, 2)] == [
        [("PRE_SERVICE", on)],
        [("PRE_SERVICE", on)],
        [],
    ]


async def test_who_loses_it_by_a_reversal_holds_it_no_longer_and_a_reissue_gives_back_the_first_day(
    district: World, travel: Any
) -> None:
    await travel(datetime(2026, 8, 30, 9, 0, tzinfo=clock.SHANGHAI))
    course, (result,) = await rookies(district, 0)
    first = (await issue(district, course, "PRE_SERVICE"))["items"][0]["certificate"]
    await district.drain()
    await correct(district, course, result)
    await district.drain()
    lost = await held_by(district, 0)
    await travel(datetime(2027, 3, 1, 9, 0, tzinfo=clock.SHANGHAI))

    again = await district.api("ledger").post(
        f"/certificates/{first['certificate_id']}/reissues", json={"reason": "学时更正"}
    )
    await district.drain()

    assert (again.status_code, again.json()["issued_on"]) == (201, "2027-03-01")
    assert lost == []
    assert await held_by(district, 0) == [("PRE_SERVICE", "2026-08-30")]


async def test_what_a_person_entered_stays_whatever_becomes_of_a_certificate(district: World) -> None:
    course, (result,) = await rookies(district, 0)
    teacher_id = district.teachers[0].teacher_id
    by_hand = {"kind": "CERTIFICATE", "code": "PRE_SERVICE", "valid_from": "2026-02-28", "ground": "岗前培训考核合格"}
    await district.api("directory").post(f"/teachers/{teacher_id}/facts", json=by_hand)
    await issue(district, course, "PRE_SERVICE")
    await district.drain()

    await correct(district, course, result)
    await district.drain()

    assert await held_by(district, 0) == [("PRE_SERVICE", "2026-02-28")]


def said(world: World, certificate_id: UUID, on: date, replaces: UUID | None = None) -> CertificatesIssued:
    one = IssuedCertificate(
        certificate_id=certificate_id, kind="PRE_SERVICE", number="1", code="x",
        teacher_id=world.teachers[0].teacher_id, school_id=world.teachers[0].school_id,
        class_id=new_id(), outcome_id=new_id(), revision=1, hours=Decimal(1), credits=Decimal(0),
        issued_on=on, replaces=replaces,
    )  # fmt: skip
    return CertificatesIssued(district_id=world.district_id, members=(one,))


def revoked(world: World, certificate_id: UUID, ground: str) -> CertificatesRevoked:
    one = RevokedCertificate(
        certificate_id=certificate_id, kind="PRE_SERVICE", number="1", teacher_id=world.teachers[0].teacher_id,
        ground=ground, revoked_at=clock.now(),
    )  # fmt: skip
    return CertificatesRevoked(district_id=world.district_id, members=(one,))


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_the_order_in_which_events_come_makes_no_difference(district: World, order: tuple[int, ...]) -> None:
    lost, found = new_id(), new_id()
    events = [
        said(district, lost, date(2026, 8, 30)),
        revoked(district, lost, "REISSUED"),
        said(district, found, date(2026, 10, 8), replaces=lost),
    ]

    for place in order:
        await district.publish(events[place], role="ledger")
        await district.drain()

    assert await held_by(district, 0) == [("PRE_SERVICE", "2026-08-30")]
    await district.publish(revoked(district, found, "DECIDED"), role="ledger")
    await district.publish(events[0], role="ledger")
    await district.drain()
    assert await held_by(district, 0) == []


def test_who_was_reissued_one_holds_on_until_the_other_is_heard_of() -> None:
    day = date(2026, 8, 30)

    assert held([HeardOf(new_id(), "K", day, None, "REISSUED")]) == {("K", day)}
    assert held([HeardOf(new_id(), "K", day, None, "DECIDED")]) == set()


def test_a_chain_that_names_itself_ends() -> None:
    one, two = new_id(), new_id()
    day = date(2026, 8, 30)

    assert held([HeardOf(one, "PRE_SERVICE", day, one, None)]) == set()
    assert held([HeardOf(one, "K", day, two, None), HeardOf(two, "K", None, None, "REISSUED")]) == {("K", day)}
