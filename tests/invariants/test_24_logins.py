"""Invariant 24: what renews a login works once; who shows it again ends it, and what is taken away is soon gone."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.models import RefreshToken
from services.platform import clock
from services.platform.access import Principal
from services.platform.tokens import LEEWAY_SECONDS, LIFETIME, TokenVerifier
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
async def test_24_a_refresh_token_shown_again_ends_all_that_came_of_it(district: World, mutated: Mutated) -> None:
    await make_account(district)
    async with mutated(district), district.apps.http("directory", "/directory/v1") as public:

        async def renew(token: str) -> tuple[int, str]:
            answer = await public.post("/tokens/refresh", json={"refresh_token": token})
            return answer.status_code, answer.json().get("refresh_token", "")

        first = (await log_in(public, district, "head", PASSWORD)).json()["refresh_token"]
        other = (await log_in(public, district, "head", PASSWORD)).json()["refresh_token"]
        renewed, heir = await renew(first)
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
