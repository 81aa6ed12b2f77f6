"""Recognition forms: filled by the teacher or the school, valued at any time, handed in in monthly batches."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.platform.clock import SHANGHAI
from tests.assessment.forms import LESSON, MENTORING, NOVEMBER, Desk, open_desk
from tests.support import Apps

Travel = Callable[[datetime], Awaitable[None]]


@pytest.fixture
async def desk(apps: Apps, travel: Travel) -> Desk:
    await travel(NOVEMBER)
    return await open_desk(apps)


async def test_a_draft_tells_what_it_is_worth_and_what_the_tariff_still_asks_for(desk: Desk) -> None:
    claim = await desk.draft({**LESSON, "characters": None, "papers": [{"code": "VIEWS", "note": "观点"}]})
    unknown = await desk.preview(claim)
    body = {**LESSON, "papers": [{"code": "VIEWS", "note": "观点"}]}
    await desk.teacher().put(f"/claims/{claim['claim_id']}/form", json=body)
    lacking = await desk.preview(claim)
    await desk.teacher().put(f"/claims/{claim['claim_id']}/form", json=LESSON)
    complete = await desk.preview(claim)

    assert (claim["state"], claim["lies_with"], claim["batches"]) == ("DRAFT", "TEACHER", [])
    assert [(one["clause_id"], one["missing"]) for one in unknown["refusals"]] == [("XH-T01", ["characters"])]
    assert [(one["code"], one["is_there"]) for one in unknown["checklist"]] == [
        ("OBSERVATION_RECORD", False),
        ("VIEWS", True),
    ]
    assert [one["documents"] for one in lacking["refusals"]] == [["OBSERVATION_RECORD"]]
    assert (lacking["is_clean"], complete["is_clean"], complete["refusals"]) == (False, True, [])
    assert (complete["credits"], complete["hours"], complete["clause_id"]) == ("0.50", "0.00", "XH-T01")
    assert (complete["recogniser"], complete["levels"]) == ("SCHOOL_RECOGNISER", ["SCHOOL"])


async def test_a_refusal_is_told_in_the_words_of_the_pack(desk: Desk) -> None:
    claim = await desk.draft({**LESSON, "characters": 499})

    preview = await desk.preview(claim)

    assert [(one["clause_id"], one["reason"]["zh"]) for one in preview["refusals"]] == [("XH-T01", "听课观点不足500字")]
    assert (preview["credits"], preview["lines"]) == ("0.00", [])


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"kind": "NO_SUCH_KIND"}, "unknown-place"),
        ({"tags": ["NO_SUCH_TAG"]}, "unknown-place"),
        ({"held_from": "2026-11-13"}, "span-turned"),
        ({"held_from": "2020-11-13"}, "span-turned"),
        ({"author_order": 0}, "unprocessable"),
        ({"author_order": 3, "authors": 2}, "unprocessable"),
        ({"months": 2}, "unprocessable"),
        ({"source": "EXTERNAL_HOURS", "issued_by": "省教育学院"}, "statement-missing"),
        ({"source": "CONTEST_AWARD", "issued_by": "市教研室"}, "statement-missing"),
        ({"held_from": "2024-11-12", "held_to": "2024-11-12"}, "pack-not-assigned"),
        ({"papers": [{"code": "VIEWS", "file_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b77"}]}, "not-found"),
    ],
)
async def test_a_form_that_cannot_stand_is_refused(desk: Desk, changes: dict[str, Any], problem: str) -> None:
    body = {**LESSON, "teacher_id": str(desk.world.teachers[0].teacher_id), **changes}

    answer = await desk.teacher().post("/claims/drafts", json=body)

    assert answer.json()["type"] == f"urn:xuefen:problem:{problem}", answer.text


async def test_forms_are_made_and_seen_within_reach(desk: Desk) -> None:
    by_school = await desk.draft(LESSON, 0, api=desk.school())
    body = {**LESSON, "teacher_id": str(desk.world.teachers[0].teacher_id)}
    path = f"/claims/{by_school['claim_id']}"

    assert (await desk.teacher(1).post("/claims/drafts", json=body)).status_code == 404
    assert (await desk.school(1).post("/claims/drafts", json=body)).status_code == 404
    for api, status in ((desk.teacher(), 200), (desk.school(), 200), (desk.teacher(1), 404), (desk.school(1), 404)):
        for read in (path, f"{path}/preview", f"{path}/steps"):
            assert (await api.get(read)).status_code == status, read
    assert (await desk.teacher(1).put(f"{path}/form", json=LESSON)).status_code == 404
    assert (await desk.school(1).put(f"{path}/submission")).status_code == 404
    assert (await desk.teacher(1).put(f"{path}/withdrawal", json={"reason": "误报"})).status_code == 404


async def test_papers_name_files_of_the_teacher_or_the_school_and_of_nobody_else(desk: Desk) -> None:
    own, colleague = await desk.file(desk.teacher()), await desk.file(desk.teacher(1))
    of_school, elsewhere = await desk.file(desk.school()), await desk.file(desk.school(1))
    claim = await desk.draft(LESSON)

    def with_file(file_id: str) -> dict[str, Any]:
        return {**LESSON, "papers": [{"code": "VIEWS", "file_id": file_id}]}

    statuses = [
        (await desk.teacher().put(f"/claims/{claim['claim_id']}/form", json=with_file(file))).status_code
        for file in (own, of_school, colleague, elsewhere)
    ]

    assert statuses == [200, 200, 404, 404]
    assert [paper["file_id"] for paper in (await desk.see(claim))["papers"]] == [of_school]


async def test_what_is_handed_in_goes_to_the_school_and_stays_as_it_was_in_the_steps(desk: Desk) -> None:
    claim = await desk.submitted(LESSON)

    again = await desk.teacher().put(f"/claims/{claim['claim_id']}/submission")
    changed = await desk.teacher().put(f"/claims/{claim['claim_id']}/form", json=LESSON)
    steps = (await desk.teacher().get(f"/claims/{claim['claim_id']}/steps")).json()["items"]

    assert (claim["state"], claim["lies_with"]) == ("SCHOOL_REVIEW", "SCHOOL")
    assert datetime.fromisoformat(claim["due_at"]) - datetime.fromisoformat(claim["submitted_at"]) == timedelta(days=10)
    assert (again.json()["state"], changed.json()["type"]) == ("SCHOOL_REVIEW", "urn:xuefen:problem:claim-elsewhere")
    assert [(step["act"], step["state"]) for step in steps] == [("DRAFTED", "DRAFT"), ("SUBMITTED", "SCHOOL_REVIEW")]
    assert (steps[1]["content"]["characters"], len(steps[1]["content"]["papers"])) == (620, 2)
    assert steps[1]["done_by"] == str(desk.world.teachers[0].teacher_id)


async def test_a_form_about_what_is_not_over_is_not_handed_in(desk: Desk) -> None:
    claim = await desk.draft({**LESSON, "held_to": "2026-11-16"})

    answer = await desk.teacher().put(f"/claims/{claim['claim_id']}/submission")

    assert answer.json()["type"] == "urn:xuefen:problem:claim-not-over"


@pytest.mark.parametrize(
    ("moment", "state", "school_due", "district_due", "days_left"),
    [
        (datetime(2026, 11, 15, 12, tzinfo=SHANGHAI), "ACCEPTED", "2026-12-05", "2026-12-10", 21),
        (datetime(2026, 12, 5, 23, 55, tzinfo=SHANGHAI), "ACCEPTED", "2026-12-05", "2026-12-10", 1),
        (datetime(2026, 12, 6, tzinfo=SHANGHAI), "NEXT_BATCH", "2027-01-05", "2027-01-10", 31),
    ],
)
async def test_a_claim_of_the_6th_rolls_over_to_the_next_batch_and_nothing_is_lost(
    desk: Desk, travel: Travel, moment: datetime, state: str, school_due: str, district_due: str, days_left: int
) -> None:
    claim = await desk.draft(LESSON)
    await travel(moment)
    shown = await desk.preview(claim)

    answer = (await desk.teacher().put(f"/claims/{claim['claim_id']}/submission")).json()

    assert [batch["due"] for batch in shown["batches"]] == [school_due, district_due]
    school, district = answer["batches"]
    assert (school["level"], school["clause_id"], school["state"]) == ("SCHOOL", "XH-02", state)
    assert (school["due"], school["days_left"]) == (school_due, days_left)
    assert (district["level"], district["clause_id"], district["due"]) == ("DISTRICT", "XH-01", district_due)
    listed = await desk.school().get("/claims", params={"batch": school_due})
    assert [item["claim_id"] for item in listed.json()["items"]] == [claim["claim_id"]]


async def test_a_withdrawn_form_is_over_and_its_certificate_may_be_claimed_anew(desk: Desk) -> None:
    award = {**MENTORING, "source": "CONTEST_AWARD", "certificate_no": "2026-001", "issued_by": "市教研室"}
    claim = await desk.submitted(award)
    body = {**award, "teacher_id": str(desk.world.teachers[0].teacher_id)}
    twice = await desk.teacher().post("/claims/drafts", json=body)

    path = f"/claims/{claim['claim_id']}"
    gone = await desk.teacher().put(f"{path}/withdrawal", json={"reason": "填错"})
    again = await desk.teacher().put(f"{path}/withdrawal", json={"reason": "填错"})
    anew = await desk.draft(award)

    assert (twice.json()["type"], twice.json()["facts"]) == (
        "urn:xuefen:problem:claim-exists",
        {"claim_id": claim["claim_id"]},
    )
    assert (gone.json()["state"], again.json()["state"], gone.json()["lies_with"]) == ("WITHDRAWN", "WITHDRAWN", None)
    assert anew["claim_id"] != claim["claim_id"]
    assert (await desk.teacher().put(f"{path}/submission")).json()["type"] == "urn:xuefen:problem:claim-elsewhere"
    assert (await desk.acts(claim)).count("WITHDRAWN") == 1


async def test_lists_and_counts_tell_what_lies_where(desk: Desk, travel: Travel) -> None:
    first, second = await desk.submitted(LESSON), await desk.submitted(MENTORING, 1)
    await desk.draft({**LESSON, "title": "另一节课"}, 2)
    await desk.submitted(LESSON, 4)
    await travel(NOVEMBER + timedelta(days=11))

    school = desk.school()
    counts = (await school.get("/claim-counts")).json()

    async def ids(**params: str) -> list[str]:
        answer = await school.get("/claims", params=params)
        return [item["claim_id"] for item in answer.json()["items"]]

    assert counts["by_state"] == {"DRAFT": 1, "SCHOOL_REVIEW": 2}
    assert (counts["overdue"], counts["flagged"]) == (2, 0)
    assert counts["by_batch"] == [{"due": "2026-12-05", "claims": 2}]
    assert await ids(state="SCHOOL_REVIEW") == await ids(overdue="true") == [first["claim_id"], second["claim_id"]]
    assert await ids(kind="MENTORING") == [second["claim_id"]]
    assert await ids(flagged="true") == []
    assert len(await ids(flagged="false")) == 3
    assert (await desk.teacher(3).get("/claim-counts")).json()["by_state"] == {}
    assert sum((await desk.district.get("/claim-counts")).json()["by_state"].values()) == 4
