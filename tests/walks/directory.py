"""One successful call of every route of the directory."""

from uuid import UUID

from services.directory.rules import COLUMNS
from services.directory.rules.documents import check_character
from tests.support import Call, World, worlds_made
from tests.walks.directory_logins import walk_logins
from tests.walks.directory_moves import walk_moves


def resident_id(number: int) -> str:
    """An invented resident ID with a right check character, of the world that was made last."""
    digits = f"{worlds_made[-1]}198001{number % 28 + 1:02}{number:03}"
    return digits + check_character(digits)


def roster_row(number: int, **changes: str) -> dict[str, str]:
    """One row of a roster in Chinese headers, valid unless changed by key."""
    values = {
        "school_code": "S1",
        "school_name": "第一小学",
        "school_kind": "学校",
        "stage": "小学",
        "staff_number": f"R{number:04}",
        "name": f"王{'一二三四五六七八九'[number % 9]}",
        "document_kind": "居民身份证",
        "document": resident_id(number),
        "phone": f"138{number:08}",
        "birth_date": "1980-01-01",
        "hire_date": "2003-09-01",
        "retire_date": "2040-01-31",
        "valid_from": "2003-09-01",
        "post": "教师",
        "subject": "语文",
        "title": "一级教师",
        "title_tier": "中级",
        "degree": "本科",
        "degree_on": "2003-07-01",
        "class_from": "2020-09-01",
    }
    values.update(changes)
    return {COLUMNS[key][0]: value for key, value in values.items()}


def as_csv(rows: list[dict[str, str]]) -> bytes:
    """Rows as the CSV that a spreadsheet program saves."""
    headers = [chinese for chinese, _english, _needed in COLUMNS.values()]
    lines = [",".join(headers), *(",".join(row.get(header, "") for header in headers) for row in rows)]
    return ("\ufeff" + "\r\n".join(lines)).encode()


SCHOOL_PACK = """\
format: 1
id: XC1S
builds_on: XC
version: '2026.1'
title: {zh: 第一小学校本研修学分办法, en: Credits of school-based study of No. 1 Primary School}
clauses:
  - id: XC1S-01
    kind: statement
    title: {zh: 读书笔记, en: Reading notes}
    quotes: ['每位教师每学期撰写读书笔记不少于4篇。']
    formal: Every teacher writes at least four reading notes a semester.
"""


