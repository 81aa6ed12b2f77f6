"""One answer for whatever is wrong with a token, one for whatever is not there, and one for every list's bounds."""

import json
import uuid

import httpx
import pytest

from tests.api.test_every_route import caller, lived, routes_of, send
from tests.platform.test_tokens import forgeries
from tests.support import SERVICES, Apps, World, make_world


def without_number(answer: httpx.Response) -> str:
    """A problem document but for the number of its request."""
    told = answer.json()
    told.pop("instance")
    return json.dumps(told, sort_keys=True)


async def test_whatever_is_wrong_with_a_token_the_answer_is_the_same(apps: Apps, district: World) -> None:
    account = {"username": "lining", "display_name": "李", "password": "correct horse battery", "roles": ["trainer"]}
    made = await district.api("directory").post("/accounts", json={"accounts": [account]})
    assert made.status_code == 201, made.text
    async with apps.http("directory", "/directory/v1") as client:
        login = {"district_id": district.district_id, "username": "lining", "password": "correct horse battery"}
        granted = (await client.post("/tokens", json=login)).json()
    tokens = forgeries(apps.settings.secret("token_private_key"), district_id=district.district_id)
    tokens |= {"a refresh token": granted["refresh_token"], "100 KB": "a" * 100_000, "none": ""}

    answers = {}
    for told, token in tokens.items():
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}
        async with apps.http("directory", f"/directory/v1/districts/{district.district_id}", headers) as client:
            answers[told] = await client.get("/me")

    assert {told: answer.status_code for told, answer in answers.items()} == dict.fromkeys(tokens, 401)
    assert len({without_number(answer) for answer in answers.values()}) == 1
    assert {answer.headers["www-authenticate"] for answer in answers.values()} == {"Bearer"}
    assert len(answers) > 15


async def test_what_is_not_there_and_what_is_not_shown_are_told_alike(apps: Apps) -> None:
    told: dict[str, list[str]] = {}
    for service in SERVICES:
        live = await lived(apps, service)
        strange = [answer for _, _, answer in live.tried if answer.status_code == 404]
        admin, neighbour = live.world.api(service), (await make_world(apps)).api(service)
        reads = [call for call in live.calls if call.method == "GET" and call.role == "district_admin"]
        absent = [await admin.get(_elsewhere(call.path), params=call.query) for call in reads]
        strange += [await neighbour.get(call.path, params=call.query) for call in reads]
        for answer in (*strange, *absent):
            if answer.status_code == 404 and answer.headers["content-language"] == "en":
                told.setdefault(without_number(answer), []).append(service)

    assert len(told) == 1, list(told)
    assert set(*told.values()) == set(SERVICES)
    assert sum(map(len, told.values())) > 60


def _elsewhere(path: str) -> str:
    return "/".join(str(uuid.uuid4()) if len(part) == 36 else part for part in path.split("/"))


@pytest.mark.parametrize("service", SERVICES)
async def test_a_list_takes_no_other_bounds_than_those_it_describes(apps: Apps, service: str) -> None:
    live = await lived(apps, service)
    queries = {route.operation: route.query for route in routes_of(apps, service)}
    tried = 0
    for call in {call.operation: call for call in live.calls if "limit" in queries[call.operation]}.values():
        api = caller(live.world, service, call)
        for limit in ("0", "-1", "501", "１"):
            answer = await send(api, call, params={**(call.query or {}), "limit": limit})
            assert answer.status_code == 422, f"{call.operation}?limit={limit}: {answer.status_code}"
            assert [one["pointer"] for one in answer.json()["errors"]] == ["/query/limit"]
            tried += 1
    assert tried >= 4
