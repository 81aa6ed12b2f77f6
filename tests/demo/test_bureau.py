"""The bureau's September through the real services, in this process."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import httpx
from rich.console import Console

from services.demo import xuancheng
from services.demo.bureau import District, bring_in_roster, hand_out_accounts, learn_names, register_client
from services.demo.client import Caller, connected
from services.demo.playing import login_of_client
from services.demo.rosters import invent_teachers
from services.demo.values import Addresses, Login
from services.directory import operations as directory
from services.platform import clock
from tests.support import SERVICES, World


async def test_a_roster_comes_in_and_its_people_and_systems_can_log_in(district: World, tmp_path: Path) -> None:
    admin = Login(district.district_id, "district_admin", "bureau", "a long and private sentence", "")
    async with district.session("directory") as session:
        await directory.add_accounts(
            session,
            district_id=district.district_id,
            accounts=[
                directory.NewAccount(
                    username=admin.username,
                    display_name="教育局",
                    password=admin.password,
                    roles=("district_admin",),
                )
            ],
            at=clock.now(),
        )
    teachers = invent_teachers(xuancheng.DISTRICT, xuancheng.SCHOOLS)

    async with connected(Addresses({name: f"http://{name}" for name in SERVICES}), _within(district)) as network:
        bureau = District(network, Caller(network, admin), "试验区", Console(quiet=True))
        await bring_in_roster(bureau, teachers, folder=tmp_path, faults=xuancheng.ROSTER_FAULTS)
        await learn_names(bureau, xuancheng.SCHOOLS, on=date(2025, 9, 1))
        await hand_out_accounts(bureau, teachers[:1], xuancheng.STAFF)
        await register_client(bureau, xuancheng.CLIENT)
        own = (await bureau.caller("J1001").get("directory", "/me")).body
        school = (await bureau.caller("J2-admin").get("directory", "/teachers", limit=500)).body
        feed = (await bureau.caller(xuancheng.CLIENT.name).get("ledger", "/entries")).body
        # As a folder that an earlier version has played tells it: without the secret.
        (tmp_path / "integration.json").write_text(
            json.dumps({"client_id": bureau.logins[xuancheng.CLIENT.name].username})
        )
        renewed, again = [await login_of_client(bureau, tmp_path) for _ in range(2)]
        fed = (await Caller(network, renewed).get("ledger", "/entries")).body

    assert own["teacher_id"] == bureau.teacher_ids["J1001"]
    assert {one["staff_number"] for one in school["items"]} == set(xuancheng.VILLAGE.numbers())
    assert (feed["items"], fed["items"]) == ([], [])
    assert renewed == again
    assert (tmp_path / "integration.json").stat().st_mode & 0o077 == 0
    assert {path.name for path in (tmp_path / "rosters").iterdir()} == {
        f"{district.district_id}.xlsx",
        f"{district.district_id}-faulty.xlsx",
    }


def _within(world: World) -> Callable[[], httpx.AsyncClient]:
    """An HTTP client that reaches the services of this process by their names."""
    mounts = {
        f"http://{name}": httpx.ASGITransport(app=app, raise_app_exceptions=False)
        for name, app in world.apps.of.items()
    }
    return lambda: httpx.AsyncClient(mounts=mounts)