async def walk(world: World) -> list[Call]:
    gone = roster_row(3, valid_to="2020-08-31", class_from="")
    roster = as_csv([*(roster_row(number) for number in range(3)), gone])
    made = await world.api("directory").post("/roster-imports", content=roster, headers={"Content-Type": "text/csv"})
    import_id = made.json()["import_id"]
    listed = (await world.api("directory").get("/teachers", params={"limit": 500})).json()["items"]
    on_roster = {one["staff_number"]: UUID(one["teacher_id"]) for one in listed}
    before = (await world.api("directory").get("/teachers", params={"on": "2020-08-31"})).json()["items"]
    left = next(one["teacher_id"] for one in before if one["staff_number"] == "R0003")
    teacher, other = world.teachers[0], world.schools[1]
    admin = world.api("directory")
    published = (await admin.post("/packs", json={"content": SCHOOL_PACK, "builds_on": "XC"})).json()
    assigned = (await admin.get("/pack-assignments")).json()["items"][0]
    school = world.schools[0].school_id
    stated = {"kind": "FUNDS", "value": "5000", "valid_from": "2026-09-01", "valid_to": "2027-08-31"}
    fact = (await admin.post(f"/schools/{school}/facts", json=stated)).json()
    unit = (await admin.post(f"/schools/{school}/units", json={"kind": "PAIR", "name": "王一—李二"})).json()
    upcoming = (
        await admin.post(
            "/pack-assignments", json={"pack_id": "XC", "valid_from": "2036-09-01", "valid_to": "2041-08-31"}
        )
    ).json()
    return [
        *await walk_logins(world),
        Call("get_district", "GET", "", "teacher", teacher=teacher.teacher_id),
        Call("list_schools", "GET", "/schools", "integration"),
        Call(
            "post_school",
            "POST",
            "/schools",
            "district_admin",
            json={"code": "S9", "name": "新建小学", "kind": "SCHOOL", "stage": "PRIMARY"},
            status=201,
        ),
        Call(
            "post_teacher",
            "POST",
            "/teachers",
            "district_admin",
            json={
                "staff_number": "T901",
                "name": "李晓梅",
                "school_id": str(world.schools[0].school_id),
                "hire_date": "2024-09-01",
                "appointed_from": "2024-09-01",
            },
            status=201,
        ),
        Call("list_teachers", "GET", "/teachers", "school_admin", school=world.schools[0].school_id),
        Call("get_teacher", "GET", f"/teachers/{teacher.teacher_id}", "teacher", teacher=teacher.teacher_id),
        Call("get_identity", "GET", f"/teachers/{on_roster['R0000']}/identity", "auditor"),
        Call(
            "get_identity_in_full",
            "GET",
            f"/teachers/{on_roster['R0000']}/identity/in-full",
            "district_admin",
            query={"purpose": "核对职称评审材料"},
        ),
        Call(
            "get_personal_data",
            "GET",
            f"/teachers/{on_roster['R0001']}/personal-data",
            "teacher",
            teacher=on_roster["R0001"],
        ),
        Call(
            "put_phone",
            "PUT",
            f"/teachers/{on_roster['R0002']}/phone",
            "teacher",
            json={"phone": "13800000017"},
            teacher=on_roster["R0002"],
        ),
        Call(
            "put_erasure",
            "PUT",
            f"/teachers/{left}/erasure",
            "district_admin",
            json={"reason": "本人离职后书面申请删除个人信息,申请书2026-03号。"},
        ),
        Call(
            "post_transfer",
            "POST",
            f"/teachers/{teacher.teacher_id}/transfers",
            "district_admin",
            json={"school_id": str(other.school_id), "on": "2026-02-01"},
            status=201,
        ),
        Call(
            "post_teacher_fact",
            "POST",
            f"/teachers/{teacher.teacher_id}/facts",
            "district_admin",
            json={"kind": "LEAVE", "code": "MATERNITY", "valid_from": "2026-03-01", "valid_to": "2026-08-31"},
            status=201,
        ),
        Call("list_audit", "GET", "/audit", "auditor", query={"operation": "post_roster_import"}),
        Call(
            "post_roster_import",
            "POST",
            "/roster-imports",
            "district_admin",
            query={"dry_run": "true"},
            content=roster,
            headers={"Content-Type": "text/csv"},
            status=201,
        ),
        Call("get_roster_import", "GET", f"/roster-imports/{import_id}", "auditor"),
        Call(
            "post_pack_assignment",
            "POST",
            "/pack-assignments",
            "district_admin",
            json={"pack_id": "XC", "valid_from": "2030-09-01", "valid_to": "2035-08-31"},
            status=201,
        ),
        Call("list_pack_assignments", "GET", "/pack-assignments", "teacher", teacher=teacher.teacher_id),
        Call("post_pack", "POST", "/packs", "district_admin", json={"shipped": "HL"}, status=201),
        Call("list_packs", "GET", "/packs", "auditor"),
        Call("get_pack", "GET", f"/packs/{published['content_hash']}", "teacher", teacher=teacher.teacher_id),
        Call("get_pack_diff", "GET", f"/packs/{published['content_hash']}/diff", "trainer", query={"against": "XC"}),
        Call("list_shipped_packs", "GET", "/shipped-packs", "district_admin"),
        Call("get_pack_assignment", "GET", f"/pack-assignments/{assigned['assignment_id']}", "integration"),
        Call(
            "post_pack_correction",
            "POST",
            f"/pack-assignments/{assigned['assignment_id']}/corrections",
            "district_admin",
            json={"content_hash": published["content_hash"], "reason": "漏录校本研修一条,经局务会核定更正。"},
            status=201,
        ),
        Call(
            "post_pack_withdrawal",
            "POST",
            f"/pack-assignments/{upcoming['assignment_id']}/withdrawals",
            "district_admin",
            json={"reason": "起始年份误录为2036,应为2026,另行指定。"},
            status=201,
        ),
        Call(
            "post_pack_last_day",
            "POST",
            f"/pack-assignments/{assigned['assignment_id']}/last-days",
            "district_admin",
            json={"valid_to": "2029-08-31", "reason": "县局发文提前一年启动新周期。"},
            status=201,
        ),
        Call(
            "list_teacher_packs", "GET", f"/teachers/{teacher.teacher_id}/packs", "teacher", teacher=teacher.teacher_id
        ),
        Call(
            "post_school_fact",
            "POST",
            f"/schools/{school}/facts",
            "school_admin",
            json={"kind": "PUPILS", "value": "1280", "valid_from": "2026-09-01", "valid_to": "2027-08-31"},
            school=school,
            status=201,
        ),
        Call("list_school_facts", "GET", f"/schools/{school}/facts", "auditor"),
        Call(
            "post_school_fact_revision",
            "POST",
            f"/schools/{school}/facts/{fact['fact_id']}/revisions",
            "school_admin",
            json={"last_day": "2027-01-31", "reason": "学期中调整,下学期另行登记。"},
            school=school,
            status=201,
        ),
        Call(
            "post_unit",
            "POST",
            f"/schools/{school}/units",
            "school_admin",
            json={"kind": "TEAM", "name": "语文教研组", "head_id": str(teacher.teacher_id)},
            school=school,
            status=201,
        ),
        Call("list_units", "GET", f"/schools/{school}/units", "school_admin", school=school),
        Call(
            "post_unit_revision",
            "POST",
            f"/schools/{school}/units/{unit['unit_id']}/revisions",
            "school_admin",
            json={"last_day": None, "reason": "误建,并无此组。"},
            school=school,
            status=201,
        ),
        Call(
            "put_calendar",
            "PUT",
            "/calendar/2026-2027",
            "district_admin",
            json={
                "semesters": [
                    {"label": "第一学期", "first_day": "2026-09-01", "last_day": "2027-01-22"},
                    {"label": "第二学期", "first_day": "2027-02-22", "last_day": "2027-07-02"},
                ],
                "holidays": [{"label": "国庆节", "first_day": "2026-10-01", "last_day": "2026-10-07"}],
            },
        ),
        Call("get_calendar", "GET", "/calendar/2026-2027", "teacher", teacher=teacher.teacher_id),
        *await walk_moves(world),
    ]
