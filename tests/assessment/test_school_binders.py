"""Evidence binders of schools and their teams: papers that count in the book, custody from hand to hand."""

from datetime import timedelta
from typing import Any

import pytest

from services.platform import clock
from services.platform.ids import new_id
from tests.assessment.binding import created, given_to, problem, states
from tests.directory.packs import HEAD, publish
from tests.support import Apps, TeacherOf, World, make_world
from tests.walks.assessment import PDF
from tests.walks.assessment_binders import of_school, paper

ASKING = (
    HEAD.format(pack_id="SX", base="XC", version="1")
    + """\
  - id: SX-01
    kind: evidence
    scope: program
    title: {zh: 活动材料, en: papers of an activity}
    quotes: ['每次活动材料齐全']
    formal: Of every activity the papers are kept.
    every: activity
    items:
      - {code: DOCUMENTS, label: {zh: 活动材料, en: papers}}
"""
)


@pytest.fixture
async def signing(apps: Apps) -> World:
    """A district of pack SB6, which asks papers of classes, schools and teams."""
    return await make_world(apps, pack="SB6", parameters={"cycle_start": "2025-09-01", "cycle_end": "2030-08-31"})


async def test_a_file_of_another_school_cannot_be_put_into_a_binder(district: World) -> None:
    first, second = (district.api("assessment", "school_admin", school=school.school_id) for school in district.schools)
    stored = created(await second.post("/files", params={"name": "a.pdf"}, content=PDF))
    binder = created(await first.post("/binders", json=of_school(district, 0)))

    stolen = await first.post(
        f"/binders/{binder['binder_id']}/papers", json=paper("DOCUMENTS", file_id=stored["file_id"])
    )

    assert problem(stolen) == (404, "not-found")


async def test_a_paper_of_a_school_counts_in_the_packs_clauses_and_no_more_once_taken_out(signing: World) -> None:
    admin = signing.api("assessment", "school_admin", school=signing.schools[0].school_id)
    binder = created(await admin.post("/binders", json=of_school(signing, 0, every="year")))
    binder = created(
        await admin.post(f"/binders/{binder['binder_id']}/papers", json=paper("YEARLY_STATISTICS", clause="SB6-05"))
    )
    (record,) = (await admin.get("/records")).json()["items"]
    withdrawal = f"/binders/{binder['binder_id']}/papers/{binder['papers'][0]['paper_id']}/withdrawal"

    await admin.put(withdrawal, json={"reason": "统计有误"})

    assert (binder["first_day"], binder["last_day"]) == ("2025-09-01", "2026-08-31")
    assert states(binder) == {"YEARLY_STATISTICS": "HELD", "EVALUATION_ARCHIVED": "MISSING"}
    assert (record["kind"], record["school_id"]) == ("YEARLY_STATISTICS", str(signing.schools[0].school_id))
    (retracted,) = (await admin.get("/records")).json()["items"]
    assert retracted["retraction_reason"] == "统计有误"


async def test_a_record_entered_elsewhere_is_in_the_binder_of_its_period_only(signing: World) -> None:
    admin = signing.api("assessment", "school_admin", school=signing.schools[0].school_id)
    kept = await admin.post(
        "/records",
        json={
            "records": [
                {
                    "kind": "YEARLY_STATISTICS",
                    "on": "2025-11-01",
                    "school_id": str(signing.schools[0].school_id),
                    "title": "年度统计",
                }
            ]
        },
    )
    assert kept.status_code == 201, kept.text

    this_year = created(await admin.post("/binders", json=of_school(signing, 0, every="year")))
    next_year = created(await admin.post("/binders", json=of_school(signing, 0, every="year") | {"on": "2026-10-16"}))

    assert states(this_year)["YEARLY_STATISTICS"] == "HELD"
    assert states(next_year)["YEARLY_STATISTICS"] == "MISSING"


async def test_a_teams_papers_go_from_its_head_to_the_teaching_office_at_the_end(signing: World) -> None:
    """SB6-02: kept by the head of the team during the semester, handed over to the office at its end; both sign."""
    head, school = signing.teachers[0], signing.schools[0]
    unit = await signing.api("directory").post(
        f"/schools/{school.school_id}/units", json={"kind": "TEAM", "name": "数学教研组"}
    )
    assert unit.status_code == 201, unit.text
    office_id = await signing.account("school_admin", school=school.school_id)
    await signing.account("teacher", account_id=head.teacher_id, teacher=head.teacher_id)
    office = signing.api("assessment", "school_admin", school=school.school_id, account_id=office_id)
    binder = created(await office.post("/binders", json=of_school(signing, 0, every="semester", unit="数学教研组")))
    path = f"/binders/{binder['binder_id']}"
    team_head = signing.api("assessment", "teacher", teacher=head.teacher_id)

    unseen = await team_head.get(path)
    given = await given_to(office, path, head.teacher_id, "教研组长")
    accepted = created(await team_head.put(f"{given}/acceptance"))
    by_head = created(await team_head.post(f"{path}/papers", json=paper("MINUTES", clause="SB6-02")))
    not_mine = await office.post(
        f"{path}/hand-overs", json={"to_account_id": str(signing.trainer_id), "to_name": "别人", "note": "移交"}
    )
    back = await given_to(team_head, path, office_id, "教导处")
    pending = await team_head.post(
        f"{path}/hand-overs", json={"to_account_id": str(signing.trainer_id), "to_name": "别人", "note": "移交"}
    )
    stranger = await team_head.put(f"{back}/acceptance")
    at_end = created(await office.put(f"{back}/acceptance"))

    assert states(binder).keys() == {"DISCUSSION_DRAFT", "PREP_RECORD", "MINUTES", "ARCHIVE_HANDOVER"}
    assert unseen.status_code == 404
    assert (accepted["custodian_id"], accepted["custodian_name"]) == (str(head.teacher_id), "教研组长")
    assert states(by_head)["MINUTES"] == "HELD"
    assert problem(not_mine) == (409, "not-the-custodian")
    assert problem(pending) == (409, "hand-over-pending")
    assert stranger.status_code == 404
    assert at_end["custodian_id"] == str(office_id)
    assert [(one["from_name"], one["to_name"], one["state"]) for one in at_end["hand_overs"]] == [
        ("教导处 王主任", "教研组长", "ACCEPTED"),
        ("教研组长", "教导处", "ACCEPTED"),
    ]
    assert (await team_head.get(path)).status_code == 404


