"""Invariant 24: what renews a login works once; who shows it again ends it, and what is taken away is soon gone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.models import RefreshToken
from services.directory.rules import REPLY_LOST_FOR
from services.platform import clock, edge
from services.platform.access import Principal
from services.platform.ids import new_id
from services.platform.tokens import LEEWAY_SECONDS, LIFETIME, TokenVerifier
from services.platform.versions import Versions
from tests.directory.test_accounts import PASSWORD, log_in, make_account
from tests.invariants.twice import Mutated, as_superuser, by_patch, invariant
from tests.support import World

_lock_refresh_token = queries.lock_refresh_token
_verify = TokenVerifier.verify


async def _nothing_revoked(_session: AsyncSession, **_which: object) -> None:
    return None


async def _unused(session: AsyncSession, **which: Any) -> RefreshToken | None:
    kept = await _lock_refresh_token(session, **which)
    if kept is not None:
        kept.used_at = None
    return kept


@invariant(
    by_patch("the_family_is_not_revoked", (queries, "revoke_family", _nothing_revoked)),
    by_patch("use_is_not_noticed", (queries, "lock_refresh_token", _unused)),
)
async def test_24_a_refresh_token_shown_again_ends_all_that_came_of_it(
    district: World, mutated: Mutated, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make_account(district)
    async with mutated(district), district.apps.http("directory", "/directory/v1") as public:

        async def renew(token: str) -> tuple[int, str]:
            answer = await public.post("/tokens/refresh", json={"refresh_token": token})
            return answer.status_code, answer.json().get("refresh_token", "")

        first = (await log_in(public, district, "head", PASSWORD)).json()["refresh_token"]
        other = (await log_in(public, district, "head", PASSWORD)).json()["refresh_token"]
        renewed, heir = await renew(first)
        # Only an answer that may have got lost is given again, and that for a few seconds.
        now = clock.real_now()
        monkeypatch.setattr(clock, "real_now", lambda: now + REPLY_LOST_FOR)
        stolen, _ = await renew(first)
        inherited, _ = await renew(heir)
        beside, _ = await renew(other)

    assert (renewed, stolen, inherited) == (200, 401, 401)
    # Another login of the same person has nothing to do with it.
    assert beside == 200


def _remembered(verifier: TokenVerifier, token: str) -> Principal:
    known = verifier._verified.get(token)
    return known.principal if known is not None else _verify(verifier, token)


@invariant(by_patch("a_token_seen_before_is_believed_for_ever", (TokenVerifier, "verify", _remembered)))
async def test_24_a_role_taken_away_is_gone_with_the_token_that_says_it_and_is_not_renewed(
    district: World, mutated: Mutated, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make_account(district, roles=["district_admin"])
    now = clock.real_now()
    async with mutated(district), district.apps.http("directory", "/directory/v1") as public:

        async def reads(token: str) -> int:
            answer = await public.get(
                f"/districts/{district.district_id}/accounts", headers={"Authorization": f"Bearer {token}"}
            )
            return answer.status_code

        granted = (await log_in(public, district, "head", PASSWORD)).json()
        before = await reads(granted["access_token"])
        await as_superuser(district, "update directory_private.account set roles = '{trainer}'")
        renewed = await public.post("/tokens/refresh", json={"refresh_token": granted["refresh_token"]})
        anew = await reads(renewed.json()["access_token"])
        monkeypatch.setattr(clock, "real_now", lambda: now + LIFETIME + timedelta(seconds=LEEWAY_SECONDS + 5))
        after = await reads(granted["access_token"])

    assert (before, renewed.json()["roles"], anew) == (200, ["trainer"], 403)
    assert after == 401


async def _nothing_looked_up(_session: AsyncSession, _principal: Principal) -> None:
    return None


def _not_compared(_versions: Versions, _principal: Principal) -> None:
    return None


@invariant(
    by_patch("versions_are_not_compared", (Versions, "demand_known", _not_compared)),
    by_patch("writes_go_by_what_was_heard", (edge, "demand_current", _nothing_looked_up)),
)
async def test_24_a_role_taken_away_is_gone_within_a_minute_everywhere_and_at_once_where_others_are_written_about(
    district: World, mutated: Mutated, minute_later: Callable[[], None]
) -> None:
    account_id = await make_account(district, roles=["district_admin"])
    await make_account(district, "other", roles=["district_admin"])
    async with district.apps.http("directory", "/directory/v1") as public:
        token = (await log_in(public, district, "head", PASSWORD)).json()["access_token"]
    services = ("directory", "registration", "attendance", "assessment", "ledger")
    reads = dict(zip(services, ("/accounts", "/summary", "/summary", "/summary", "/summary"), strict=True))

    async def all_read() -> set[int]:
        answers = set()
        for service, path in reads.items():
            base = f"/{service}/v1/districts/{district.district_id}"
            async with district.apps.http(service, base, {"Authorization": f"Bearer {token}"}) as client:
                answers.add((await client.get(path)).status_code)
        return answers

    async def writes() -> int:
        base = f"/registration/v1/districts/{district.district_id}"
        plan = {"title": "教师培训计划", "starts_on": "2026-09-01", "ends_on": "2027-08-31"}
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(new_id())}
        async with district.apps.http("registration", base, headers) as client:
            return (await client.post("/plans", json=plan)).status_code

    async with mutated(district):
        before = (await all_read(), await writes())
        taken = await district.api("directory").put(f"/accounts/{account_id}/roles", json={"roles": ["trainer"]})
        written = await writes()
        minute_later()
        after = await all_read()

    assert (before, taken.status_code) == (({200}, 201), 200)
    assert written == 401
    assert after == {401}
