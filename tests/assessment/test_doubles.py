"""No double counting over HTTP: refused pointing at the first, or flagged for a person who clears or confirms it."""

import asyncio
from datetime import date
from typing import Any

import httpx
import pytest

from services.platform.ids import new_id
from tests.assessment.activities import DAY, lesson, logged, make_xh, part, problem, school_of, teacher_of
from tests.support import Api, Apps, World
from tests.walks.assessment import PDF, enrolled, scheduled, settled


@pytest.fixture
async def xh(apps: Apps) -> World:
    return await make_xh(apps)


def form(world: World, number: int = 0, **facts: Any) -> dict[str, Any]:
    """A lecture of an hour, given to the school."""
    return {
        "teacher_id": str(world.teachers[number].teacher_id),
        "kind": "LECTURE_GIVEN",
        "title": "单元整体教学设计讲座",
        "held_from": DAY,
        "held_to": DAY,
        "category": "PRACTICAL",
        "level": "SCHOOL",
        "mode": "SCHOOL_BASED",
        "nature": "SUBJECT_COMPULSORY",
        "role": "SPEAKER",
        "minutes": 60,
        **facts,
    }


async def drafted(world: World, number: int = 0, **facts: Any) -> str:
    answer = await teacher_of(world, number).post("/claims/drafts", json=form(world, number, **facts))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["claim_id"])


async def submit(world: World, claim_id: str, number: int = 0) -> httpx.Response:
    return await teacher_of(world, number).put(f"/claims/{claim_id}/submission")


async def submitted(world: World, number: int = 0, **facts: Any) -> str:
    claim_id = await drafted(world, number, **facts)
    answer = await submit(world, claim_id, number)
    assert answer.status_code == 200, answer.text
    return claim_id


async def paper(world: World, number: int, content: bytes = PDF) -> dict[str, str]:
    stored = await teacher_of(world, number).post("/files", params={"name": "讲稿.pdf"}, content=content)
    assert stored.status_code == 201, stored.text
    return {"code": "SCRIPT", "file_id": stored.json()["file_id"]}


async def flags(api: Api, **params: str) -> list[dict[str, Any]]:
    answer = await api.get("/claim-flags", params=params)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_one_event_under_two_kinds_is_refused_pointing_at_the_first(xh: World) -> None:
    first = await submitted(xh)
    second = await drafted(xh, kind="TOPIC_STUDY", title="“单元整体教学设计” 讲座")

    refused = await submit(xh, second)

    assert problem(refused) == (409, "event-filed-before")
    assert (refused.json()["facts"]["claim_id"], refused.json()["facts"]["clause_id"]) == (first, "XH-04")
    assert "lecture given" in refused.json()["detail"]
    assert (await submit(xh, first)).status_code == 200


async def test_one_lecture_by_two_speakers_is_flagged_unless_they_were_logged_together(xh: World) -> None:
    first = await submitted(xh)
    second = await submitted(xh, 1)

    (flag,) = await flags(school_of(xh))

    assert (flag["code"], flag["claim_id"], flag["first_claim_id"]) == ("EVENT_OF_ANOTHER", second, first)
    speakers = [part(xh, number, "SPEAKER", kind="LECTURE_GIVEN") for number in (2, 3)]
    activity = await logged(xh, *speakers, route="COURSE_INTEGRATION", level="SCHOOL")
    for one in activity["participants"]:
        number = 2 if one["teacher_id"] == str(xh.teachers[2].teacher_id) else 3
        assert (await submit(xh, one["claim_id"], number)).status_code == 200
    assert len(await flags(school_of(xh))) == 1


async def test_what_was_withdrawn_stands_in_nobodys_way(xh: World) -> None:
    first = await submitted(xh, papers=[await paper(xh, 0)])
    withdrawn = await teacher_of(xh, 0).put(f"/claims/{first}/withdrawal", json={"reason": "填错类型"})
    assert withdrawn.status_code == 200, withdrawn.text

    await submitted(xh, kind="TOPIC_STUDY", papers=[await paper(xh, 0)])

    assert problem(await submit(xh, await drafted(xh))) == (409, "event-filed-before")


async def test_ones_own_file_for_two_events_is_refused(xh: World) -> None:
    first = await submitted(xh, papers=[await paper(xh, 0)])
    second = await drafted(
        xh, title="另一讲座", held_from="2025-10-20", held_to="2025-10-20", papers=[await paper(xh, 0)]
    )

    refused = await submit(xh, second)

    assert (problem(refused), refused.json()["facts"]) == ((409, "file-used-before"), {"claim_id": first})
    other = [await paper(xh, 0, PDF + b"\n%2")]
    changed = await teacher_of(xh, 0).put(
        f"/claims/{second}/form",
        json={
            key: value
            for key, value in form(
                xh, title="另一讲座", held_from="2025-10-20", held_to="2025-10-20", papers=other
            ).items()
            if key != "teacher_id"
        },
    )
    assert changed.status_code == 200, changed.text
    assert (await submit(xh, second)).status_code == 200


