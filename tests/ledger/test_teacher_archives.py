"""A teacher's own archive: what is in it proves itself, who took it out stays on record, and it is let go of."""

import csv
import io
import json
import zipfile
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from services.contracts import TeacherArchiveFellDue
from services.ledger import operations
from services.ledger.operations.archives import making
from services.platform import clock
from services.platform.files import FileGone, FileStore, keep_file
from services.platform.ids import new_id
from services.platform.settings import load_settings
from services.platform.signing import from_base64url
from tests.ledger.adjusting import a_given_line, decided, proposed
from tests.ledger.bringing import HEADER, bring, row
from tests.ledger.bringing import csv as csv_file
from tests.ledger.saying import a_line, an_outcome, book_keys, feed, post
from tests.support import Api, World

Travel = Callable[[datetime], Awaitable[None]]


def path_of(world: World, number: int = 0) -> str:
    return f"/teachers/{world.teachers[number].teacher_id}/archives"


def as_teacher(world: World, number: int = 0) -> Api:
    return world.api("ledger", "teacher", teacher=world.teachers[number].teacher_id)


async def asked(world: World, api: Api, **said: Any) -> dict[str, Any]:
    answer = await api.post(path_of(world), json=said)
    assert answer.status_code == 202, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def fetched(world: World, api: Api, archive_id: str) -> dict[str, bytes]:
    return await fetched_from(api, f"{path_of(world)}/{archive_id}/file")


async def fetched_from(api: Api, path: str) -> dict[str, bytes]:
    """What is in the file under a path."""
    answer = await api.get(path)
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


async def with_everything(world: World) -> None:
    """An entry of each kind: of a result, of a file, by hand, and one taken back; and a file handed in."""
    await post(world, an_outcome(world, 0, a_line(1, "24")))
    brought = await bring(
        world,
        csv_file([*row(), "结业证书2024-0031号", "原件"], header=[*HEADER, "依据", "证据等级"]),
        file_name="旧学时.csv",
    )
    assert brought["applied"]
    by_mistake = await bring(world, csv_file(row(名称="=HYPERLINK(1)", 开始日期="2024-05-01", 结束日期="2024-05-01")))
    undo = await world.api("ledger").post(
        f"/history-imports/{by_mistake['import_id']}/undo", json={"reason": "名册有误"}
    )
    assert undo.status_code == 201
    one = await proposed(world, 0, lines=[a_given_line("6")])
    assert (await decided(world, one["adjustment_id"])).status_code == 201
    async with world.session("ledger") as session:
        await keep_file(
            session,
            FileStore.open(load_settings().file_store),
            district_id=world.district_id,
            service="assessment",
            name="教案.pdf",
            content=b"%PDF-1.7 lesson",
            person_id=world.teachers[0].teacher_id,
            school_id=None,
            account_id=new_id(),
            at=clock.now(),
        )


async def test_an_archive_holds_everything_and_proves_itself_offline(district: World) -> None:
    await with_everything(district)
    own = as_teacher(district)
    begun = await asked(district, own)
    waiting = (await own.get(f"{path_of(district)}/{begun['archive_id']}")).json()

    await district.drain()

    told = (await own.get(f"{path_of(district)}/{begun['archive_id']}")).json()
    files = await fetched(district, own, begun["archive_id"])
    assert (waiting["state"], told["state"], told["known_at_seq"]) == ("WAITING", "READY", 5)
    assert set(files) == {
        "statement.pdf",
        "statement.json",
        "evidence.json",
        "evidence.csv",
        "README.txt",
        "manifest.json",
    }
    stated, faults = operations.verify_statement(files["statement.json"], keys=book_keys())
    assert faults == []
    assert stated is not None
    assert (stated.entries, str(stated.hours), stated.name) == ((1, 2, 3, 4, 5), "60.0000", "教师1")
    assert files["statement.pdf"].startswith(b"%PDF-1.7")
    manifest = json.loads(files["manifest.json"])
    listed = json.loads(manifest["canonical"])
    assert listed["files"] == {
        name: sha256(content).hexdigest() for name, content in files.items() if name != "manifest.json"
    }
    assert book_keys().holds(
        key_id=listed["key_id"],
        content=manifest["canonical"].encode(),
        signature=from_base64url(manifest["signature"]),
    )
    assert (listed["purpose"], listed["asked_by"]) == (None, begun["asked_by"])


