"""Notices: numbered without a gap, made from the plan, read by everybody, confirmed by schools."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from services.registration.rules.notices import _in_chinese
from tests.registration.planning import approved, carried_out, draft, item_body, opening, planner, published
from tests.registration.term import answered, created, refused
from tests.support import World


async def test_the_first_notice_publishes_an_approved_plan(district: World) -> None:
    author = planner(district)
    plan_id = await approved(district, author, item_body())

    notice = created(await author.post(f"/plans/{plan_id}/notices", json={}))

    assert notice["title"] == "关于实施《2026年教师培训计划》的通知"
    assert answered(await author.get(f"/plans/{plan_id}"))["status"] == "PUBLISHED"
    steps = answered(await author.get(f"/plans/{plan_id}/steps"))["items"]
    assert [step["action"] for step in steps] == ["SUBMIT", "APPROVE", "PUBLISH"]


async def test_what_is_not_approved_is_not_announced(district: World) -> None:
    author = planner(district)
    plan_id = await draft(author, item_body())

    refused(await author.post(f"/plans/{plan_id}/notices", json={}), 409, "plan-not-approved")


async def test_the_text_tells_time_place_person_and_content_and_what_is_open(district: World) -> None:
    author = planner(district)
    fixed = item_body(
        title="数学研修",
        starts_at="2026-03-05T00:30:00Z",
        ends_at="2026-03-05T03:30:00Z",
        audience={"stages": ["PRIMARY"], "subjects": ["数学"], "posts": [], "title_tiers": ["MIDDLE", "SENIOR"]},
        headcount=60,
        seats=60,
        hours="4",
    )
    loose = item_body(title="名师一对一", starts_at=None, ends_at=None, time_note="第二学期", place=None, hours="1.5")
    plan_id = await published(district, author, fixed, loose, ends_on="2026-12-31")
    await carried_out(author, plan_id, fixed["item_id"])
    opened = created(
        await author.post(
            f"/plan-items/{fixed['item_id']}/classes",
            json=opening(title="数学一班", at=datetime(2026, 2, 2, 0, 0, tzinfo=UTC)),
        )
    )
    asked = [str(district.schools[0].school_id)]

    notice = created(
        await author.post(
            f"/plans/{plan_id}/notices",
            json={
                "words": "请妥善安排教学。",
                "class_ids": [opened["class_id"]],
                "asked_school_ids": asked,
                "reply_by": "2026-02-20",
            },
        )
    )

    lines = notice["body"].split("\n")
    year = datetime.now(UTC).year
    assert lines[:3] == [
        f"教培通〔{year}〕2号",
        "第一小学：",
        "《2026年教师培训计划》（2026年1月1日至2026年12月31日）已经批准，现将有关培训事项通知如下。",
    ]
    assert lines[3:-2] == [
        "一、培训安排",
        "（一）数学研修",
        "时间：2026年3月5日（星期四）08:30—11:30",
        "地点：报告厅",
        "主讲：周文静",
        "内容：单元整体教学设计",
        "对象：小学，数学，中级职称、高级职称，60人",
        "学时：4学时，名额60人",
        "（二）名师一对一",
        "时间：待定（第二学期）",
        "地点：待定",
        "主讲：周文静",
        "内容：单元整体教学设计",
        "对象：全体教师",
        "学时：1.5学时，名额40人",
        "二、开班与报名",
        "“数学一班”：名额60人，报名时间2026年2月1日08:00至2026年2月7日08:00。",
        "三、确认回执",
        "请于2026年2月20日前在系统中确认收到本通知。",
        "四、其他事项",
        "请妥善安排教学。",
    ]
    assert lines[-2] == "试验区"
    assert notice["cited_as"] == lines[0]


async def test_notices_issued_at_once_get_every_number_once(district: World) -> None:
    author = planner(district)
    plan_id = await published(district, author, item_body())
    other_id = await approved(district, author, item_body())

    answers = await asyncio.gather(
        *(author.post(f"/plans/{one}/notices", json={}) for one in [plan_id, other_id] * 4),
        # Refused after it got a number: the number is not lost.
        author.post(f"/plans/{plan_id}/notices", json={"item_ids": [item_body()["item_id"]]}),
    )

    assert [answer.status_code for answer in answers] == [201] * 8 + [422]
    assert sorted(answer.json()["number"] for answer in answers[:8]) == list(range(2, 10))


async def test_numbers_begin_anew_with_the_year_of_the_district(district: World, travel: Any) -> None:
    author = planner(district)
    plan_id = await published(district, author, item_body())

    await travel(datetime(2027, 12, 31, 15, 59, tzinfo=UTC))
    last = created(await author.post(f"/plans/{plan_id}/notices", json={}))
    await travel(datetime(2027, 12, 31, 16, 1, tzinfo=UTC))
    first = created(await author.post(f"/plans/{plan_id}/notices", json={}))

    assert (last["year"], last["number"], first["year"], first["number"]) == (2027, 1, 2028, 1)


async def test_everybody_reads_notices_and_the_newest_come_first(district: World) -> None:
    author = planner(district)
    plan_id = await published(district, author, item_body())
    made = [created(await author.post(f"/plans/{plan_id}/notices", json={"title": f"第{n}次"})) for n in range(3)]
    teacher = district.api("registration", "teacher", teacher=district.teachers[5].teacher_id)

    first = answered(await teacher.get("/notices", params={"limit": 2}))
    rest = answered(await teacher.get("/notices", params={"limit": 2, "cursor": first["next_cursor"]}))
    one = answered(await teacher.get(f"/notices/{made[0]['notice_id']}"))

    assert [notice["title"] for notice in first["items"]] == ["第2次", "第1次"]
    assert rest["items"][0]["title"] == "第0次"
    assert one["body"] == made[0]["body"]


async def test_a_notice_keeps_its_words_when_the_plan_is_amended(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id = await published(district, author, item)
    (before,) = answered(await author.get("/notices"))["items"]

    changed = {"based_on": 1, "reason": "换地点", "items": [{**item, "place": "礼堂"}]}
    answered(await author.put(f"/plans/{plan_id}/content", json=changed))

    after = answered(await author.get(f"/notices/{before['notice_id']}"))
    assert (after["body"], after["plan_revision"]) == (before["body"], 1)


async def test_schools_confirm_once_and_the_district_sees_who_has_not(district: World) -> None:
    author = planner(district)
    plan_id = await published(district, author, item_body())
    (notice,) = answered(await author.get("/notices"))["items"]
    own, other = (school.school_id for school in district.schools)
    path = f"/notices/{notice['notice_id']}"

    first = answered(await planner(district, school=own).put(f"{path}/receipt"))
    again = answered(await planner(district, school=own).put(f"{path}/receipt"))
    receipts = answered(await author.get(f"{path}/receipts"))

    assert first == again
    assert [one["school_id"] for one in receipts["items"]] == [str(own)]
    assert receipts["missing_school_ids"] == [str(other)]
    assert plan_id == notice["plan_id"]
    refused(await planner(district, school=other).get(f"{path}/receipts"), 404, "not-found")


async def test_a_school_that_is_not_asked_confirms_nothing(district: World) -> None:
    author = planner(district)
    plan_id = await published(district, author, item_body())
    own, other = (school.school_id for school in district.schools)
    notice = created(await author.post(f"/plans/{plan_id}/notices", json={"asked_school_ids": [str(own)]}))

    answer = await planner(district, school=other).put(f"/notices/{notice['notice_id']}/receipt")

    refused(answer, 409, "not-asked")


async def test_a_school_announces_its_own_plan_to_itself_only(district: World) -> None:
    own, other = (school.school_id for school in district.schools)
    school = planner(district, school=own)
    plan_id = await approved(district, school, item_body(mode="SCHOOL_BASED"), school_id=own)

    stranger = await planner(district, school=other).post(f"/plans/{plan_id}/notices", json={})
    too_far = await school.post(f"/plans/{plan_id}/notices", json={"asked_school_ids": [str(other)]})
    notice = created(await school.post(f"/plans/{plan_id}/notices", json={}))

    refused(stranger, 404, "not-found")
    refused(too_far, 422, "unknown-school")
    assert notice["asked_school_ids"] == [str(own)]
    assert notice["body"].split("\n")[-2] == "第一小学"
    assert notice["body"].split("\n")[1] == "全体教师："


async def test_every_issuer_counts_its_own_notices(district: World) -> None:
    author = planner(district)
    of_district = await published(district, author, item_body())
    cited = []
    for one in district.schools:
        school = planner(district, school=one.school_id)
        plan_id = await published(district, school, item_body(mode="SCHOOL_BASED"), school_id=one.school_id)
        notice = created(await school.post(f"/plans/{plan_id}/notices", json={}))
        assert notice["body"].split("\n")[0] == notice["cited_as"]
        cited.append((notice["cited_as"], notice["number"]))
    last = created(await author.post(f"/plans/{of_district}/notices", json={}))

    year = last["year"]
    assert cited == [(f"第一小学培通〔{year}〕2号", 2), (f"第二小学培通〔{year}〕2号", 2)]
    assert (last["cited_as"], last["number"]) == (f"教培通〔{year}〕2号", 2)


async def test_a_withdrawn_notice_stays_readable_and_takes_no_receipts(district: World) -> None:
    author = planner(district)
    await published(district, author, item_body())
    (notice,) = answered(await author.get("/notices"))["items"]
    path = f"/notices/{notice['notice_id']}"

    answered(await author.put(f"{path}/withdrawal", json={"reason": "时间调整"}))
    again = answered(await author.put(f"{path}/withdrawal", json={"reason": "别的"}))

    assert (again["withdrawal_reason"], again["body"]) == ("时间调整", notice["body"])
    receipt = await planner(district, school=district.schools[0].school_id).put(f"{path}/receipt")
    refused(receipt, 409, "notice-withdrawn")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (200, "二百"),
    ],
)
def test_headings_count_in_chinese(number: int, words: str) -> None:
    assert _in_chinese(number) == words
