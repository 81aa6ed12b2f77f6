"""Files that are handed in: what they really are, whose they are, and that they come back as they went in."""

import hashlib
import io
import zipfile
from datetime import timedelta

import pytest

from services.platform import clock
from services.platform.files import LARGEST_UPLOAD, MOST_A_DAY, StoredFile
from services.platform.ids import first_id_at
from tests.support import World
from tests.walks.assessment import PDF

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + b"\0" * 300
HEIC = bytes.fromhex("000000186674797068656963") + b"\0" * 300
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + b"\0" * 300


def office(*members: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for member in ("[Content_Types].xml", *members):
            archive.writestr(member, "<x/>")
    return content.getvalue()


async def test_a_file_comes_back_as_it_went_in_with_what_was_found_of_it(district: World) -> None:
    teacher = district.teachers[0]
    api = district.api("assessment", "teacher", teacher=teacher.teacher_id)

    stored = await api.post("/files", params={"name": "听课记录.PDF"}, content=PDF)
    file_id = stored.json()["file_id"]
    content = await api.get(f"/files/{file_id}/content")

    assert stored.status_code == 201, stored.text
    assert stored.json()["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert (stored.json()["size"], stored.json()["media_type"]) == (len(PDF), "application/pdf")
    assert (stored.json()["person_id"], stored.json()["school_id"]) == (
        str(teacher.teacher_id),
        str(teacher.school_id),
    )
    assert content.content == PDF
    assert content.headers["content-type"] == "application/pdf"
    assert content.headers["x-content-type-options"] == "nosniff"
    assert content.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E5%90%AC")


async def test_a_file_is_seen_by_its_owner_the_school_and_the_district_and_by_nobody_else(district: World) -> None:
    owner = district.teachers[0]
    own = district.api("assessment", "teacher", teacher=owner.teacher_id)
    stored = (await own.post("/files", params={"name": "a.png"}, content=PNG)).json()
    path = f"/files/{stored['file_id']}/content"
    seen = {
        "colleague": district.api("assessment", "teacher", teacher=district.teachers[1].teacher_id),
        "trainer": district.api("assessment", "trainer"),
        "other school": district.api("assessment", "school_admin", school=district.schools[1].school_id),
        "own school": district.api("assessment", "school_admin", school=owner.school_id),
        "district": district.api("assessment"),
        "owner": own,
    }

    answers = {who: (await api.get(path)).status_code for who, api in seen.items()}

    assert answers == {
        "colleague": 404,
        "trainer": 404,
        "other school": 404,
        "own school": 200,
        "district": 200,
        "owner": 200,
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PNG),
        ("a.png", JPEG),
        ("a.exe", b"MZ" + b"\0" * 300),
        ("a", PDF),
        ("a.docx", office("xl/workbook.xml")),
        ("a.docx", b"word/document.xml"),
        ("a.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("../a.pdf", PDF),
        ("a.pdf", b""),
    ],
)
async def test_what_is_not_what_its_name_says_is_refused_with_the_reason(
    district: World, name: str, content: bytes
) -> None:
    answer = await district.api("assessment").post("/files", params={"name": name}, content=content)

    assert answer.status_code == 422, answer.text
    assert answer.json()["type"] == "urn:xuefen:problem:file-refused"
    assert answer.json()["facts"]["reason_zh"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpeg", JPEG),
        ("a.heic", HEIC),
        ("教案.docx", office("word/document.xml")),
        ("成绩.xlsx", office("xl/workbook.xml")),
        ("讲稿.pptx", office("ppt/presentation.xml")),
    ],
)
async def test_known_kinds_are_taken(district: World, name: str, content: bytes) -> None:
    answer = await district.api("assessment").post("/files", params={"name": name}, content=content)

    assert answer.status_code == 201, answer.text
    assert answer.json()["name"] == name


async def test_a_file_larger_than_told_is_refused_before_it_is_kept(district: World) -> None:
    answer = await district.api("assessment").post(
        "/files", params={"name": "a.pdf"}, content=PDF + b"\0" * LARGEST_UPLOAD
    )

    assert (answer.status_code, answer.json()["type"]) == (413, "urn:xuefen:problem:too-large")


async def test_the_same_key_stores_one_file(district: World) -> None:
    api = district.api("assessment")
    asked = {"params": {"name": "a.pdf"}, "content": PDF, "headers": {"Idempotency-Key": "one"}}

    first, second = await api.post("/files", **asked), await api.post("/files", **asked)

    assert first.json()["file_id"] == second.json()["file_id"]


async def test_an_account_hands_in_so_many_bytes_within_a_day_and_others_go_on(district: World) -> None:
    near, far = (teacher.teacher_id for teacher in district.teachers[:2])
    now = clock.real_now()
    stored = {near: now - timedelta(hours=23), far: now - timedelta(hours=25)}
    async with district.session("assessment") as session:
        session.add_all(
            StoredFile(
                district_id=district.district_id,
                file_id=first_id_at(at),
                sha256=bytes(32),
                size=MOST_A_DAY - len(PDF),
                media_type="application/pdf",
                name="a.pdf",
                account_id=account_id,
                service="assessment",
                stored_at=at,
            )
            for account_id, at in stored.items()
        )
    asked = {"params": {"name": "a.pdf"}, "content": PDF}

    answers = {
        account_id: [
            await district.api("assessment", "teacher", teacher=account_id).post("/files", **asked) for _ in range(2)
        ]
        for account_id in stored
    }

    assert [answer.status_code for answer in answers[near]] == [201, 429]
    assert answers[near][1].json()["type"] == "urn:xuefen:problem:stored-too-much-today"
    assert answers[near][1].headers["retry-after"] == "3600"
    assert [answer.status_code for answer in answers[far]] == [201, 201]
