"""Calls of the routes about reports, roll-ups and early warnings."""

from tests.support import Call, World


async def walk(world: World) -> list[Call]:
    """A report that can be read."""
    asked = await world.api("ledger").post("/reports", json={"kind": "RATES", "as_of": "2026-08-31"})
    assert asked.status_code == 201, asked.text
    report = f"/reports/{asked.json()['report_id']}"
    return [
        Call("post_report", "POST", "/reports", "district_admin", json={"kind": "SUMMARY"}, status=201),
        Call("list_reports", "GET", "/reports", "auditor", query={"kind": "SUMMARY", "ground": "ASKED", "limit": 10}),
        Call("get_report", "GET", report, "auditor", query={"names": 10}),
        Call("get_report_content", "GET", f"{report}/content", "auditor"),
        Call("get_roll_up", "GET", "/roll-up", "integration"),
        Call("post_verdicts_rebuild", "POST", "/verdicts/rebuild", "district_admin", status=202),
        Call("list_verdicts", "GET", "/verdicts", "auditor", query={"verdict": "NOT_MET", "limit": 10}),
        Call(
            "list_warnings",
            "GET",
            "/warnings",
            "school_admin",
            query={"horizon": "CYCLE", "outcome": "OUT_OF_REACH", "limit": 10},
            school=world.schools[0].school_id,
        ),
    ]
