"""Webhooks: signed, tried again, parked, replayed, and logged."""

import asyncio
import json
import os
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

import workers.ledger
from services.ledger import operations
from services.platform import clock
from services.platform.outgoing import Called
from services.platform.settings import load_settings
from tests.ledger.receiver import Received, Receiver, calling_anywhere, receiving
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import Apps, World

Travel = Callable[[datetime], Awaitable[None]]


@pytest.fixture(autouse=True)
def anywhere(apps: Apps) -> Iterator[None]:
    with calling_anywhere(apps):
        yield


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


async def register(world: World, receiver: Receiver, *types: str, name: str = "records") -> dict[str, Any]:
    asked = {"url": receiver.url, "types": types or ["entries.posted"]}
    answer = await world.api("ledger").put(f"/webhooks/{name}", json=asked)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def deliveries(world: World, **query: Any) -> list[dict[str, Any]]:
    answer = await world.api("ledger", "auditor").get("/webhooks/records/deliveries", params=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def hook(world: World) -> dict[str, Any]:
    (one,) = (await world.api("ledger", "auditor").get("/webhooks")).json()["items"]
    found: dict[str, Any] = one
    return found


async def later(world: World, travel: Travel, pause: timedelta) -> None:
    await travel(clock.now() + pause + timedelta(seconds=1))
    await world.drain()


def verified(call: Received, secret: str) -> dict[str, Any]:
    body: dict[str, Any] = Verifier(secret).verify(call.body, call.headers)
    return body


async def test_a_registered_address_is_told_what_was_posted_and_can_verify_who_says_it(
    district: World, receiver: Receiver
) -> None:
    secret = (await register(district, receiver))["secret"]

    await post(district, an_outcome(district, 0, a_line(1), a_line(2)))

    (call,) = receiver.calls
    body = verified(call, secret)
    assert body["type"] == "entries.posted"
    feed = f"/ledger/v1/districts/{district.district_id}/entries?after_seq=0"
    assert body["data"] == {"district_id": district.district_id, "first_seq": 1, "last_seq": 2, "feed": feed}
    assert (call.path, call.headers["host"]) == ("/hook?of=us", f"127.0.0.1:{receiver.port}")
    (logged,) = await deliveries(district)
    assert (logged["state"], logged["attempts"], logged["message_id"]) == ("DELIVERED", 1, call.headers["webhook-id"])
    assert (logged["last"]["status"], logged["last"]["address"], logged["last"]["fault"]) == (204, "127.0.0.1", None)
    with pytest.raises(WebhookVerificationError):
        verified(call, "whsec_" + "A" * 43 + "=")


def test_signatures_are_those_of_the_specification() -> None:
    signed = Verifier("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").sign(
        msg_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=datetime.fromtimestamp(1_614_265_330, tz=UTC),
        data='{"test": 2432232314}',
    )

    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


async def test_the_secret_is_shown_once_and_kept_sealed(district: World, receiver: Receiver) -> None:
    secret = (await register(district, receiver))["secret"]
    again = await register(district, receiver)
    shown = await hook(district)
    async with district.session("ledger") as session:
        rows = (await session.execute(text("select * from ledger.webhook"))).all()
        kept = (await session.execute(text("select body from platform.idempotency where body is not null"))).all()

    assert (again["secret"], shown["secret"]) == (None, None)
    assert len(rows) == 1
    assert secret.removeprefix("whsec_") not in str(rows) + str(kept)


async def test_a_renewed_secret_signs_beside_the_former_for_a_day(
    district: World, receiver: Receiver, travel: Travel
) -> None:
    former = (await register(district, receiver))["secret"]
    renewed = (await district.api("ledger").put("/webhooks/records/secret")).json()["secret"]
    assert renewed != former

    await post(district, an_outcome(district, 0, a_line(1)))
    await travel(clock.now() + timedelta(hours=25))
    await post(district, an_outcome(district, 1, a_line(1)))

    both, one = receiver.calls
    assert verified(both, former) == verified(both, renewed)
    assert verified(one, renewed)
    with pytest.raises(WebhookVerificationError):
        verified(one, former)


async def test_a_secret_that_the_key_before_sealed_signs_on_when_the_key_is_changed(
    district: World, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = (await register(district, receiver))["secret"]
    of_today = os.environ["WEBHOOK_KEY"]

    with monkeypatch.context() as changed:
        changed.setenv("WEBHOOK_KEY", f"{secrets.token_hex(32)}\n{of_today}")
        keys = operations.keys_of_webhooks(load_settings())
        outgoing, _ = workers.ledger._webhooks()
        changed.setattr(workers.ledger, "_webhooks", lambda: (outgoing, keys))
        await post(district, an_outcome(district, 0, a_line(1)))
    (called,) = receiver.calls

    assert verified(called, secret)
    assert len(keys) == 2


async def test_an_address_that_is_away_is_tried_again_and_nothing_is_lost_or_reordered(
    district: World, receiver: Receiver, travel: Travel
) -> None:
    await register(district, receiver)
    receiver.answers = [500, 503]

    await post(district, an_outcome(district, 0, a_line(1)))
    await post(district, an_outcome(district, 1, a_line(1)))
    resting = await hook(district)
    tried = len(receiver.calls)
    await later(district, travel, timedelta(seconds=5))
    again = len(receiver.calls)
    await later(district, travel, timedelta(minutes=5))

    assert (tried, again, len(receiver.calls)) == (1, 2, 4)
    assert (resting["failures"], resting["waiting"]) == (1, 2)
    said = [json.loads(call.body)["data"]["first_seq"] for call in receiver.calls]
    assert said == [1, 1, 1, 2]
    assert len({call.headers["webhook-id"] for call in receiver.calls[:3]}) == 1
    second, first = await deliveries(district)
    assert [(one["state"], one["attempts"]) for one in (first, second)] == [("DELIVERED", 3), ("DELIVERED", 1)]
    detail = (await district.api("ledger").get(f"/webhooks/records/deliveries/{first['message_id']}")).json()
    assert [one["status"] for one in detail["calls"]] == [500, 503, 204]
    assert len(detail["calls"][0]["answer"]) == 2_048
    assert detail["body"] == receiver.calls[0].body
    assert (await hook(district))["rests_until"] is None


async def test_what_is_refused_ten_times_is_parked_and_can_be_replayed(
    district: World, receiver: Receiver, travel: Travel
) -> None:
    await register(district, receiver)
    receiver.answers = [400] * 10

    await post(district, an_outcome(district, 0, a_line(1)))
    for pause in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400):
        await later(district, travel, timedelta(seconds=pause))
    await later(district, travel, timedelta(days=3))
    (parked,) = await deliveries(district, state="PARKED")
    calls = len(receiver.calls)
    replayed = await district.api("ledger").post("/webhooks/records/replays", json={})
    await district.drain()

    assert (calls, parked["attempts"], parked["next_at"]) == (10, 10, None)
    assert (replayed.status_code, replayed.json()) == (201, {"replayed": 1})
    assert [call.headers["webhook-id"] for call in receiver.calls] == [parked["message_id"]] * 11
    assert [one["state"] for one in await deliveries(district)] == ["DELIVERED"]


async def test_a_message_that_is_refused_does_not_hold_up_the_next(district: World, receiver: Receiver) -> None:
    await register(district, receiver)
    receiver.answers = [422]

    await post(district, an_outcome(district, 0, a_line(1)))
    await post(district, an_outcome(district, 1, a_line(1)))

    second, first = await deliveries(district)
    assert (first["state"], first["last"]["status"]) == ("WAITING", 422)
    assert second["state"] == "DELIVERED"


async def test_delivered_messages_are_replayed_where_asked_for(district: World, receiver: Receiver) -> None:
    await register(district, receiver)
    for teacher in range(3):
        await post(district, an_outcome(district, teacher, a_line(1)))
    chosen = receiver.calls[1].headers["webhook-id"]
    api = district.api("ledger")

    one = await api.post("/webhooks/records/replays", json={"states": ["DELIVERED"], "message_ids": [chosen]})
    none = await api.post(
        "/webhooks/records/replays", json={"states": ["DELIVERED"], "since": "2099-01-01T00:00:00+08:00"}
    )
    await district.drain()

    assert (one.json(), none.json()) == ({"replayed": 1}, {"replayed": 0})
    assert [call.headers["webhook-id"] for call in receiver.calls[3:]] == [chosen]


async def test_who_is_gone_is_paused_and_told_nothing_until_set_again(district: World, receiver: Receiver) -> None:
    await register(district, receiver)
    receiver.answers = [410]

    await post(district, an_outcome(district, 0, a_line(1)))
    paused = await hook(district)
    await post(district, an_outcome(district, 1, a_line(1)))
    refused = [
        (await district.api("ledger").post(f"/webhooks/records/{act}", json=body)).status_code
        for act, body in (("replays", {}), ("pings", None))
    ]
    while_paused = len(receiver.calls)
    await register(district, receiver)
    await post(district, an_outcome(district, 2, a_line(1)))

    assert (paused["active"], while_paused, refused) == (False, 1, [409, 409])
    assert json.loads(receiver.calls[-1].body)["data"]["first_seq"] == 3


async def test_each_is_told_what_it_asked_for(district: World, receiver: Receiver, travel: Travel) -> None:
    await register(district, receiver, "book_head.signed")

    await post(district, an_outcome(district, 0, a_line(1)))
    before = len(receiver.calls)
    await later(district, travel, timedelta(minutes=1))

    assert before == 0
    (head,) = [json.loads(call.body) for call in receiver.calls]
    assert (head["type"], head["data"]["seq"]) == ("book_head.signed", 1)
    listed = (await district.api("ledger").get("/book/heads")).json()["items"]
    assert head["data"]["signature"] == listed[0]["signature"]


async def test_a_ping_reaches_the_address(district: World, receiver: Receiver) -> None:
    secret = (await register(district, receiver))["secret"]

    asked = await district.api("ledger").post("/webhooks/records/pings")
    await district.drain()

    assert (asked.status_code, asked.json()["state"]) == (201, "WAITING")
    assert verified(receiver.calls[0], secret)["type"] == "webhook.ping"
    assert receiver.calls[0].headers["webhook-id"] == asked.json()["message_id"]


async def test_an_address_that_cannot_be_reached_is_a_fault_in_the_log(district: World) -> None:
    async with receiving() as receiver:
        await register(district, receiver)
    # Nobody listens there any more.
    await post(district, an_outcome(district, 0, a_line(1)))

    (logged,) = await deliveries(district)
    assert (logged["state"], logged["last"]["status"], logged["last"]["fault"]) == ("WAITING", None, "NOT_REACHED")


async def test_a_district_registers_twenty_and_no_more(district: World, receiver: Receiver) -> None:
    for number in range(20):
        await register(district, receiver, name=f"n{number}")

    answer = await district.api("ledger").put(
        "/webhooks/one-more", json={"url": receiver.url, "types": ["entries.posted"]}
    )

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:xuefen:problem:too-many-webhooks")
    for path in ("/webhooks/none/deliveries", f"/webhooks/n1/deliveries/{district.admin_id}"):
        assert (await district.api("ledger").get(path)).status_code == 404


async def test_three_addresses_are_called_at_once_and_who_has_no_turn_holds_nothing_meanwhile(
    district: World, receiver: Receiver
) -> None:
    released, calling = asyncio.Event(), 0

    class Slow:
        """Addresses that take their time."""

        async def post(self, _url: str, **_said: Any) -> Called:
            nonlocal calling
            calling += 1
            await released.wait()
            return Called(address="127.0.0.1", status=204, fault=None, answer="", milliseconds=1)

    async def send(name: str) -> None:
        async with district.session("ledger") as session:
            await operations.send_webhooks(
                session,
                district_id=district.district_id,
                name=name,
                outgoing=Slow(),  # type: ignore[arg-type]  # it calls nobody
                keys=district.apps.of["ledger"].state.webhook_keys,
                at=clock.now(),
            )

    names = [f"n{number}" for number in range(6)]
    for name in names:
        await register(district, receiver, name=name)
        await district.api("ledger").post(f"/webhooks/{name}/pings")
    sending = [asyncio.create_task(send(name)) for name in names]
    ended, _ = await asyncio.wait(sending, timeout=2)
    at_once = calling
    released.set()
    await asyncio.gather(*sending)
    shown = (await district.api("ledger").get("/webhooks")).json()["items"]

    assert (at_once, len(ended), calling) == (3, 3, 3)
    assert sorted(one["waiting"] for one in shown) == [0, 0, 0, 1, 1, 1]
