"""Systems of a district: two secrets at once, or a key of their own by which they sign."""

from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import operations, queries
from services.directory.models import Client
from services.platform.errors import Unauthenticated
from services.platform.ids import new_id
from services.platform.tokens import TokenVerifier
from services.platform.versions import demand_current
from tests.directory.logins import Wound, of, slug
from tests.support import Apps, World


async def test_a_system_changes_its_secret_without_pause_and_a_closed_one_is_out(
    district: World, public: httpx.AsyncClient, wound: Wound
) -> None:
    admin = district.api("directory")
    made = (await admin.post("/clients", json={"name": "区平台", "scopes": ["feed:read"]})).json()
    path = f"/clients/{made['id']}"

    async def lets_in(secret: str) -> int:
        form = {"grant_type": "client_credentials", "client_id": made["client_id"], "client_secret": secret}
        return (await public.post("/oauth/token", data=form)).status_code

    async def new_secret(slot: str) -> str:
        # A token of now: months pass meanwhile.
        return str((await district.api("directory").put(f"{path}/secrets/{slot}")).json()["secret"])

    bare = (await admin.get("/clients")).json()["items"][0]
    old, new = await new_secret("A"), await new_secret("B")
    both = [await lets_in(old), await lets_in(new), await lets_in("f" * 43)]
    newest = await new_secret("A")
    renewed = [await lets_in(one) for one in (old, new, newest)]
    form = {"grant_type": "client_credentials", "client_id": made["client_id"], "client_secret": newest}
    token = (await public.post("/oauth/token", data=form)).json()["access_token"]
    me = (await of(district, token).get("/me")).json()
    unscoped = [await of(district, token, one).get("/summary") for one in ("registration", "attendance", "assessment")]
    wound.on(days=89, hours=23)
    near = await lets_in(newest)
    wound.on(hours=2)
    over = await lets_in(newest)
    await new_secret("A")
    admin = district.api("directory")
    closed = await admin.put(f"{path}/state", json={"state": "CLOSED"})
    none = await admin.put(f"{path}/secrets/A")
    await admin.put(f"{path}/state", json={"state": "OPEN"})
    opened = await lets_in(await new_secret("B"))
    listed = (await admin.get("/clients")).json()["items"]

    assert (made["secret_a_until"], bare["secret_a_until"]) == (None, None)
    assert (both, renewed) == ([200, 200, 401], [401, 200, 200])
    assert len(old) == 43
    assert (me["roles"], me["scopes"]) == (["integration"], ["feed:read"])
    assert [one.status_code for one in unscoped] == [403, 403, 403]
    assert (near, over) == (200, 401)
    assert closed.json()["secret_a_until"] is None
    assert (none.status_code, slug(none), opened) == (409, "client-closed", 200)
    assert [(one["id"], one["secret_a_until"], one["closed_at"]) for one in listed] == [(made["id"], None, None)]


async def test_a_system_that_the_release_before_registers_gets_in_for_as_long_as_others(
    district: World, public: httpx.AsyncClient, wound: Wound
) -> None:
    client_id, keys = new_id(), operations.Keys.of(district.apps.settings)
    async with district.session("directory") as session:
        # It knows one secret, and nothing of how long that holds.
        await session.execute(
            text(
                "insert into directory_private.client (district_id, client_id, name, secret_hash, scopes, created_at)"
                " values (:of, :client, '区平台', :hash, '{feed:read}', now())"
            ),
            {"of": district.district_id, "client": client_id, "hash": keys.index("s" * 43)},
        )
    login = {"client_id": f"{district.district_id}.{client_id}", "client_secret": "s" * 43}
    statuses = []
    for days in (0, 89, 2):
        wound.on(days=days)
        answer = await public.post("/oauth/token", data={"grant_type": "client_credentials", **login})
        statuses.append(answer.status_code)

    assert statuses == [200, 200, 401]