async def test_the_same_file_for_two_claims_at_once_stands_for_one(xh: World) -> None:
    days = [f"2025-10-{day:02}" for day in range(20, 26)]
    papers = [await paper(xh, 0)]
    drafts = [await drafted(xh, title=f"讲座{day}", held_from=day, held_to=day, papers=papers) for day in days]

    answers = await asyncio.gather(*(submit(xh, claim_id) for claim_id in drafts))

    assert sorted(answer.status_code for answer in answers) == [200, *[409] * 5]


async def test_somebody_elses_file_is_flagged_and_a_person_clears_it_once(xh: World) -> None:
    first = await submitted(xh, 0, papers=[await paper(xh, 0)])
    second = await submitted(xh, 1, title="另一讲座", papers=[await paper(xh, 1)])

    (flag,) = await flags(school_of(xh))

    assert (flag["code"], flag["claim_id"], flag["first_claim_id"], flag["state"]) == (
        "FILE_OF_ANOTHER",
        second,
        first,
        "OPEN",
    )
    path = f"/claim-flags/{flag['flag_id']}/decision"
    wanted = {"state": "CLEARED", "reason": "两人合讲,讲稿共用"}
    assert (await teacher_of(xh, 1).put(path, json=wanted)).status_code == 403
    own = xh.api("assessment", "school_admin", school=xh.schools[0].school_id, teacher=xh.teachers[1].teacher_id)
    assert problem(await own.put(path, json=wanted)) == (409, "own-assessment")
    assert (await school_of(xh, 1).put(path, json=wanted)).status_code == 404
    cleared, again = [await school_of(xh).put(path, json=wanted) for _ in range(2)]
    assert (cleared.status_code, cleared.json()["reason"]) == (200, "两人合讲,讲稿共用")
    assert again.json() == cleared.json()
    other = await school_of(xh).put(path, json={"state": "CONFIRMED", "reason": "抄袭"})
    assert (problem(other), other.json()["facts"]) == ((409, "flag-settled"), {"state": "CLEARED"})
    assert await flags(school_of(xh), state="OPEN") == []


async def test_a_claim_with_a_flag_that_is_not_cleared_is_not_clean(xh: World) -> None:
    await submitted(xh, 0, papers=[await paper(xh, 0)])
    second = await submitted(xh, 1, title="另一讲座", papers=[await paper(xh, 1)])

    async def open_flags() -> int:
        return int((await school_of(xh).get(f"/claims/{second}")).json()["open_flags"])

    assert await open_flags() == 1
    (flag,) = await flags(school_of(xh))
    path = f"/claim-flags/{flag['flag_id']}/decision"
    confirmed = await school_of(xh).put(path, json={"state": "CONFIRMED", "reason": "同一份讲稿"})
    assert confirmed.status_code == 200, confirmed.text
    assert await open_flags() == 1


async def test_flags_are_seen_with_their_claims(xh: World) -> None:
    await submitted(xh, 0, papers=[await paper(xh, 0)])
    second = await submitted(xh, 1, title="另一讲座", papers=[await paper(xh, 1)])

    assert len(await flags(teacher_of(xh, 1))) == 1
    assert len(await flags(xh.api("assessment", "auditor"), claim_id=second)) == 1
    assert await flags(teacher_of(xh, 0)) == []
    assert await flags(school_of(xh, 1)) == []


async def test_participants_of_one_activity_share_its_papers(xh: World) -> None:
    stored = await school_of(xh).post("/files", params={"name": "听课记录.pdf"}, content=PDF)
    papers = [{"code": "OBSERVATION_RECORD", "file_id": stored.json()["file_id"]}]
    listeners = [part(xh, number, "LISTENER", characters=600) for number in (1, 2)]
    activity = await logged(xh, *listeners, papers=papers)

    for number, one in zip((1, 2), sorted(activity["participants"], key=lambda one: one["claim_id"]), strict=True):
        assert one["teacher_id"] == str(xh.teachers[number].teacher_id)
        assert (await submit(xh, one["claim_id"], number)).status_code == 200

    assert await flags(school_of(xh)) == []


