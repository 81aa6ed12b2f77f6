"""One call of every route of webhooks that succeeds."""

from tests.ledger.saying import a_line, an_outcome, post
from tests.support import Call, World

# An address of the open internet, written so that no name need be resolved; nothing is sent while a walk is walked.
_ASKED = {"url": "https://8.8.8.8/hooks/xuefen", "types": ["entries.posted", "book_head.signed"], "active": True}


async def walk_webhooks(world: World) -> list[Call]:
    """An address with a message in its log."""
    api = world.api("ledger")
    await api.put("/webhooks/records", json={**_ASKED, "url": "https://records.example.invalid/hooks/xuefen"})
    await post(world, an_outcome(world, 2, a_line(1, "2")))
    message = (await api.get("/webhooks/records/deliveries")).json()["items"][0]["message_id"]
    own = "/webhooks/records"
    return [
        Call("put_webhook", "PUT", "/webhooks/archive", "district_admin", json=_ASKED),
        Call("list_webhooks", "GET", "/webhooks", "auditor"),
        Call("put_webhook_secret", "PUT", f"{own}/secret", "district_admin"),
        Call("post_webhook_ping", "POST", f"{own}/pings", "district_admin", status=201),
        Call("list_webhook_deliveries", "GET", f"{own}/deliveries", "auditor", query={"limit": 10}),
        Call("get_webhook_delivery", "GET", f"{own}/deliveries/{message}", "auditor"),
        Call(
            "post_webhook_replay",
            "POST",
            f"{own}/replays",
            "district_admin",
            json={"states": ["PARKED"], "since": "2026-09-01T00:00:00+08:00"},
            status=201,
        ),
    ]
