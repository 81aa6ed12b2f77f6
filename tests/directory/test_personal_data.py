"""What is held of a person: sealed by a key of the district, masked, told for a purpose, set right, and forgotten."""

from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

import httpx
import pytest
from cryptography.exceptions import InvalidTag
from pydantic import SecretStr
from sqlalchemy import text

from services.cli.keys import Rewrapped, rewrap
from services.directory import operations
from services.directory.operations import sealing
from services.directory.operations.sealing import KeyUnknown
from services.platform import crypto
from services.platform.access import Principal, Reach, Viewer
from services.platform.ids import new_id
from services.platform.settings import Settings
from tests.directory.logins import Wound, granted, of, renew, slug
from tests.directory.test_accounts import make_account
from tests.support import Api, World
from tests.walks.directory import as_csv, resident_id, roster_row

CSV = {"headers": {"Content-Type": "text/csv"}}
PURPOSE = {"purpose": "核对职称评审材料"}
GONE = {"valid_to": "2020-08-31", "class_from": ""}


async def imported(world: World, *rows: dict[str, str]) -> None:
    answer = await world.api("directory").post("/roster-imports", content=as_csv(list(rows)), **CSV)
    assert answer.json()["applied"], answer.text


async def teacher_id_of(world: World, staff_number: str) -> Any:
    async with world.session("directory") as session:
        found = text("select teacher_id from directory.teacher where staff_number = :number")
        return await session.scalar(found, {"number": staff_number})


def own(world: World, teacher_id: Any) -> Api:
    return world.api("directory", "teacher", teacher=teacher_id)


async def document_of(world: World, teacher_id: Any, chosen: Settings) -> str:
    """As an officer reads it where the directory has these settings."""
    officer = Principal(
        account_id=world.admin_id,
        district_id=world.district_id,
        roles=frozenset({"district_admin"}),
        logged_in_at=datetime.now(UTC),
    )
    async with world.session("directory") as session:
        found = await operations.reveal_identity(
            session,
            viewer=Viewer(officer, Reach.DISTRICT),
            teacher_id=teacher_id,
            purpose="x",
            keys=operations.Keys.of(chosen),
            today=datetime.now(UTC).date(),
            at=datetime.now(UTC),
        )
    return found.document


def changed_keys(settings: Settings) -> tuple[Settings, Settings]:
    """While DATA_KEY holds a new key and the former one, and when the former one is gone."""
    fresh = token_hex(32)
    both = SecretStr(f"{fresh}\n{settings.secret('data_key')}")
    return settings.model_copy(update={"data_key": both}), settings.model_copy(update={"data_key": SecretStr(fresh)})


async def test_numbers_are_masked_and_told_in_full_to_oneself_or_for_a_purpose_that_stays(district: World) -> None:
    await imported(district, roster_row(1), roster_row(2))
    teacher, colleague = [await teacher_id_of(district, number) for number in ("R0001", "R0002")]
    document, path = resident_id(1), f"/teachers/{await teacher_id_of(district, 'R0001')}/identity"
    officer, auditor = district.api("directory"), district.api("directory", "auditor")
    school = district.api("directory", "school_admin", school=district.schools[0].school_id)
    elsewhere = district.api("directory", "school_admin", school=district.schools[1].school_id)

    masked = [(await api.get(path)).json() for api in (officer, auditor, school, own(district, teacher))]
    silent = await officer.get(f"{path}/in-full")
    told = await officer.get(f"{path}/in-full", params=PURPOSE)
    mine = await own(district, teacher).get(f"{path}/in-full")
    strangers = [
        await elsewhere.get(path),
        await own(district, colleague).get(path),
        await own(district, colleague).get(f"{path}/in-full"),
        await own(district, colleague).get(f"/teachers/{teacher}/personal-data"),
        await officer.get(f"/teachers/{district.teachers[0].teacher_id}/identity"),
    ]
    refused = [await api.get(f"{path}/in-full", params=PURPOSE) for api in (auditor, school)]

    shown = {
        "document_kind": "RESIDENT_ID",
        "document": f"{document[:3]}{'*' * 11}{document[-4:]}",
        "phone": "138****0001",
    }
    whole = {"document_kind": "RESIDENT_ID", "document": document, "phone": "13800000001"}
    assert masked == [shown] * 4
    assert (silent.status_code, silent.json()["type"]) == (422, "urn:xuefen:problem:purpose-needed")
    assert (told.json(), mine.json()) == (whole, whole)
    assert [one.status_code for one in strangers] == [404] * 5
    assert [one.status_code for one in refused] == [403] * 2
    trail = (await own(district, teacher).get("/audit", params={"operation": "get_identity_in_full"})).json()["items"]
    assert [(one["status"], one["purpose"]) for one in trail] == [
        (403, None),
        (403, None),
        (404, None),
        (200, None),
        (200, PURPOSE["purpose"]),
        (422, None),
    ]


