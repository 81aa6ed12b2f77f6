"""Booklets: one call of every route that succeeds."""

from tests.support import Call, World


async def walk(world: World) -> list[Call]:
    """Two booklets: one is handed over and lost, one reissued."""
    bureau = world.api("ledger")
    school = world.schools[0].school_id
    kept, spoilt = [
        (
            await bureau.post(
                "/booklets",
                json={
                    "teacher_id": str(world.teachers[number].teacher_id),
                    "number": f"吉继教0001234{number}",
                    "issued_on": "2025-09-01",
                },
            )
        ).json()["booklet_id"]
        for number in (1, 2)
    ]
    return [
        Call(
            "post_booklet",
            "POST",
            "/booklets",
            "district_admin",
            json={
                "teacher_id": str(world.teachers[0].teacher_id),
                "number": "吉继教00012345",
                "issued_on": "2025-09-01",
            },
            status=201,
        ),
        Call(
            "post_school_booklets",
            "POST",
            f"/schools/{school}/booklets",
            "district_admin",
            json={
                "issued_on": "2025-09-01",
                "items": [{"teacher_id": str(world.teachers[3].teacher_id), "number": "吉继教00012348"}],
            },
            status=201,
        ),
        Call("list_booklets", "GET", "/booklets", "school_admin", query={"owed": "false"}, school=school),
        Call("get_booklet", "GET", f"/booklets/{kept}", "teacher", teacher=world.teachers[1].teacher_id),
        Call(
            "post_booklet_handover",
            "POST",
            f"/booklets/{kept}/handovers",
            "school_admin",
            json={"school_id": str(school), "on": "2026-03-02", "reason": "教师调动，随人事档案移交"},
            school=school,
            status=201,
        ),
        Call(
            "post_booklet_loss",
            "POST",
            f"/booklets/{kept}/losses",
            "school_admin",
            json={"on": "2026-03-12", "reason": "档案室搬迁中遗失，已登报声明"},
            school=school,
            status=201,
        ),
        Call(
            "post_booklet_reissue",
            "POST",
            f"/booklets/{spoilt}/reissues",
            "district_admin",
            json={"number": "吉继教00067890", "issued_on": "2026-03-20", "reason": "原证书簿污损，本人申请补发"},
            status=201,
        ),
    ]