async def test_the_index_says_of_every_entry_where_it_comes_from(district: World) -> None:
    await with_everything(district)
    own = as_teacher(district)
    begun = await asked(district, own)
    await district.drain()

    files = await fetched(district, own, begun["archive_id"])

    index = json.loads(files["evidence.json"])
    result, old, mistaken, undone, by_hand = index["entries"]
    assert [one["seq"] for one in index["entries"]] == [1, 2, 3, 4, 5]
    assert [one["hash"] for one in index["entries"]] == [one["hash"] for one in await feed(district)]
    assert (result["outcome"]["revision"], result["outcome"]["class_id"]) == (1, str(district.admin_id))
    assert len(result["outcome"]["content_hash"]) == 64
    assert (old["file"]["file_name"], old["file"]["row"]) == ("旧学时.csv", 2)
    assert (old["file"]["document"], old["file"]["evidence"]) == ("结业证书2024-0031号", "ORIGINAL")
    assert (mistaken["file"]["evidence"], undone["undo"]["reason"]) == ("DECLARED", "名册有误")
    assert undone["reverses"] == mistaken["entry_id"]
    (proof,) = by_hand["adjustment"]["files"]
    assert (by_hand["adjustment"]["reason"], proof["name"], len(proof["sha256"])) == ("原件已核验", "证书.pdf", 64)
    assert [(one["name"], one["sha256"]) for one in index["files"]] == [
        ("教案.pdf", sha256(b"%PDF-1.7 lesson").hexdigest())
    ]
    header, *lines = csv.reader(io.StringIO(files["evidence.csv"].decode("utf-8-sig")))
    assert len(header) == len(lines[0]) == 15
    assert [line[0] for line in lines] == ["1", "2", "3", "4", "5"]
    assert (lines[2][1], lines[3][4]) == ("'=HYPERLINK(1)", "-30.0000")


async def test_each_entry_says_where_it_comes_from_to_whoever_may_see_its_teacher(district: World) -> None:
    await with_everything(district)
    _, old, *_ = await feed(district)
    path = f"/entries/{old['entry_id']}/provenance"

    own = await as_teacher(district).get(path)
    school = await district.api("ledger", "school_admin", school=district.schools[0].school_id).get(path)
    others = [
        await as_teacher(district, 1).get(path),
        await district.api("ledger", "school_admin", school=district.schools[1].school_id).get(path),
        await district.api("ledger").get(f"/entries/{district.admin_id}/provenance"),
    ]

    assert (own.status_code, own.json()["file"]["document"]) == (200, "结业证书2024-0031号")
    assert school.json() == own.json()
    assert {answer.status_code for answer in others} == {404}


async def test_whoever_takes_out_anothers_archive_says_what_for_and_the_teacher_can_look_it_up(
    district: World,
) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    officer, second = new_id(), new_id()
    api = district.api("ledger", account_id=officer)

    silent = await api.post(path_of(district), json={})
    begun = await asked(district, api, purpose="职称评审材料")
    await district.drain()
    await fetched(district, api, begun["archive_id"])
    await fetched(district, as_teacher(district), begun["archive_id"])
    foreign = await district.api("ledger", account_id=second).get(f"{path_of(district)}/{begun['archive_id']}/file")

    assert (silent.status_code, silent.json()["type"]) == (422, "urn:xuefen:problem:purpose-needed")
    assert foreign.status_code == 404
    (shown,) = (await as_teacher(district).get(path_of(district))).json()["items"]
    assert (shown["purpose"], shown["asked_by"], shown["taken"]) == ("职称评审材料", str(officer), 2)