async def test_an_officer_sees_numbers_in_full_shortly_after_a_login_only(
    district: World, public: httpx.AsyncClient, wound: Wound
) -> None:
    await imported(district, roster_row(1))
    await make_account(district, "bureau", roles=["district_admin"])
    teacher = await teacher_id_of(district, "R0001")
    paths = [f"/teachers/{teacher}/identity/in-full", f"/teachers/{teacher}/personal-data"]

    async def told(token: str) -> list[httpx.Response]:
        return [await of(district, token).get(path, params=PURPOSE) for path in paths]

    login = await granted(public, district, "bureau")
    at_once = await told(login["access_token"])
    renewed = await told((await renew(public, login["refresh_token"])).json()["access_token"])
    masked = await of(district, login["access_token"]).get(f"/teachers/{teacher}/identity")
    wound.on(minutes=4, seconds=58)
    in_time = await told(login["access_token"])
    wound.on(seconds=3)
    late = await told(login["access_token"])
    again = await told((await granted(public, district, "bureau"))["access_token"])
    mine = [await own(district, teacher).get(path) for path in paths]

    trail = await own(district, teacher).get("/audit", params={"operation": "get_identity_in_full"})
    refusals = [one["problem"] for one in trail.json()["items"] if one["status"] == 401]
    good = [*at_once, masked, *in_time, *again, *mine]
    assert [one.status_code for one in good] == [200] * len(good)
    for refused in (*renewed, *late):
        assert (refused.status_code, slug(refused)) == (401, "login-too-old")
        challenge = 'Bearer error="insufficient_user_authentication", max_age="300"'
        assert refused.headers["www-authenticate"] == challenge
        assert resident_id(1) not in refused.text
    # That a token was tried which is not enough is what one would look for.
    assert refusals == ["login-too-old"] * 2


async def test_nobody_is_let_in_as_somebody_else_by_a_token_alone(
    district: World, public: httpx.AsyncClient, wound: Wound
) -> None:
    await imported(district, roster_row(1))
    await make_account(district, "bureau", roles=["district_admin"])
    teacher = str(await teacher_id_of(district, "R0001"))
    other = await make_account(district, "other", roles=["teacher"], teacher_id=teacher)
    login = await granted(public, district, "bureau")
    wound.on(minutes=6)
    old = of(district, login["access_token"])
    account = {"username": "puppet", "display_name": "x", "roles": ["teacher"], "teacher_id": teacher}

    def asked(api: Api) -> list[Any]:
        return [
            api.post("/accounts", json={"accounts": [account]}, headers={"Idempotency-Key": "k1"}),
            api.put(f"/accounts/{other}/roles", json={"roles": ["teacher", "trainer"]}),
            api.put(f"/accounts/{other}/state", json={"state": "OPEN"}),
            api.put(f"/accounts/{other}/password", json={}),
            api.post(f"/accounts/{other}/totp-resets", json={}),
            api.put(f"/teachers/{teacher}/phone", json={"phone": "13800000099"}),
        ]

    refused = [await one for one in asked(old)]
    closing = await old.put(f"/accounts/{other}/state", json={"state": "CLOSED"})
    again = [await one for one in asked(of(district, (await granted(public, district, "bureau"))["access_token"]))]

    assert [(one.status_code, slug(one)) for one in refused] == [(401, "login-too-old")] * 6
    # To end what goes on waits for nothing.
    assert closing.status_code == 200
    # The same key opens after a fresh login: the refusal was no answer to keep.
    assert [one.status_code for one in again] == [201, 200, 200, 200, 201, 200]


