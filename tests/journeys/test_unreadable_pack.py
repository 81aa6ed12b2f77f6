"""A pack that a former release accepted and this one cannot read: told by every service, put right by a command."""

from typing import Any

import httpx
from sqlalchemy import pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from services.platform.settings import with_driver
from tests.attendance.scenes import MORNING, open_class, rows_of, settle
from tests.registration.term import enrol, make_class, teacher_api
from tests.support import Api, World
from tests.test_cli import xuefen_in_this_process

FORMER = '{"format": 0, "id": "XC", "clauses": []}'
HASH = "f" * 64


async def as_owner(admin_url: str, *statements: str, **values: Any) -> None:
    """What was in the tables before an upgrade, which no login role of this release would write."""
    engine = create_async_engine(with_driver(admin_url), poolclass=pool.NullPool)
    async with engine.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement), values)
    await engine.dispose()


async def make_unreadable(admin_url: str, world: World, *, pack_id: str = "XC", content: str = FORMER) -> str:
    """Let the district's assignment stand on a text of a former format; return its id."""
    assigned = (await world.api("directory").get("/pack-assignments")).json()["items"][0]
    await as_owner(
        admin_url,
        "INSERT INTO directory.pack_version"
        " (district_id, content_hash, pack_id, version, content, source, published_at)"
        " VALUES (:district_id, :hash, :pack_id, '2019.1', :content, '', now())",
        "INSERT INTO directory.pack_revision"
        " (district_id, assignment_id, revision, kind, valid_to, content_hash, parameters, switches, reason,"
        " decided_at)"
        " SELECT district_id, assignment_id, 2, 'CORRECTED', valid_to, :hash, parameters || '{\"gone\": \"1\"}',"
        " switches, 'test', now()"
        " FROM directory.pack_revision WHERE district_id = :district_id",
        district_id=world.district_id,
        hash=HASH,
        pack_id=pack_id,
        content=content,
    )
    return str(assigned["assignment_id"])


def told(answer: httpx.Response) -> None:
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:xuefen:problem:pack-unusable"), answer.text
    assert answer.json()["facts"] == {"pack_id": "XC", "version": "2019.1", "content_hash": HASH}
    assert "XC (2019.1)" in answer.json()["detail"]


async def test_the_directory_says_which_pack_cannot_be_read(district: World, admin_url: str) -> None:
    assignment_id = await make_unreadable(admin_url, district)
    api = district.api("directory")

    told(await api.get(f"/packs/{HASH}"))
    told(await api.get(f"/packs/{HASH}/diff", params={"against": "XC"}))
    told(await api.post("/packs", json={"content": "format: 1", "builds_on": HASH}))
    told(
        await api.post(
            "/pack-assignments", json={"content_hash": HASH, "valid_from": "2031-09-01", "valid_to": "2032-08-31"}
        )
    )
    told(
        await api.post(
            f"/pack-assignments/{assignment_id}/corrections", json={"content_hash": HASH, "reason": "试一试"}
        )
    )
    listed = await api.get("/pack-assignments")
    assert [one["version"] for one in listed.json()["items"]] == ["2019.1"]


async def test_the_ledger_says_it(district: World, admin_url: str) -> None:
    await make_unreadable(admin_url, district)
    api: Api = district.api("ledger")
    tried = {"content": "format: 1", "builds_on": HASH}

    told(await api.get(f"/teachers/{district.teachers[0].teacher_id}/standing", params={"as_of": "2026-09-01"}))
    told(await api.get("/summary", params={"as_of": "2026-09-01"}))
    told(await api.get("/standings", params={"as_of": "2026-09-01"}))
    told(await api.get("/rates", params={"as_of": "2026-09-01"}))
    told(await api.get(f"/schools/{district.schools[0].school_id}/standing", params={"as_of": "2026-09-01"}))
    told(await api.post("/what-ifs", json={"as_of": "2026-09-01", "pack": tried}))
    told(await api.post("/what-ifs", json={"as_of": "2026-09-01", "pack": {"content_hash": HASH}}))


async def test_registration_says_it(district: World, admin_url: str) -> None:
    class_id = (await make_class(district))["class_id"]
    await make_unreadable(admin_url, district)
    teacher_id = district.teachers[0].teacher_id

    told(await enrol(district, class_id, teacher_id))
    told(
        await teacher_api(district, teacher_id).get(
            f"/classes/{class_id}/eligibility", params={"teacher_id": str(teacher_id)}
        )
    )
    told(
        await district.api("registration").post(
            f"/classes/{class_id}/nominations", json={"teacher_ids": [str(teacher_id)]}
        )
    )


async def test_attendance_says_it_and_still_hears_of_classes(district: World, admin_url: str, travel: Any) -> None:
    await make_unreadable(admin_url, district)

    opened = await open_class(district, district.teachers[0])

    (row,) = await rows_of(district, "meeting")
    assert row["in_closes_at"] == opened.first.ends_at
    await travel(MORNING)
    told(await district.api("attendance").get(f"/meetings/{opened.first.meeting_id}/codes", params={"phase": "IN"}))
    await travel(MORNING.replace(day=11))
    told(await settle(district, opened.class_id))


async def test_assessment_says_it(district: World, admin_url: str) -> None:
    await make_unreadable(admin_url, district)
    record = {"kind": "READING_NOTE", "on": "2026-09-20", "teacher_id": str(district.teachers[0].teacher_id)}

    answer = await district.api("assessment").post("/records", json={"records": [{**record, "title": "读书笔记"}]})

    told(answer)


async def test_one_command_publishes_the_shipped_pack_and_corrects_the_assignment(
    district: World, admin_url: str
) -> None:
    assignment_id = await make_unreadable(admin_url, district)

    done = await xuefen_in_this_process("district", "refresh-packs", str(district.district_id))

    assert done.exit_code == 0, done.output
    assert "corrected: XC 2019.1" in done.output
    assert "no longer known: gone" in done.output
    history = (await district.api("directory").get(f"/pack-assignments/{assignment_id}")).json()
    assert (history["revision"], history["revisions"][1]["content_hash"]) == (3, HASH)
    assert "无法读取原版本" in history["reason"]
    assert "gone" not in history["parameters"]
    standing = await district.api("ledger").get(
        f"/teachers/{district.teachers[0].teacher_id}/standing", params={"as_of": "2026-09-01"}
    )
    assert standing.status_code == 200, standing.text
    again = await xuefen_in_this_process("district", "refresh-packs", str(district.district_id))
    assert (again.exit_code, "every assigned pack can be read" in again.output) == (0, True)


async def test_a_pack_of_the_districts_own_is_left_to_people_and_named(district: World, admin_url: str) -> None:
    assignment_id = await make_unreadable(admin_url, district, pack_id="OWN")

    done = await xuefen_in_this_process("district", "refresh-packs", str(district.district_id))

    assert done.exit_code == 1, done.output
    assert f"left: OWN 2019.1 since 2025-09-01 ({assignment_id})" in done.output


async def test_a_text_under_a_hash_that_is_not_its_own_serves_nobody(district: World, admin_url: str) -> None:
    """Another district's readable pack under this hash would be found by everybody in the process."""
    async with district.session("directory") as session:
        content = await session.scalar(text("SELECT content FROM directory.pack_version LIMIT 1"))
    await make_unreadable(admin_url, district, content=content)

    told(await district.api("directory").get(f"/packs/{HASH}"))
