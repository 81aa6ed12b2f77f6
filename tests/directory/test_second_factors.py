"""The second factor of administrators: enrolled before anything else, shown at each login, replaced when lost."""

from datetime import timedelta

import httpx
import pyotp
import pytest
from sqlalchemy import text

from services.platform.settings import Settings
from tests.directory.logins import Wound, granted, of, renew, slug
from tests.directory.test_accounts import PASSWORD, log_in, make_account
from tests.support import World


async def test_an_administrator_without_second_factor_only_enrols_one_and_is_asked_for_it_from_then_on(
    district: World,
    public: httpx.AsyncClient,
    settings: Settings,
    second_factors: None,
    wound: Wound,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await make_account(district, "bureau", roles=["district_admin"])
    with monkeypatch.context() as before:
        before.setattr(settings, "totp_required", False)
        unasked = (await granted(public, district, "bureau"))["refresh_token"]
    of_before = await renew(public, unasked)
    await make_account(district, "teacher", roles=["teacher"], teacher_id=str(district.teachers[0].teacher_id))
    as_teacher = await granted(public, district, "teacher")
    confined = await granted(public, district, "bureau")
    newcomer = of(district, confined["access_token"])
    elsewhere = [
        await newcomer.get("/accounts"),
        await newcomer.get("/me"),
        await of(district, confined["access_token"], "ledger").get("/summary"),
    ]
    offer = (await newcomer.put("/me/totp", json={})).json()
    codes = pyotp.TOTP(offer["secret"])
    wrong = await newcomer.put("/me/totp/confirmation", json={"totp": "000000"})
    confirmed = await newcomer.put("/me/totp/confirmation", json={"totp": codes.at(wound.moment)})
    recovery = confirmed.json()["recovery_codes"]
    given: list[str] = []

    async def shown(totp: str | None) -> tuple[int, str]:
        body = {"district_id": district.district_id, "username": "bureau", "password": PASSWORD, "totp": totp}
        answer = await public.post("/tokens", json=body)
        if answer.status_code == 200:
            given.append(answer.json()["refresh_token"])
        return answer.status_code, "" if answer.status_code == 200 else slug(answer)

    used = await shown(codes.at(wound.moment))
    without = await shown(None)
    wound.on(seconds=30)
    good = await shown(codes.at(wound.moment))
    replayed = await shown(codes.at(wound.moment))
    recovered = await shown(recovery[0].lower())
    twice = await shown(recovery[0])
    wound.on(seconds=120)
    stale = await shown(codes.at(wound.moment - timedelta(seconds=61)))
    renewed = [await renew(public, one) for one in (given[0], as_teacher["refresh_token"])]

    assert (of_before.status_code, [one.status_code for one in renewed]) == (401, [200, 200])
    assert as_teacher["only"] == []
    assert as_teacher["refresh_token"] is not None
    assert confined["only"] == ["put_me_password", "put_me_totp", "put_me_totp_confirmation"]
    assert confined["refresh_token"] is None
    assert [one.status_code for one in elsewhere] == [403, 403, 403]
    assert offer["otpauth_uri"].startswith("otpauth://totp/Xuefen:bureau")
    assert (wrong.status_code, confirmed.status_code, len(set(recovery))) == (422, 200, 10)
    refused = (401, "login-refused")
    assert (used, without, good, replayed) == (refused, (401, "second-factor-needed"), (200, ""), refused)
    assert (recovered, twice, stale) == ((200, ""), refused, refused)


async def test_a_lost_second_factor_is_taken_away_by_another_administrator_and_a_standing_one_replaced_with_a_code(
    district: World, public: httpx.AsyncClient, wound: Wound
) -> None:
    account = await make_account(district, "bureau", roles=["district_admin"])
    mine = of(district, (await granted(public, district, "bureau"))["access_token"])

    async def enrol(**shown: str) -> tuple[pyotp.TOTP, list[str]]:
        codes = pyotp.TOTP((await mine.put("/me/totp", json=shown)).json()["secret"])
        wound.on(seconds=30)
        confirmed = await mine.put("/me/totp/confirmation", json={"totp": codes.at(wound.moment)})
        return codes, confirmed.json()["recovery_codes"]

    _, recovery = await enrol()
    kept = await mine.put("/me/totp", json={})
    again = await mine.put("/me/totp/confirmation", json={"totp": "123456"})
    codes, _ = await enrol(totp=recovery[3])
    old = await public.post(
        "/tokens",
        json={
            "district_id": district.district_id,
            "username": "bureau",
            "password": PASSWORD,
            "totp": recovery[4],
        },
    )
    wound.on(seconds=30)
    new = await granted(public, district, "bureau", totp=codes.at(wound.moment))
    oneself = await of(district, new["access_token"]).post(f"/accounts/{account}/totp-resets")
    other = await district.api("directory").post(f"/accounts/{account}/totp-resets")
    free = await log_in(public, district, "bureau", PASSWORD)
    seen = await district.api("directory").get(f"/accounts/{account}")

    assert (kept.status_code, slug(kept)) == (422, "second-factor-wrong")
    assert (again.status_code, slug(again)) == (409, "second-factor-not-offered")
    assert old.status_code == 401
    assert (oneself.status_code, slug(oneself)) == (409, "own-rights")
    assert (other.status_code, free.status_code, seen.json()["second_factor"]) == (201, 200, False)


async def test_a_second_factor_holds_until_the_one_that_was_offered_in_its_place_is_confirmed(
    district: World, public: httpx.AsyncClient, wound: Wound
) -> None:
    await make_account(district, "bureau", roles=["district_admin"])
    mine = of(district, (await granted(public, district, "bureau"))["access_token"])

    async def offered(**shown: str) -> pyotp.TOTP:
        return pyotp.TOTP((await mine.put("/me/totp", json=shown)).json()["secret"])

    async def confirm(codes: pyotp.TOTP) -> httpx.Response:
        wound.on(seconds=30)
        return await mine.put("/me/totp/confirmation", json={"totp": codes.at(wound.moment)})

    async def enters(totp: str | None = None) -> str:
        body = {"district_id": district.district_id, "username": "bureau", "password": PASSWORD, "totp": totp}
        answer = await public.post("/tokens", json=body)
        return "in" if answer.status_code == 200 else slug(answer)

    first = await offered()
    recovery = (await confirm(first)).json()["recovery_codes"]
    given_up = await offered(totp=recovery[0])
    second = await offered(totp=recovery[1])
    wound.on(seconds=30)
    between = [
        await enters(),
        await enters(second.at(wound.moment)),
        await enters(first.at(wound.moment)),
        await enters(recovery[2]),
    ]
    wrong = [
        await confirm(given_up),
        await confirm(first),
    ]
    swapped = await confirm(second)
    twice = await confirm(second)
    after = [
        await enters(),
        await enters(first.at(wound.moment)),
        await enters(recovery[3]),
        await enters(second.at(wound.moment)),
        await enters(swapped.json()["recovery_codes"][0]),
    ]

    assert between == ["second-factor-needed", "login-refused", "in", "in"]
    assert [slug(one) for one in wrong] == ["second-factor-wrong"] * 2
    assert (swapped.status_code, slug(twice)) == (200, "second-factor-not-offered")
    assert after == ["second-factor-needed", "login-refused", "login-refused", "in", "in"]


async def test_secrets_of_a_second_factor_are_sealed_and_codes_for_recovery_hashed(
    district: World, public: httpx.AsyncClient
) -> None:
    await make_account(district)
    mine = of(district, (await granted(public, district))["access_token"])
    secret = (await mine.put("/me/totp", json={})).json()["secret"]
    codes = (await mine.put("/me/totp/confirmation", json={"totp": pyotp.TOTP(secret).now()})).json()["recovery_codes"]

    async with district.session("directory") as session:
        kept = (await session.execute(text("select * from directory_private.second_factor"))).one()
        answers = (await session.execute(text("select body from platform.idempotency"))).scalars().all()
    stored = b"|".join([kept.secret_sealed, *kept.recovery_hashes, *(one or b"" for one in answers)])
    assert [one for one in (secret, *codes, codes[0].replace("-", "")) if one.encode() in stored] == []
