"""One call of every route of exports that succeeds."""

from tests.support import Call, World

_ASKED = {"kind": "ENTRIES", "form": "XLSX", "language": "zh", "as_of": "2026-08-31"}


async def walk_exports(world: World) -> list[Call]:
    """A file that is made, and one that is given up."""
    api = world.api("ledger")
    made = (await api.post("/exports", json={**_ASKED, "form": "NDJSON"})).json()["export_id"]
    given_up = (await api.post("/exports", json=_ASKED)).json()["export_id"]
    await world.drain()
    school = world.schools[0].school_id
    return [
        Call("post_export", "POST", "/exports", "district_admin", json=_ASKED, status=202),
        Call(
            "post_export",
            "POST",
            "/exports",
            "school_admin",
            json={"kind": "STATEMENTS", "form": "CSV", "as_of": "2026-08-31", "school_id": str(school)},
            school=school,
            status=202,
        ),
        Call("list_exports", "GET", "/exports", "district_admin", query={"limit": 10}),
        Call("get_export", "GET", f"/exports/{made}", "district_admin"),
        Call("get_export_content", "GET", f"/exports/{made}/content", "district_admin"),
        Call("put_export_cancellation", "PUT", f"/exports/{given_up}/cancellation", "district_admin"),
    ]
