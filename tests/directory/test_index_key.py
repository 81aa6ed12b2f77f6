"""The key by which documents, phones and secrets are found is replaced, and nobody is lost on the way."""

from collections.abc import Iterator
from secrets import token_hex

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import text

from services.cli.keys import rewrap
from services.directory import operations
from services.directory.operations import sealing
from services.platform.settings import Settings
from tests.directory.logins import granted, renew
from tests.directory.test_accounts import PASSWORD, make_account
from tests.directory.test_personal_data import CSV, GONE, imported, teacher_id_of
from tests.support import Apps, World, make_world
from tests.walks.directory import as_csv, roster_row
from tests.wechat import WechatStandIn


class Changing:
    """The directory as it is started anew at each step of the change."""

    def __init__(self, apps: Apps) -> None:
        self.apps = apps
        old, new = apps.settings.secret("index_key"), token_hex(32)
        self.steps = {"announced": f"{old}\n{new}", "switched": f"{new}\n{old}", "done": new}

    def settings(self, step: str) -> Settings:
        return self.apps.settings.model_copy(update={"index_key": SecretStr(self.steps[step])})

    def take(self, step: str) -> None:
        self.apps.of["directory"].state.keys = operations.Keys.of(self.settings(step))


@pytest.fixture
def changing(apps: Apps) -> Iterator[Changing]:
    yield Changing(apps)
    apps.of["directory"].state.keys = operations.Keys.of(apps.settings)


async def person_of(world: World, staff_number: str) -> object:
    async with world.session("directory") as session:
        found = text("select person_id from directory.teacher where staff_number = :number")
        return await session.scalar(found, {"number": staff_number})


async def claims_of(world: World, person: object) -> int:
    async with world.session("directory") as session:
        found = text("select count(*) from directory_private.person_claim where person_id = :person")
        return int(await session.scalar(found, {"person": person}) or 0)


async def faults_of(world: World, row: dict[str, str]) -> list[str]:
    answer = (await world.api("directory").post("/roster-imports", content=as_csv([row]), **CSV)).json()
    return [one["code"] for one in answer["report"]["errors"]]


async def test_one_document_is_one_person_whichever_step_a_roster_comes_at(
    district: World, apps: Apps, changing: Changing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "_MOST_AT_ONCE", 1)
    neighbour = await make_world(apps)
    elsewhere = {"school_code": "N1", **GONE}
    await imported(district, roster_row(1), roster_row(2))
    first, second = await person_of(district, "R0001"), await person_of(district, "R0002")
    found, refused, claimed = [], [], []

    for step in ("announced", "switched", "announced", "switched"):
        changing.take(step)
        refused.append(await faults_of(district, roster_row(1, staff_number="R0009")))
        await imported(district, roster_row(1))
        await imported(neighbour, roster_row(1, staff_number="N0001", **elsewhere))
        found += [await person_of(district, "R0001"), await person_of(neighbour, "N0001")]
        claimed.append(await claims_of(district, first))
    for world in (district, neighbour):
        done = await rewrap(changing.settings("switched"), world.district_id, with_new_keys=False)
        assert done.unreadable == ()
    again = await rewrap(changing.settings("done"), district.district_id, with_new_keys=False)
    changing.take("done")
    await imported(district, roster_row(1), roster_row(2))
    await imported(neighbour, roster_row(2, staff_number="N0002", **elsewhere))

    assert found == [first] * 8
    assert refused == [["held-by-another-teacher"]] * 4
    assert claimed == [1] * 4
    assert again.reindexed == 0
    assert await person_of(district, "R0001") == first
    assert await person_of(neighbour, "N0002") == await person_of(district, "R0002") == second
    assert await claims_of(district, first) == 1
    assert await faults_of(district, roster_row(2, staff_number="R0009")) == ["held-by-another-teacher"]


async def test_who_is_forgotten_while_the_key_changes_is_forgotten_under_both(
    district: World, apps: Apps, changing: Changing
) -> None:
    neighbour = await make_world(apps)
    await imported(district, roster_row(1, **GONE))
    teacher, person = await teacher_id_of(district, "R0001"), await person_of(district, "R0001")
    changing.take("switched")
    # Who is known here by the old hash is claimed under the new one since.
    await imported(neighbour, roster_row(1, school_code="N1", staff_number="N0001", **GONE))

    asked = {"reason": "本人申请删除"}
    done = await district.api("directory").put(f"/teachers/{teacher}/erasure", json=asked)
    await imported(district, roster_row(1, staff_number="R0009", **GONE))

    assert done.json()["person_forgotten"] is True, done.text
    assert await claims_of(district, person) == 0
    assert await person_of(district, "R0009") != person


async def test_who_logs_in_before_the_old_key_goes_logs_in_after_it_and_an_answer_that_got_lost_is_said_again(
    district: World, public: httpx.AsyncClient, changing: Changing, wechat: WechatStandIn
) -> None:
    account = await make_account(district)
    of_whom = {"district_id": district.district_id}
    own = district.api("directory", "school_admin", account_id=account)
    await own.put("/me/wechat", json={"code": wechat.code_for("head"), "password": PASSWORD})
    client_id, secret = await district.client("feed:read")
    refresh_token = (await granted(public, district))["refresh_token"]

    async def enter() -> tuple[int, int]:
        phone = await public.post("/tokens/wechat", json={**of_whom, "code": wechat.code_for("head")})
        asked = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
        system = await public.post("/oauth/token", data=asked)
        return phone.status_code, system.status_code

    changing.take("announced")
    before, lost = await enter(), await renew(public, refresh_token)
    changing.take("switched")
    switched, said_again = await enter(), await renew(public, refresh_token)
    changing.take("done")
    done = await enter()

    assert (before, switched) == ((200, 200), (200, 200))
    assert lost.json()["refresh_token"] == said_again.json()["refresh_token"]
    # A client's secret lasts as long as the old key is to be kept: what is left of it then has run out.
    assert done == (200, 401)
