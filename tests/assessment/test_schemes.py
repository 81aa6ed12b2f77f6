"""Schemes over HTTP: published in versions, retired, chosen; what is used is never edited."""

import asyncio
from copy import deepcopy
from typing import Any

from tests.assessment.course import Course, opened, results
from tests.support import Api, World
from tests.walks.assessment_schemes import LESSON

TALK: dict[str, Any] = {
    "code": "TALK",
    "title": {"zh": "讲座考核", "en": "Talk"},
    "gates": [{"kind": "ATTENDANCE"}],
    "stages": [
        {
            "code": "DURING",
            "label": {"zh": "训中", "en": "During"},
            "assessors": ["ORGANISER"],
            "pass_score": "60",
            "components": [{"code": "TEST", "label": {"zh": "测验", "en": "Test"}, "weight": "100"}],
        }
    ],
    "reason": "讲座考核办法",
}


def with_line(line: str, **facts: Any) -> dict[str, Any]:
    body = deepcopy(TALK)
    body["stages"][0]["pass_score"] = line
    return {**body, **facts}


async def publish(api: Api, body: dict[str, Any]) -> dict[str, Any]:
    answer = await api.post("/schemes", json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def choose(course: Course, code: str, version: int) -> tuple[int, str]:
    answer = await course.api().put(f"{course.path}/scheme", json={"scheme": code, "version": version})
    return answer.status_code, answer.json().get("type", "").rpartition(":")[2]


async def retire(world: World, code: str, version: int, reason: str = "已停用") -> dict[str, Any]:
    path = f"/schemes/{code}/versions/{version}/retirement"
    answer = await world.api("assessment").put(path, json={"reason": reason})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def listed(world: World, code: str | None = None, role: str = "trainer") -> list[tuple[str, int, bool]]:
    answer = await world.api("assessment", role).get("/schemes", params={"code": code} if code else None)
    assert answer.status_code == 200, answer.text
    return [(item["code"], item["version"], item["retired_at"] is None) for item in answer.json()["items"]]


async def test_new_content_is_a_new_version_and_the_same_is_the_same(district: World) -> None:
    api = district.api("assessment")

    first = await publish(api, TALK)
    again = await publish(api, with_line("60.00", reason="再次提交"))
    second = await publish(api, with_line("70", pass_score="65.5"))

    assert [one["scheme"]["version"] for one in (first, again, second)] == [1, 1, 2]
    assert (again["reason"], again["published_by"]) == ("讲座考核办法", str(district.admin_id))
    assert await listed(district, "TALK") == [("TALK", 2, True), ("TALK", 1, True)]
    kept = (await api.get("/schemes/TALK/versions/1")).json()
    assert kept["scheme"]["stages"][0]["pass_score"] == "60.00"
    assert (kept["scheme"]["pass_score"], second["scheme"]["pass_score"]) == (None, "65.50")


async def test_a_districts_version_of_a_shipped_scheme_comes_after_it(district: World) -> None:
    published = await publish(district.api("assessment"), with_line("70", code="SCORED"))

    assert published["scheme"]["version"] == 2
    assert await listed(district, "SCORED") == [("SCORED", 2, True), ("SCORED", 1, True)]
    assert {code for code, _, _ in await listed(district)} == {"ATTENDANCE", "LY", "P240", "SCORED", "THREE_STAGE"}


async def test_everything_of_a_scheme_comes_back(district: World) -> None:
    published = await publish(district.api("assessment"), LESSON)

    scheme = published["scheme"]
    (component,) = scheme["stages"][0]["components"]
    assert [gate["kind"] for gate in scheme["gates"]] == ["ATTENDANCE", "FEEDBACK"]
    assert component["shares"] == [
        {"assessor": "EXPERT", "weight": "60.00"},
        {"assessor": "PEER", "weight": "20.00"},
        {"assessor": "SELF", "weight": "20.00"},
    ]
    assert (component["maximum"], component["aggregator"]["kind"]) == ("100.00", "MEAN")


async def test_an_unsound_scheme_is_refused_with_everything_that_is_wrong(district: World) -> None:
    body = with_line("101", pass_score="0")
    body["stages"][0]["components"][0]["weight"] = "99"

    answer = await district.api("assessment").post("/schemes", json=body)

    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (422, "urn:xuefen:problem:scheme-unsound")
    assert {error["detail_en"] for error in problem["errors"]} == {
        "the weights of DURING do not sum to 100",
        "the pass score of DURING is not within 0 to 100",
        "the overall pass score is not within 0 to 100",
    }
    assert all(error["detail_zh"] for error in problem["errors"])
    assert await listed(district, "TALK") == []


async def test_only_the_district_publishes_and_retires(district: World) -> None:
    await publish(district.api("assessment"), TALK)

    for role in ("teacher", "trainer", "auditor"):
        api = district.api("assessment", role)
        assert (await api.post("/schemes", json=with_line("70"))).status_code == 403, role
        refused = await api.put("/schemes/TALK/versions/1/retirement", json={"reason": "停用"})
        assert refused.status_code == 403, role
    assert await listed(district, "TALK", role="auditor") == [("TALK", 1, True)]


async def test_a_version_in_use_is_kept_whatever_is_published_after(district: World) -> None:
    teacher = district.teachers[0]
    await publish(district.api("assessment"), TALK)
    course = await opened(district, teacher, scheme="TALK")
    assert await course.score(course.api("trainer"), (teacher, "TEST", "65")) == ["RECORDED"]

    await publish(district.api("assessment"), with_line("70"))

    assert (await course.result(teacher))["status"] == "PASSED"
    assert await choose(course, "TALK", 2) == (409, "scheme-in-use")
    assert await choose(course, "TALK", 1) == (200, "")


async def test_what_nobody_has_used_yet_is_assessed_by_the_newest_version_in_force(district: World) -> None:
    api = district.api("assessment")
    await publish(api, TALK)
    course = await opened(district, district.teachers[0], scheme="TALK")
    await publish(api, with_line("70"))

    async def version() -> int:
        return int((await course.api().get(f"{course.path}/scheme")).json()["version"])

    assert await version() == 2
    await retire(district, "TALK", 2)
    assert await version() == 1


async def test_a_retired_version_is_chosen_by_nobody_and_kept_by_who_has_it(district: World) -> None:
    one, other = district.teachers[:2]
    await publish(district.api("assessment"), TALK)
    having = await opened(district, one, scheme="ATTENDANCE")
    coming = await opened(district, other, scheme="ATTENDANCE")
    assert await choose(having, "TALK", 1) == (200, "")

    retired = await retire(district, "TALK", 1, reason="由新办法代替")
    again = await retire(district, "TALK", 1, reason="别的原因")

    assert await choose(coming, "TALK", 1) == (409, "scheme-retired")
    assert await choose(having, "TALK", 1) == (200, "")
    assert (retired["retirement_reason"], retired["retired_by"]) == ("由新办法代替", str(district.admin_id))
    assert again == retired
    assert retired["classes"] == 1


async def test_what_was_retired_comes_back_as_a_new_version(district: World) -> None:
    await publish(district.api("assessment"), TALK)
    await retire(district, "TALK", 1)

    assert (await publish(district.api("assessment"), TALK))["scheme"]["version"] == 2


async def test_a_shipped_scheme_can_be_retired_in_a_district(district: World) -> None:
    course = await opened(district, district.teachers[0], scheme="SCORED")
    await retire(district, "SCORED", 1)

    assert await listed(district, "SCORED") == [("SCORED", 1, False)]
    assert await choose(course, "SCORED", 1) == (409, "scheme-retired")
    answer = await course.api().get(f"{course.path}/scheme")
    assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (409, "scheme-not-chosen")


async def test_unknown_versions_are_told_apart_from_known_ones(district: World) -> None:
    api = district.api("assessment")
    course = await opened(district, district.teachers[0])

    assert (await api.get("/schemes/TALK/versions/1")).status_code == 404
    assert (await api.put("/schemes/TALK/versions/1/retirement", json={"reason": "停用"})).status_code == 404
    assert await choose(course, "TALK", 1) == (422, "unknown-scheme")


async def test_two_who_publish_at_once_never_share_a_version(district: World) -> None:
    api = district.api("assessment")

    answers = await asyncio.gather(*(api.post("/schemes", json=with_line(line)) for line in ("61", "62", "63", "64")))

    published = [answer.json()["scheme"]["version"] for answer in answers if answer.status_code == 201]
    refused = [answer.json()["type"].rpartition(":")[2] for answer in answers if answer.status_code != 201]
    assert sorted(published) == list(range(1, len(published) + 1))
    assert set(refused) <= {"scheme-published-meanwhile"}
    assert len(await listed(district, "TALK")) == len(published) >= 1


async def test_a_stage_of_experts_is_marked_by_nobody_by_office(district: World) -> None:
    teacher = district.teachers[0]
    await publish(district.api("assessment"), LESSON)
    course = await opened(district, teacher, scheme="DEMO_LESSON")

    for api in (course.api(), course.api("trainer")):
        answer = await api.put(
            f"{course.path}/scores",
            json={"items": [{"teacher_id": str(teacher.teacher_id), "component": "LESSON", "score": "90"}]},
        )
        assert results(answer) == ["not-named"]
    waits = [text["zh"] for text in (await course.result(teacher))["explanation"]]
    assert "训中考核待登记:公开课(待专家评分)、公开课(待同班学员评分)、公开课(待本人评分)" in waits


async def test_a_scheme_by_which_nobody_can_fail_is_not_published(district: World) -> None:
    stage = {**LESSON["stages"][0], "pass_score": None}  # type: ignore[index]  # a body of the walk
    loose = {**LESSON, "code": "LOOSE", "stages": [stage], "bands": [], "gates": [{"kind": "ATTENDANCE"}]}
    component = stage["components"][0]["code"]

    refused = await district.api("assessment").post("/schemes", json=loose)

    assert (refused.status_code, refused.json()["type"]) == (422, "urn:xuefen:problem:scheme-unsound")
    for line in (
        {"certifier": "COUNTY_CENTRE"},
        {"bands": "PACK"},
        {"gates": [{"kind": "MUST_PASS", "component": component, "from_score": "60"}]},
    ):
        published = await district.api("assessment").post("/schemes", json={**loose, **line})
        assert published.status_code == 201, (line, published.text)