async def test_a_person_gets_a_copy_of_everything_and_sets_the_own_phone_right(district: World) -> None:
    await imported(district, roster_row(1))
    teacher = await teacher_id_of(district, "R0001")
    account = {"username": "wangyi", "display_name": "王一", "roles": ["teacher"], "teacher_id": str(teacher)}
    await district.api("directory").post("/accounts", json={"accounts": [account]})
    path = f"/teachers/{teacher}"

    wrong = await own(district, teacher).put(f"{path}/phone", json={"phone": "12345678901"})
    changed = await own(district, teacher).put(f"{path}/phone", json={"phone": "+86 139-0719-0822"})
    copy = (await own(district, teacher).get(f"{path}/personal-data")).json()
    removed = await district.api("directory").put(f"{path}/phone", json={"phone": None})
    nobody = await district.api("directory").put(
        f"/teachers/{district.teachers[0].teacher_id}/phone", json={"phone": None}
    )

    assert (wrong.status_code, changed.json()["phone"]) == (422, "139****0822")
    assert copy["identity"] == {"document_kind": "RESIDENT_ID", "document": resident_id(1), "phone": "13907190822"}
    assert (copy["name"], copy["birth_date"], copy["staff_number"]) == ("王二", "1980-01-01", "R0001")
    assert {fact["kind"] for fact in copy["facts"]} == {"DEGREE", "CLASS_TEACHER"}
    assert [(one["username"], one["wechat_bound"]) for one in copy["accounts"]] == [("wangyi", False)]
    assert (removed.json()["phone"], nobody.status_code) == (None, 404)
    # The roster says the phone again: what its file holds is what the district has.
    await imported(district, roster_row(1))
    assert (await own(district, teacher).get(f"{path}/identity")).json()["phone"] == "138****0001"


async def test_whoever_has_left_is_forgotten_but_for_the_id(district: World) -> None:
    await imported(district, roster_row(1, **GONE), roster_row(2))
    gone, stays = [await teacher_id_of(district, number) for number in ("R0001", "R0002")]
    officer = district.api("directory")
    account = {
        "username": "wangyi",
        "display_name": "王一",
        "roles": ["teacher"],
        "teacher_id": str(gone),
        "password": "a long and private one",
    }
    await officer.post("/accounts", json={"accounts": [account]})
    ill = {"kind": "LEAVE", "code": "SICK", "valid_from": "2019-03-01", "valid_to": "2019-04-30", "ground": "住院手术"}
    await officer.post(f"/teachers/{gone}/facts", json=ill)
    asked = {"reason": "本人书面申请"}

    early = await officer.put(f"/teachers/{stays}/erasure", json=asked)
    # The account of who has left is the only one that administers the district.
    account_id = (await officer.get("/accounts")).json()["items"][0]["account_id"]
    await officer.put(f"/accounts/{account_id}/roles", json={"roles": ["district_admin"]})
    alone = await officer.put(f"/teachers/{gone}/erasure", json=asked)
    chief = {"username": "chief", "display_name": "陈", "roles": ["district_admin"]}
    await officer.post("/accounts", json={"accounts": [chief]})
    done = await officer.put(f"/teachers/{gone}/erasure", json=asked)
    again = await officer.put(f"/teachers/{gone}/erasure", json=asked)

    assert (early.status_code, early.json()["type"]) == (409, "urn:xuefen:problem:still-in-post")
    assert (alone.status_code, alone.json()["type"]) == (409, "urn:xuefen:problem:last-administrator")
    assert done.json() == {"teacher_id": str(gone), "documents": 1, "accounts": 1, "person_forgotten": True}
    assert (again.status_code, again.json()["documents"]) == (200, 0)
    assert (await officer.get(f"/teachers/{gone}/identity")).status_code == 404
    copy = (await officer.get(f"/teachers/{gone}/personal-data", params=PURPOSE)).json()
    assert (copy["name"], copy["birth_date"], copy["identity"]) == ("（已删除）", None, None)
    assert {fact["ground"] for fact in copy["facts"]} == {None}
    assert [one["display_name"] for one in copy["accounts"]] == ["（已删除）"]
    async with district.apps.http("directory", "/directory/v1") as phone:
        login = {"district_id": district.district_id, "username": "wangyi", "password": "a long and private one"}
        assert (await phone.post("/tokens", json=login)).status_code == 401
    async with district.session("directory") as session:
        known = text("select roles from directory.known_account where account_id = :one")
        assert await session.scalar(known, {"one": account_id}) == []
        claims = "select count(*) from directory_private.person_claim where person_id = :person"
        assert await session.scalar(text(claims), {"person": copy["person_id"]}) == 0
    assert (await officer.get(f"/teachers/{stays}/identity")).status_code == 200
    # Whoever comes back is somebody new.
    await imported(district, roster_row(1, staff_number="R0009"))
    back = (await own(district, await teacher_id_of(district, "R0009")).get("/audit")).status_code
    assert back == 200


