"""A binder taken along: every document with its hash, tables of what members did, and nothing that was changed."""

import csv
import hashlib
import io
import json

import pytest

from tests.assessment.binding import BY_HAND, LY_PARAMETERS, archive, created, of_class, opened_binder, states, table
from tests.assessment.course import Course, opened
from tests.assessment.marking import filed, hand_in
from tests.support import Apps, TeacherOf, World, make_world
from tests.walks.assessment import DAY, PDF
from tests.walks.assessment_binders import paper

FORM = {
    "code": "TRAINEE_FEEDBACK",
    "title": {"zh": "学员反馈表", "en": "Feedback of members"},
    "questions": [{"code": "USEFUL", "kind": "SCALE", "label": {"zh": "内容实用", "en": "The content is useful"}}],
    "reason": "统一使用",
}


@pytest.fixture
async def goose(apps: Apps) -> World:
    """A district of pack LY, which asks twelve documents of every class."""
    return await make_world(apps, pack="LY", parameters=LY_PARAMETERS)


async def test_the_archive_holds_every_document_with_its_hash_and_says_what_is_missing(goose: World) -> None:
    _, trainer, binder = await of_class(goose)
    path = f"/binders/{binder['binder_id']}"
    notice = PDF + b"%notice"
    stored = created(await trainer.post("/files", params={"name": "=通知<1>.pdf"}, content=notice))
    attached = paper("TRAINING_NOTICE", clause="LY-05", file_id=stored["file_id"], note="=HYPERLINK(1)<b>")
    created(await trainer.post(f"{path}/papers", json=attached))
    created(await trainer.post(f"{path}/papers", json=paper("MATERIALS", clause="LY-05", note="教材存资料室三柜")))

    packed = await archive(trainer, path)

    manifest = json.loads(packed.read("manifest.json"))
    listed = {one["path"]: one for one in manifest["papers"] if one["path"]}
    members = set(packed.namelist())
    assert members == {*listed, "index.html", "index.csv", "manifest.json"}
    for name, one in listed.items():
        content = packed.read(name)
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (one["sha256"], one["size"]), name
    (at,) = [name for name, one in listed.items() if one["code"] == "TRAINING_NOTICE"]
    assert at == "01-LY-05/04-培训通知/01-=通知_1_.pdf"
    assert packed.read(at) == notice
    assert {one["code"] for one in manifest["missing"]} == set(BY_HAND) - {"TRAINING_NOTICE", "MATERIALS"}
    page = packed.read("index.html").decode()
    assert "缺 7 项" in page
    assert "教材存资料室三柜" in page
    assert "<b>" not in page
    cells = [cell for row in csv.reader(io.StringIO(packed.read("index.csv").decode("utf-8-sig"))) for cell in row]
    assert "'=HYPERLINK(1)<b>" in cells
    assert not [cell for cell in cells if cell.startswith("=")]
    (attendance,) = [one for one in manifest["papers"] if one["code"] == "ATTENDANCE_RECORD"]
    assert attendance["reference"].endswith("/sign-in-book.pdf")
    assert DAY.isoformat() in packed.read(attendance["path"]).decode("utf-8-sig")


async def test_works_and_feedback_are_tables_of_what_members_did_and_feedback_of_few_is_none(goose: World) -> None:
    members = goose.teachers[:5]
    course = await opened(goose, *members, scheme="LY", category="THEORY", kind="LEADING_GOOSE")
    trainer = goose.api("assessment", "trainer")
    binder = await opened_binder(trainer, class_id=str(course.class_id))
    path = f"/binders/{binder['binder_id']}"
    form = created(await goose.api("assessment").post("/feedback-forms", json=FORM))
    opening = {"form": form["code"], "version": form["version"]}
    assert (await trainer.put(f"{course.path}/feedback", json=opening)).status_code == 200
    file_id = await filed(course, members[0])
    handed_in = await hand_in(course, members[0], file_id, work="DIAGNOSTIC")
    assert handed_in.status_code == 201, handed_in.text
    for number, member in enumerate(members[:4]):
        await answered(course, member, number)

    few = created(await trainer.get(path))
    await answered(course, members[4], 4)
    enough = created(await trainer.get(path))
    packed = await archive(trainer, path)

    assert states(binder)["SUBMISSION"] == "MISSING"
    assert (states(few)["SUBMISSION"], states(few)["FEEDBACK_FORM"]) == ("HELD", "MISSING")
    assert states(enough)["FEEDBACK_FORM"] == "HELD"
    assert ["内容实用", "作答", "5", "3.00"] in table(packed, "学员培训反馈意见统计.csv")
    (work,) = table(packed, "学员作业登记表.csv")[1:]
    assert work[:4] == ["T001", "教师1", "DIAGNOSTIC", "1"]


async def test_what_was_changed_in_the_store_never_leaves_as_evidence(goose: World) -> None:
    _, trainer, binder = await of_class(goose)
    path = f"/binders/{binder['binder_id']}"
    stored = created(await trainer.post("/files", params={"name": "通知.pdf"}, content=PDF + b"%tampered"))
    created(
        await trainer.post(f"{path}/papers", json=paper("TRAINING_NOTICE", clause="LY-05", file_id=stored["file_id"]))
    )
    store = goose.apps.of["assessment"].state.files
    digest = bytes.fromhex(stored["sha256"])
    key = f"{goose.district_id}/{digest.hex()[:2]}/{digest.hex()}"

    await store._store.put_async(key, b"%PDF-another")

    assert (await trainer.get(f"{path}/archive")).status_code == 500


async def answered(course: Course, member: TeacherOf, number: int) -> None:
    own = course.api("teacher", teacher=member.teacher_id)
    answer = await own.put(
        f"{course.path}/feedback/answer", json={"answers": [{"question": "USEFUL", "point": number + 1}]}
    )
    assert answer.status_code == 200, answer.text
