"""Calls of the routes about old hours, where entries come from, and teachers' archives."""

from typing import Any

from tests.support import Call, World

_HEADER = "工号,开始日期,结束日期,学时,学分,类别,层级,方式,性质,类型,名称,组织方,依据,证据等级\n"
_ROW = "2024-03-01,2024-03-05,30,3,师德教育,县级,集中培训,必修,在职教师岗位培训,师德专题培训,教育行政部门"
_CSV = {"Content-Type": "text/csv"}


async def walk_history(world: World) -> list[Call]:
    """One import that stands and one to be undone, and an archive that is made."""
    import_id = await _imported(world, "T001", "2024年名册.csv")
    another = await _imported(world, "T002", "2024年补充名册.csv")
    own = world.teachers[0].teacher_id
    archives = f"/teachers/{own}/archives"
    asked = await world.api("ledger", "teacher", teacher=own).post(archives, json={})
    assert asked.status_code == 202, asked.text
    await world.drain()
    entries = (await world.api("ledger").get("/entries", params={"limit": 500})).json()["items"]
    entry_id = next(one["entry_id"] for one in entries if one["source"] == "import")
    path = f"/history-imports/{import_id}"
    archive = f"{archives}/{asked.json()['archive_id']}"
    return [
        Call(
            "post_history_import",
            "POST",
            "/history-imports",
            "district_admin",
            query={"dry_run": "true", "file_name": "2024年名册.csv", "document": "进修学校学时台账"},
            content=_file("T001"),
            headers=_CSV,
            status=201,
        ),
        Call("list_history_imports", "GET", "/history-imports", "auditor", query={"limit": 10}),
        Call("get_history_import", "GET", path, "auditor"),
        Call("list_history_rows", "GET", f"{path}/rows", "auditor", query={"fate": "POSTED", "limit": 10}),
        Call("get_history_file", "GET", f"{path}/file", "auditor"),
        Call(
            "post_history_undo",
            "POST",
            f"/history-imports/{another}/undo",
            "district_admin",
            json={"reason": "名册版本有误,核对后重新导入"},
            status=201,
        ),
        Call("get_entry_provenance", "GET", f"/entries/{entry_id}/provenance", "teacher", teacher=own),
        Call(
            "post_teacher_archive",
            "POST",
            archives,
            "district_admin",
            json={"purpose": "职称评审材料", "as_of": "2026-08-31"},
            status=202,
        ),
        Call("list_teacher_archives", "GET", archives, "teacher", query={"limit": 10}, teacher=own),
        Call("get_teacher_archive", "GET", archive, "teacher", teacher=own),
        Call("get_teacher_archive_file", "GET", f"{archive}/file", "teacher", teacher=own),
    ]


def _file(staff_number: str) -> bytes:
    return f"{_HEADER}{staff_number},{_ROW},结业证书2024-0031号,原件\n".encode()


async def _imported(world: World, staff_number: str, name: str) -> str:
    query: dict[str, Any] = {"file_name": name}
    answer = await world.api("ledger").post("/history-imports", content=_file(staff_number), headers=_CSV, params=query)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["import_id"])
