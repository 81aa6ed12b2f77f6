"""One successful call of every route of evidence binders."""

from typing import Any

from tests.support import Api, Call, World

ITEMS = ("COLLECTIVE_ARCHIVE", "DOCUMENTS", "MATERIALS", "RECORDINGS")


def of_school(world: World, number: int, *, every: str = "cycle", **facts: Any) -> dict[str, Any]:
    return {
        "school_id": str(world.schools[number].school_id),
        "every": every,
        "on": "2025-10-16",
        "custodian_name": "教导处 王主任",
        **facts,
    }


def paper(code: str, *, clause: str = "XC-20", **facts: Any) -> dict[str, Any]:
    return {"clause_id": clause, "code": code, "note": f"{code} 存教导处", "on": "2025-10-16", **facts}


async def walk_binders(world: World) -> list[Call]:
    """A school's binder is opened, filled, handed over, closed and taken along."""
    api = world.api("assessment")
    path = f"/binders/{(await _posted(api, '/binders', of_school(world, 0)))['binder_id']}"
    attached = await _posted(api, f"{path}/papers", paper("DOCUMENTS"))
    first = await _offered(api, path, to=str(await world.account("teacher")))
    taken_back = {"reason": "接收人已调动"}
    answer = await api.put(f"{first}/taking-back", json=taken_back)
    assert answer.status_code == 200, answer.text
    waiting = await _offered(api, path, to=str(world.trainer_id))
    next_id = await world.account("school_admin")
    return [
        Call("post_binder", "POST", "/binders", "district_admin", json=of_school(world, 1), status=201),
        Call("list_binders", "GET", "/binders", "district_admin", query={"state": "OPEN"}),
        Call("get_binder", "GET", path, "school_admin", school=world.schools[0].school_id),
        Call("post_binder_paper", "POST", f"{path}/papers", "district_admin", json=paper("MATERIALS"), status=201),
        Call(
            "put_binder_paper_withdrawal",
            "PUT",
            f"{path}/papers/{attached['papers'][0]['paper_id']}/withdrawal",
            "district_admin",
            json={"reason": "误放"},
        ),
        Call("put_hand_over_acceptance", "PUT", f"{waiting}/acceptance", "trainer"),
        Call("put_hand_over_taking_back", "PUT", f"{first}/taking-back", "district_admin", json=taken_back),
        Call(
            "post_hand_over",
            "POST",
            f"{path}/hand-overs",
            "trainer",
            json={"to_account_id": str(next_id), "to_name": "赵老师", "note": "学期末移交"},
            status=201,
        ),
        *[
            Call(
                "put_binder_waiver",
                "PUT",
                f"{path}/waivers/XC-20/{code}",
                "district_admin",
                json={"reason": "学校本周期合并,原件已随档移交"},
            )
            for code in ITEMS
        ],
        Call("post_binder_closing", "POST", f"{path}/closing", "district_admin", status=201),
        Call("get_binder_archive", "GET", f"{path}/archive", "auditor"),
        Call(
            "post_binder_reopening",
            "POST",
            f"{path}/reopening",
            "district_admin",
            json={"reason": "补充图片资料"},
            status=201,
        ),
    ]


async def _posted(api: Api, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = await api.post(path, json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def _offered(api: Api, path: str, *, to: str) -> str:
    body = {"to_account_id": to, "to_name": "李老师", "note": "学期末移交"}
    hand_overs = (await _posted(api, f"{path}/hand-overs", body))["hand_overs"]
    return f"{path}/hand-overs/{hand_overs[-1]['hand_over_id']}"
