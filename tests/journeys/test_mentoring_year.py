"""A school's semester over HTTP: a pair from its naming to two claims, and a training that asks for a relay talk."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import httpx

from services.platform.ids import new_id
from tests.assessment.activities import make_xh, school_of, teacher_of
from tests.assessment.mentoring import PLACE, both_ways, done, evaluation, naming
from tests.support import Apps, make_world
from tests.walks.assessment import enrolled, scheduled, settled

MONDAY, LAST = date(2025, 9, 1), date(2025, 11, 2)
WEEK_SIX = datetime(2025, 10, 8, 2, tzinfo=UTC)
END_OF_WEEK_SIX = datetime(2025, 10, 12, 2, tzinfo=UTC)
AT_THE_END = datetime(2025, 11, 3, 2, tzinfo=UTC)
IN_OCTOBER = datetime(2025, 10, 15, 2, tzinfo=UTC)
TRAINED = date(2025, 10, 11)


def good(answer: httpx.Response) -> dict[str, Any]:
    assert answer.is_success, answer.text
    return dict(answer.json())


def of_week(items: list[dict[str, Any]], first: str) -> Counter[str]:
    return Counter(one["state"] for one in items if one["clause_id"] == "XH-08" and one["first"] == first)


async def test_a_semester_of_a_pair_from_its_agreement_to_both_claims(
    apps: Apps, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    await travel(WEEK_SIX)
    world = await make_xh(apps)
    school, mentor, mentee = school_of(world), teacher_of(world, 0), teacher_of(world, 1)
    body = naming(world, starts_on=MONDAY.isoformat(), ends_on=LAST.isoformat())
    path = f"/pairs/{good(await school.post('/pairs', json=body))['pair_id']}"
    papers = [done("MENTOR_AGREEMENT", MONDAY), done("MENTOR_PLAN", MONDAY)]
    good(await mentor.post(f"{path}/entries", json={"entries": papers}))
    # Week three fell out, and nobody can make up for it.
    for week in (1, 2, 4, 5):
        good(await mentee.post(f"{path}/entries", json={"entries": both_ways(week, since=MONDAY)}))
    await world.drain()
    shortfalls = f"/schools/{world.schools[0].school_id}/shortfalls"
    query = {"since": "2025-09-01", "until": "2025-11-02"}

    lacking = good(await school.get(shortfalls, params=query))["items"]
    assert of_week(lacking, "2025-09-15") == {"MISSED": 2}
    assert of_week(lacking, "2025-10-06") == {"OPEN": 2}
    assert {one["make_up_until"] for one in lacking if one["first"] == "2025-10-06"} == {"2025-10-12"}

    # The sixth week is made up for on its last day.
    await travel(END_OF_WEEK_SIX)
    good(await mentor.post(f"{path}/entries", json={"entries": both_ways(6, since=MONDAY)}))
    assert of_week(good(await school.get(shortfalls, params=query))["items"], "2025-10-06") == {}

    await travel(AT_THE_END)
    rest = [entry for week in (7, 8, 9) for entry in both_ways(week, since=MONDAY)]
    talks = [done("DISCUSSION", date(2025, month, 20)) for month in (9, 10)]
    articles = [done("ARTICLE", date(2025, 10, 21), "MENTEE"), done("ARTICLE", date(2025, 10, 22), "MENTOR")]
    good(await mentee.post(f"{path}/entries", json={"entries": [*rest, *talks, *articles]}))
    evaluated = good(await school.put(f"{path}/evaluation", json=evaluation(place=PLACE, propose_award=True)))
    (act,) = [one for one in evaluated["acts"] if one["act"] == "EVALUATED"]
    assert act["content"]["missed"] == ["XH-08 MENTOR_HEARS 2025-09-15", "XH-08 MENTEE_HEARS 2025-09-15"]

    # Both hand in the form that filled itself, and the school passes them on.
    for own in (mentor, mentee):
        (claim,) = good(await own.get("/claims"))["items"]
        handed_in = good(await own.put(f"/claims/{claim['claim_id']}/submission"))
        assert handed_in["state"] in {"SUBMITTED", "SCHOOL_REVIEW"}
    assert good(await school.get("/claim-flags"))["items"] == []
    good(await school.put(f"{path}/award", json={"reason": "经校务会评定"}))
    await world.drain()
    # The school's standing says the same: one of nine weeks lacks, each way.
    ledger = world.api("ledger", "school_admin", school=world.schools[0].school_id)
    standing = good(await ledger.get(f"/schools/{world.schools[0].school_id}/standing"))
    (lessons,) = [one for one in standing["clauses"] if one["clause_id"] == "XH-08" and one["result"] == "NOT_MET"]
    assert [(one["required"], one["counted"]) for one in lessons["quantities"]] == [("9.00", "8.00")] * 2


async def test_training_outside_asks_for_a_relay_talk_that_an_activity_fulfils(
    apps: Apps, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    await travel(IN_OCTOBER)
    cycle = {"cycle_start": "2025-09-01", "cycle_end": "2028-08-31"}
    world = await make_world(apps, pack="SB6", parameters=cycle)
    teacher, training = world.teachers[0], new_id()
    await world.publish(scheduled(world, training, category="GENERAL", kind="OTHER_TRAINING", days=[TRAINED]))
    await world.publish(enrolled(world, training, teacher))
    await world.publish(settled(world, training, teacher, hours=[(TRAINED, "6")]), role="attendance")
    await world.drain()
    finalised = await world.api("assessment").post(f"/classes/{training}/finalisation")
    assert finalised.status_code == 201, finalised.text
    await world.drain()

    (duty,) = good(await teacher_of(world, 0).get("/duties"))["items"]
    assert (duty["clause_id"], duty["state"], duty["due_on"]) == ("SB6-08", "OPEN", "2026-01-20")
    wall = f"/teachers/{teacher.teacher_id}/shortfalls"
    assert "RELAY_TALK" in {one["code"] for one in good(await teacher_of(world, 0).get(wall))["items"]}

    activity = {
        "kind": "RELAY_TALK",
        "title": "周前会议:县级集中培训传达",
        "starts_at": "2025-10-14T15:30:00+08:00",
        "ends_at": "2025-10-14T16:10:00+08:00",
        "category": "GENERAL",
        "level": "SCHOOL",
        "mode": "SCHOOL_BASED",
        "nature": "COMPULSORY",
        "participants": [{"teacher_id": str(teacher.teacher_id), "role": "PRESENTER"}],
    }
    good(await school_of(world).post("/activities", json=activity))
    await world.drain()

    (duty,) = good(await school_of(world).get("/duties"))["items"]
    assert (duty["state"], Decimal(duty["counted"]), len(duty["record_ids"])) == ("FULFILLED", Decimal(1), 1)
    ledger = world.api("ledger", "teacher", teacher=teacher.teacher_id)
    standing = good(await ledger.get(f"/teachers/{teacher.teacher_id}/standing"))
    (judged,) = [one for one in standing["clauses"] if one["clause_id"] == "SB6-08" and one["result"] == "MET"]
    assert judged["period"] == "2025-2026-1"
