"""Calls of the routes about logins: one's own, other people's accounts, and integrations."""

import uuid
from uuid import UUID

import pyotp

from services.directory.models import Account
from services.directory.operations.passwords import hash_password
from services.platform import clock
from tests.support import Call, World

PASSWORD = "a long and private sentence"


async def walk_logins(world: World) -> list[Call]:
    """A teacher at a phone, an administrator who enrols, and one whose account the administrator looks after."""
    teacher, other, binding = world.teachers[0], world.teachers[1], world.teachers[4]
    # The accounts of those whose tokens ask: the second loses all of them with the password.
    await seat(world, other.teacher_id, "teacher")
    await seat(world, binding.teacher_id, "teacher")
    await seat(world, world.admin_id, "district_admin")
    admin = world.api("directory")
    offer = (await admin.put("/me/totp", json={})).json()
    new = {"username": "strolling", "display_name": "步行者", "password": PASSWORD, "roles": ["school_admin"]}
    made = (await admin.post("/accounts", json={"accounts": [new]})).json()
    account = f"/accounts/{made['items'][0]['account_id']}"
    client = (
        f"/clients/{(await admin.post('/clients', json={'name': '旧档案系统', 'scopes': ['feed:read']})).json()['id']}"
    )
    return [
        Call(
            "put_me_totp_confirmation",
            "PUT",
            "/me/totp/confirmation",
            "district_admin",
            json={"totp": pyotp.TOTP(offer["secret"]).at(clock.real_now())},
        ),
        Call("get_me", "GET", "/me", "teacher", teacher=teacher.teacher_id),
        Call(
            "put_me_wechat",
            "PUT",
            "/me/wechat",
            "teacher",
            json={"code": f"code-of-{uuid.uuid4()}", "password": PASSWORD},
            teacher=binding.teacher_id,
            status=204,
        ),
        Call("put_me_totp", "PUT", "/me/totp", "teacher", json={}, teacher=other.teacher_id),
        Call(
            "put_me_password",
            "PUT",
            "/me/password",
            "teacher",
            json={"password": PASSWORD, "new_password": "another long and private one"},
            teacher=other.teacher_id,
            status=204,
        ),
        Call(
            "post_accounts",
            "POST",
            "/accounts",
            "district_admin",
            json={
                "accounts": [
                    {
                        "username": "walker",
                        "display_name": "步行者",
                        "password": "twelve characters",
                        "roles": ["trainer"],
                    }
                ]
            },
            status=201,
        ),
        Call("list_accounts", "GET", "/accounts", "district_admin"),
        Call(
            "put_account_roles",
            "PUT",
            f"{account}/roles",
            "district_admin",
            json={"roles": ["school_admin", "trainer"], "school_id": str(world.schools[0].school_id)},
        ),
        Call("put_account_state", "PUT", f"{account}/state", "district_admin", json={"state": "CLOSED"}),
        Call("put_account_password", "PUT", f"{account}/password", "district_admin"),
        Call("post_account_totp_reset", "POST", f"{account}/totp-resets", "district_admin", status=201),
        Call("post_account_wechat_unbinding", "POST", f"{account}/wechat-unbindings", "district_admin", status=201),
        Call("get_account", "GET", account, "auditor"),
        Call(
            "post_client",
            "POST",
            "/clients",
            "district_admin",
            json={"name": "区教育云平台", "scopes": ["summary:read"]},
            status=201,
        ),
        Call("put_client_secret", "PUT", f"{client}/secrets/A", "district_admin"),
        Call(
            "put_client_keys",
            "PUT",
            f"{client}/keys",
            "district_admin",
            json={"keys": [{"x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "kid": "2026-11"}]},
        ),
        Call("list_clients", "GET", "/clients", "district_admin"),
        Call("put_client_state", "PUT", f"{client}/state", "district_admin", json={"state": "CLOSED"}),
    ]


async def seat(world: World, account_id: UUID, role: str) -> None:
    """An account with that id, which tokens of this world name without there being one."""
    seated = Account(
        district_id=world.district_id,
        account_id=account_id,
        username=f"seat-{account_id}",
        display_name="步行者",
        password_hash=await hash_password(PASSWORD),
        roles=[role],
        created_at=clock.now(),
    )
    async with world.session("directory") as session:
        session.add(seated)