async def test_two_activities_at_one_time_are_flagged_with_the_first(xh: World) -> None:
    first = await logged(xh, part(xh, 1, "LISTENER"))
    overlapping: dict[str, Any] = {
        "title": "八年级语文展示课",
        "starts_at": f"{DAY}T14:00:00+08:00",
        "ends_at": f"{DAY}T14:45:00+08:00",
    }
    second = await logged(xh, part(xh, 1, "LISTENER"), **overlapping)
    next_one: dict[str, Any] = {
        "title": "英语展示课",
        "starts_at": f"{DAY}T14:45:00+08:00",
        "ends_at": f"{DAY}T15:30:00+08:00",
    }
    third = await logged(xh, part(xh, 1, "LISTENER"), **next_one)

    for activity in (second, third):
        assert (await submit(xh, activity["participants"][0]["claim_id"], 1)).status_code == 200

    (flag,) = await flags(school_of(xh))
    assert (flag["code"], flag["claim_id"]) == ("TIME_OVERLAP", second["participants"][0]["claim_id"])
    assert flag["first_event_id"] == first["activity_id"]
    assert first["title"] in flag["zh"]


async def test_an_activity_on_a_full_day_of_a_class_is_flagged_with_the_class(xh: World) -> None:
    day, class_id = date.fromisoformat(DAY), new_id()
    await xh.publish(scheduled(xh, class_id, kind="OTHER_STUDY", category="PRACTICAL", days=(day,)))
    await xh.publish(enrolled(xh, class_id, xh.teachers[1]))
    await xh.publish(settled(xh, class_id, xh.teachers[1], hours=((day, "6"),)), role="attendance")
    await xh.drain()
    activity = await logged(xh, part(xh, 1, "LISTENER"), part(xh, 2, "LISTENER"))

    for one in activity["participants"]:
        number = 1 if one["teacher_id"] == str(xh.teachers[1].teacher_id) else 2
        assert (await submit(xh, one["claim_id"], number)).status_code == 200

    (flag,) = await flags(school_of(xh))
    assert (flag["code"], flag["teacher_id"]) == ("SAME_DAY_AS_CLASS", str(xh.teachers[1].teacher_id))
    assert flag["first_event_id"] == str(class_id)


async def test_a_degree_of_the_days_of_a_training_is_flagged(xh: World) -> None:
    hours: dict[str, Any] = {
        "kind": "OTHER_STUDY",
        "source": "EXTERNAL_HOURS",
        "hours": "40",
        "issued_by": "区教育学院",
    }
    first = await submitted(xh, title="暑期研修班", held_from="2026-07-01", held_to="2026-07-10", **hours)
    degree = {
        "teacher_id": str(xh.teachers[0].teacher_id),
        "kind": "DEGREE",
        "degree_level": "MASTER",
        "certificate_no": "102691202607000001",
        # Of the same month, a day after the training ended.
        "awarded_on": "2026-07-11",
        "evidence": "毕业证书原件",
    }

    answer = await teacher_of(xh, 0).post("/claims", json=degree)

    assert answer.status_code == 201, answer.text
    (flag,) = await flags(school_of(xh))
    assert (flag["code"], flag["claim_id"], flag["first_claim_id"]) == (
        "DEGREE_AND_TRAINING",
        answer.json()["claim_id"],
        first,
    )


async def test_a_form_of_an_activity_that_lacks_what_is_to_be_fixed_is_flagged(xh: World) -> None:
    activity = await logged(xh, part(xh, 1, "LISTENER"), post=None)

    assert (await submit(xh, activity["participants"][0]["claim_id"], 1)).status_code == 200

    (flag,) = await flags(school_of(xh))
    assert (flag["code"], flag["first_event_id"]) == ("NOT_FIXED", activity["activity_id"])
    assert "XH-13" in flag["en"]


async def test_what_was_handed_in_before_a_correction_goes_to_a_person_each_time(xh: World) -> None:
    activity = await logged(xh, part(xh, 1, "LISTENER"), part(xh, 2, "LISTENER"))
    claim_id = next(
        one["claim_id"] for one in activity["participants"] if one["teacher_id"] == str(xh.teachers[1].teacher_id)
    )
    assert (await submit(xh, claim_id, 1)).status_code == 200
    path = f"/activities/{activity['activity_id']}"

    async def correct(revision: int, **facts: Any) -> None:
        body = {**lesson(xh, part(xh, 2, "LISTENER"), **facts), "revision": revision, "reason": "该教师未到场"}
        answer = await school_of(xh).put(path, json=body)
        assert answer.status_code == 200, answer.text

    await correct(1)
    (flag,) = await flags(school_of(xh), claim_id=claim_id)
    assert (flag["code"], flag["first_event_id"]) == ("ACTIVITY_CORRECTED", activity["activity_id"])
    assert (await school_of(xh).get(f"/claims/{claim_id}")).json()["state"] == "SCHOOL_REVIEW"
    await correct(2, title="更名")

    # Who was removed before is not touched by a later correction; a withdrawal of the activity is one more.
    assert len(await flags(school_of(xh), claim_id=claim_id)) == 1