async def test_archives_are_out_of_reach_of_other_teachers_and_schools(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    begun = await asked(district, as_teacher(district))
    await district.drain()
    elsewhere = district.api("ledger", "school_admin", school=district.schools[1].school_id)

    for api in (as_teacher(district, 1), elsewhere):
        for path in (path_of(district), f"{path_of(district)}/{begun['archive_id']}"):
            assert (await api.get(path)).status_code == 404
        assert (await api.get(f"{path_of(district)}/{begun['archive_id']}/file")).status_code == 404
        assert (await api.post(path_of(district), json={"purpose": "想看看"})).status_code == 404
    another = f"{path_of(district, 1)}/{begun['archive_id']}"
    assert (await district.api("ledger").get(another)).status_code == 404


async def test_before_the_first_entry_there_is_no_archive_and_before_it_is_made_no_file(district: World) -> None:
    own = as_teacher(district)
    empty = await own.post(path_of(district), json={})
    await post(district, an_outcome(district, 1, a_line(1, "24")))
    begun = await asked(district, own)

    early = await own.get(f"{path_of(district)}/{begun['archive_id']}/file")
    await district.drain()

    files = await fetched(district, own, begun["archive_id"])
    assert (empty.status_code, empty.json()["type"]) == (409, "urn:xuefen:problem:not-yet-signed")
    assert (early.status_code, early.json()["type"]) == (409, "urn:xuefen:problem:archive-not-ready")
    stated, faults = operations.verify_statement(files["statement.json"], keys=book_keys())
    assert (faults, stated is not None and stated.entries) == ([], ())


async def test_an_archive_is_let_go_of_after_a_week_and_stays_on_record(district: World, travel: Travel) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    own = as_teacher(district)
    begun = await asked(district, own)
    await district.drain()
    content = (await own.get(f"{path_of(district)}/{begun['archive_id']}/file")).content
    store = FileStore.open(load_settings().file_store)
    name = f"archive-{begun['archive_id']}.zip"
    assert await store.get_passing(district.district_id, name) == content

    await travel(clock.now() + timedelta(days=7, minutes=1))
    late = await own.get(f"{path_of(district)}/{begun['archive_id']}/file")
    await district.drain()

    (told,) = (await own.get(path_of(district))).json()["items"]
    again = await own.get(f"{path_of(district)}/{begun['archive_id']}/file")
    assert (late.status_code, again.status_code) == (410, 410)
    assert again.json()["type"] == "urn:xuefen:problem:archive-gone"
    assert (told["state"], told["sha256"], told["taken"]) == ("EXPIRED", None, 1)
    gone = False
    try:
        await store.get_passing(district.district_id, name)
    except FileGone:
        gone = True
    assert gone


async def test_a_bell_rung_twice_makes_one_archive(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    own = as_teacher(district)
    begun = await asked(district, own)
    event = TeacherArchiveFellDue(district_id=district.district_id, archive_id=UUID(begun["archive_id"]))
    await district.publish(event, role="ledger")
    await district.drain()
    first = (await own.get(f"{path_of(district)}/{begun['archive_id']}")).json()
    await post(district, an_outcome(district, 0, a_line(1, "6")))
    await district.publish(event, role="ledger")
    await district.drain()

    assert (await own.get(f"{path_of(district)}/{begun['archive_id']}")).json() == first


async def test_there_are_at_most_five_archives_of_one_teacher_at_a_time(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    own = as_teacher(district)
    for _ in range(5):
        await asked(district, own)

    answer = await own.post(path_of(district), json={})

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:xuefen:problem:too-many-archives")


async def test_what_was_posted_a_moment_ago_is_in_the_archive_and_proved(district: World) -> None:
    own = as_teacher(district)
    for hours in ("24", "6"):
        await post(district, an_outcome(district, 0, a_line(1, hours)))
        begun = await asked(district, own)
        await district.drain()

    files = await fetched(district, own, begun["archive_id"])

    stated, faults = operations.verify_statement(files["statement.json"], keys=book_keys())
    assert (faults, stated is not None and stated.entries) == ([], (1, 2))


async def test_nobody_waits_for_an_archive_to_be_printed_before_they_may_post(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    free: list[bool] = []
    printed = making.print_statement

    async def looked_at(*args: Any, **kwargs: Any) -> bytes:
        async with district.session("ledger") as session:
            row = "SELECT 1 FROM ledger.book WHERE district_id = :district_id FOR UPDATE SKIP LOCKED"
            found = await session.execute(text(row), {"district_id": district.district_id})
            free.append(found.first() is not None)
        return await printed(*args, **kwargs)

    monkeypatch.setattr(making, "print_statement", looked_at)
    path = f"/teachers/{district.teachers[0].teacher_id}/archives"
    begun = (await district.api("ledger").post(path, json={"purpose": "存档"})).json()
    await district.drain()

    made = (await district.api("ledger").get(f"{path}/{begun['archive_id']}")).json()
    assert (made["state"], made["known_at_seq"], free) == ("READY", 1, [True])