async def test_districts_have_keys_of_their_own_which_the_deployments_key_wraps_anew(
    district: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await imported(district, roster_row(1), roster_row(2))
    teacher = await teacher_id_of(district, "R0001")
    today, (tomorrow, later) = settings, changed_keys(settings)
    monkeypatch.setattr(sealing, "_MOST_AT_ONCE", 1)

    async def told(chosen: Settings) -> str:
        return await document_of(district, teacher, chosen)

    async def sealed() -> list[tuple[Any, ...]]:
        async with district.session("directory") as session:
            rows = "select key_id, document_sealed from directory_private.identity order by teacher_id"
            return [tuple(row) for row in await session.execute(text(rows))]

    account_id = new_id()
    place = f"{district.district_id}|{account_id}|totp"
    async with district.session("directory") as session:
        await session.execute(
            text(
                "insert into directory_private.second_factor (district_id, account_id, secret_sealed, offered_sealed,"
                " offered_at, last_step, recovery_hashes) values (:of, :account, :sealed, :offered, now(), 0, '{}')"
            ),
            {
                "of": district.district_id,
                "account": account_id,
                "sealed": crypto.seal(operations.Keys.of(today).data, "ABCD", place=place),
                "offered": crypto.seal(operations.Keys.of(today).data, "EFGH", place=place),
            },
        )
    before = await sealed()
    assert await told(today) == resident_id(1)
    with pytest.raises(KeyUnknown):
        await told(later)
    assert await told(tomorrow) == resident_id(1)
    first = await rewrap(tomorrow, district.district_id, with_new_keys=False)
    rewrapped = await sealed()
    assert await told(later) == resident_id(1)
    again = await rewrap(later, district.district_id, with_new_keys=True)
    assert (first, again) == (Rewrapped(1, 0, 1), Rewrapped(0, 2, 1))
    after = await sealed()
    trail = (await district.api("directory").get("/audit", params={"operation": "rewrap-keys"})).json()["items"]
    assert [(one["roles"], one["address"]) for one in trail] == [(["operator"], "terminal")] * 2
    assert await told(later) == resident_id(1)
    assert [row[0] for row in (*before, *after)] == [1, 1, 2, 2]
    assert rewrapped == before
    assert {row[1] for row in before}.isdisjoint(row[1] for row in after)
    async with district.session("directory") as session:
        factors = "select secret_sealed, offered_sealed from directory_private.second_factor"
        factor = (await session.execute(text(factors))).one()
    assert [operations.Keys.of(later).unseal(one, place=place) for one in factor] == ["ABCD", "EFGH"]
    # What is sealed opens in its own place alone.
    async with district.session("directory") as session:
        await session.execute(
            text(
                "update directory_private.identity set document_sealed = (select document_sealed"
                " from directory_private.identity where teacher_id <> :one) where teacher_id = :one"
            ),
            {"one": teacher},
        )
    with pytest.raises(InvalidTag):
        await told(later)
    # Nobody else is held up by it.
    assert await rewrap(later, district.district_id, with_new_keys=True) == Rewrapped(0, 1, 1, (teacher,))


async def test_what_was_sealed_before_districts_had_keys_opens_and_is_sealed_anew(district: World) -> None:
    await imported(district, roster_row(1))
    teacher = await teacher_id_of(district, "R0001")
    keys = operations.Keys.of(district.apps.settings)
    place = f"{district.district_id}|{teacher}|document"
    async with district.session("directory") as session:
        await session.execute(
            text("update directory_private.identity set key_id = null, phone_sealed = null, document_sealed = :sealed"),
            {"sealed": crypto.seal(keys.data, "H12345678", place=place)},
        )
    officer, path = district.api("directory"), f"/teachers/{teacher}/identity/in-full"

    before = (await officer.get(path, params=PURPOSE)).json()["document"]
    async with district.session("directory") as session:
        # As the release before writes, where it still runs: it knows nothing of the column.
        await session.execute(text("update directory_private.identity set key_id = 1"))
    between = (await officer.get(path, params=PURPOSE)).json()["document"]
    async with district.session("directory") as session:
        await session.execute(text("update directory_private.identity set key_id = null"))
    async with district.session("directory") as session:
        resealed = await operations.reseal(session, district_id=district.district_id, keys=keys)

    assert (before, between, resealed.many) == ("H12345678", "H12345678", 1)
    assert (await officer.get(path, params=PURPOSE)).json()["document"] == "H12345678"

    # Where the release before serves again it seals by the deployment's key and leaves the number that stands there.
    async with district.session("directory") as session:
        await session.execute(
            text("update directory_private.identity set document_sealed = :sealed"),
            {"sealed": crypto.seal(keys.data, "H87654321", place=place)},
        )
    tomorrow, later = changed_keys(district.apps.settings)
    assert await rewrap(tomorrow, district.district_id, with_new_keys=False) == Rewrapped(1, 1, 0, reindexed=1)
    assert await document_of(district, teacher, later) == "H87654321"