async def test_for_a_custodian_who_has_left_the_district_hands_over_and_an_offer_can_be_taken_back(
    signing: World,
) -> None:
    left, stays = new_id(), await signing.account("school_admin")
    leaver, successor = (
        signing.api("assessment", "school_admin", school=signing.schools[0].school_id, account_id=account)
        for account in (left, stays)
    )
    binder = created(await leaver.post("/binders", json=of_school(signing, 0, every="year")))
    path, district = f"/binders/{binder['binder_id']}", signing.api("assessment")

    offer = await given_to(district, path, signing.trainer_id, "错填的人")
    by_successor = await successor.put(f"{offer}/taking-back", json={"reason": "填错"})
    back = created(await district.put(f"{offer}/taking-back", json={"reason": "填错"}))
    again = await district.put(f"{offer}/taking-back", json={"reason": "填错"})
    to_oneself = await district.post(
        f"{path}/hand-overs", json={"to_account_id": str(left), "to_name": "自己", "note": "移交"}
    )
    second = await given_to(district, path, stays, "新教导主任")
    accepted = created(await successor.put(f"{second}/acceptance"))
    settled = await district.put(f"{second}/taking-back", json={"reason": "反悔"})

    assert problem(by_successor) == (409, "not-the-custodian")
    assert (back["custodian_id"], again.status_code) == (str(left), 200)
    assert problem(to_oneself) == (422, "hand-over-to-self")
    assert (accepted["custodian_id"], accepted["custodian_name"]) == (str(stays), "新教导主任")
    assert [(one["state"], one["given_by"]) for one in accepted["hand_overs"]] == [
        ("TAKEN_BACK", str(signing.admin_id)),
        ("ACCEPTED", str(signing.admin_id)),
    ]
    assert problem(settled) == (409, "hand-over-settled")


async def test_a_paper_is_not_dated_after_today(signing: World) -> None:
    district = signing.api("assessment")
    binder = created(await district.post("/binders", json=of_school(signing, 0, every="year")))
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()

    ahead = paper("YEARLY_STATISTICS", clause="SB6-05", on=tomorrow)

    assert problem(await district.post(f"/binders/{binder['binder_id']}/papers", json=ahead)) == (
        422,
        "paper-dated-ahead",
    )


async def test_an_activity_has_a_binder_where_the_pack_asks_papers_of_activities(district: World) -> None:
    school = district.schools[0]
    admin = district.api("assessment", "school_admin", school=school.school_id)
    published = await publish(district.api("directory"), ASKING)
    assigned = await district.api("directory").post(
        "/pack-assignments",
        json={
            "content_hash": published["content_hash"],
            "valid_from": "2020-09-01",
            "valid_to": "2025-08-31",
            "school_id": str(school.school_id),
            "parameters": {"cycle_start": "2020-09-01", "cycle_end": "2025-08-31"},
        },
    )
    assert assigned.status_code == 201, assigned.text
    before, since = [
        {"custodian_name": "教研组长", "activity_id": kept["activity_id"]}
        for day in ("2024-10-16", "2025-10-16")
        for kept in (created(await admin.post("/activities", json=_study(district.teachers[0], on=day))),)
    ]

    unasked = await admin.post("/binders", json=since)
    binder = created(await admin.post("/binders", json=before))
    other = district.api("assessment", "school_admin", school=district.schools[1].school_id)
    path = f"/binders/{binder['binder_id']}"
    early = await admin.post(f"{path}/closing")
    created(await admin.post(f"{path}/papers", json=paper("DOCUMENTS", clause="SX-01")))
    closed = created(await admin.post(f"{path}/closing"))

    assert problem(unasked) == (409, "nothing-asked")
    assert (binder["subject"], binder["title"], binder["first_day"]) == ("ACTIVITY", "课例研修", "2024-10-16")
    assert states(binder) == {"DOCUMENTS": "MISSING"}
    assert problem(early) == (409, "binder-incomplete")
    assert closed["state"] == "CLOSED"
    assert (await other.post("/binders", json=before)).status_code == 404
    assert (await other.get(path)).status_code == 404


def _study(teacher: TeacherOf, *, on: str) -> dict[str, Any]:
    return {
        "kind": "LESSON_STUDY",
        "title": "课例研修",
        "starts_at": f"{on}T13:30:00+08:00",
        "ends_at": f"{on}T15:00:00+08:00",
        "hours": "2",
        "place": "录播教室",
        "content": "磨课、观课、议课",
        "category": "PRACTICE",
        "level": "SCHOOL",
        "mode": "SCHOOL_BASED",
        "nature": "COMPULSORY",
        "participants": [{"teacher_id": str(teacher.teacher_id), "role": "PARTICIPANT"}],
    }
