"""One successful call of every route of the directory."""

import uuid

from services.directory.rules import COLUMNS
from services.directory.rules.documents import check_character
from tests.support import Call, World


def resident_id(number: int) -> str:
    """An invented resident ID with a right check character."""
    digits = f"341825198001{number % 28 + 1:02}{number:03}"
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


async def walk(world: World) -> list[Call]:
    roster = as_csv([roster_row(number) for number in range(3)])
    made = await world.api("directory").post("/roster-imports", content=roster, headers={"Content-Type": "text/csv"})
    import_id = made.json()["import_id"]
    teacher, other = world.teachers[0], world.schools[1]
    return [
        Call("get_me", "GET", "/me", "teacher", teacher=teacher.teacher_id),
        Call(
            "put_me_wechat",
            "PUT",
            "/me/wechat",
            "teacher",
            json={"code": f"code-of-{uuid.uuid4()}"},
            teacher=teacher.teacher_id,
            status=204,
        ),
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
        Call(
            "post_accounts",
            "POST",
            "/accounts",
            "district_admin",
            json={
                "accounts": [
                    {
                        "username": "walker",
                        "display_name": "步行者",
                        "password": "twelve characters",
                        "roles": ["trainer"],
                    }
                ]
            },
            status=201,
        ),
        Call("list_accounts", "GET", "/accounts", "district_admin"),
        Call(
            "post_client",
            "POST",
            "/clients",
            "district_admin",
            json={"name": "区教育云平台", "secret": "0123456789abcdef" * 3, "scopes": ["summary:read"]},
            status=201,
        ),
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
    ]