async def test_a_system_that_is_closed_while_it_logs_in_gets_a_token_that_is_past(
    district: World, public: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client_id, secret = await district.client("feed:read")
    find = queries.find_client

    async def found_and_closed(session: AsyncSession, **which: Any) -> Client | None:
        client = await find(session, **which)
        closed = await district.api("directory").put(f"/clients/{which['client_id']}/state", json={"state": "CLOSED"})
        assert closed.status_code == 200, closed.text
        return client

    monkeypatch.setattr(queries, "find_client", found_and_closed)
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    granted = await public.post("/oauth/token", data=form)

    assert granted.status_code == 200, granted.text
    principal = TokenVerifier((await public.get("/jwks.json")).text).verify(granted.json()["access_token"])
    async with district.session("directory") as session:
        with pytest.raises(Unauthenticated):
            await demand_current(session, principal)


async def test_a_system_logs_in_by_what_it_signs_once_and_for_us(
    district: World, public: httpx.AsyncClient, wound: Wound
) -> None:
    admin = district.api("directory")
    made = (await admin.post("/clients", json={"name": "区平台", "scopes": ["feed:read"]})).json()
    other = (await admin.post("/clients", json={"name": "他系统", "scopes": ["feed:read"]})).json()
    key, stranger = OKPKey.generate_key("Ed25519"), OKPKey.generate_key("Ed25519")
    kept = await admin.put(f"/clients/{made['id']}/keys", json={"keys": [{"x": key.as_dict()["x"], "kid": "k1"}]})
    now = int(wound.moment.timestamp())

    def signed(by: OKPKey = key, alg: str = "Ed25519", kid: str = "k1", **changes: Any) -> str:
        login = made["client_id"]
        claims = {"iss": login, "sub": login, "aud": "xuefen", "exp": now + 240, "iat": now, "jti": str(new_id())}
        claims = {name: value for name, value in {**claims, **changes}.items() if value is not None}
        return jwt.encode({"alg": alg, "kid": kid}, claims, by, algorithms=[alg])

    async def lets_in(assertion: str, client_id: str = made["client_id"], **changes: str) -> int:
        form = {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": assertion,
            **changes,
        }
        return (await public.post("/oauth/token", data=form)).status_code

    once = signed()
    good = [await lets_in(once), await lets_in(signed(aud=["xuefen"])), await lets_in(signed(exp=now + 300))]
    faults = [
        once,
        signed(by=stranger),
        signed(by=stranger, kid="k2"),
        signed(iss=other["client_id"]),
        signed(sub=other["client_id"]),
        signed(aud="https://elsewhere.cn"),
        signed(aud=["xuefen", "elsewhere"]),
        signed(aud=[]),
        signed(exp=None),
        signed(exp=now + 600),
        signed(exp=now - 31),
        signed(jti=None),
        signed(jti=""),
        signed(exp="soon"),
        signed()[:-3],
        "nothing",
    ]
    refused = [await lets_in(one) for one in faults]
    another = await lets_in(signed(iss=other["client_id"], sub=other["client_id"]), client_id=other["client_id"])
    await admin.put(f"/clients/{made['id']}/keys", json={"keys": []})
    gone = await lets_in(signed())

    assert kept.json()["key_ids"] == ["k1"]
    assert good == [200, 200, 200]
    assert refused == [401] * len(faults)
    assert (another, gone) == (401, 401)


async def test_a_system_that_is_held_to_addresses_gets_in_from_there_only(district: World, apps: Apps) -> None:
    networks = ["10.20.0.0/16", "2001:db8::/32"]
    asked = {"name": "校端系统", "scopes": ["feed:read"], "addresses": networks}
    made = (await district.api("directory").post("/clients", json=asked)).json()
    given = (await district.api("directory").put(f"/clients/{made['id']}/secrets/A")).json()
    login = {"grant_type": "client_credentials", "client_id": given["client_id"], "client_secret": given["secret"]}

    async def enters(address: str) -> httpx.Response:
        transport = httpx.ASGITransport(app=apps.of["directory"], client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://test/directory/v1") as system:
            return await system.post("/oauth/token", data=login)

    inside = [await enters(one) for one in ("10.20.3.4", "::ffff:10.20.3.4", "2001:db8::7")]
    outside = [await enters(one) for one in ("10.21.3.4", "2001:db9::7", "unix:somewhere", "")]
    async with apps.http("directory", "/directory/v1") as elsewhere:
        wrong = await elsewhere.post("/oauth/token", data={**login, "client_secret": "x" * 43})
    refused = [
        (await district.api("directory").post("/clients", json={**asked, "addresses": [one]})).status_code
        for one in ("10.20.0.1/16", "999.1.1.1", "everywhere", "10.20.0.0/16/8")
    ]

    assert made["addresses"] == networks
    assert [one.status_code for one in inside] == [200] * 3
    assert [one.status_code for one in outside] == [401] * 4
    assert {one.json()["type"] for one in outside} == {wrong.json()["type"]}
    assert refused == [422] * 4
