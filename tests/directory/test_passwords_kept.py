"""How passwords are kept, and that who guesses names learns nothing from the time it takes."""

from time import perf_counter

import httpx
from sqlalchemy import text

from tests.directory.test_accounts import PASSWORD, log_in, make_account
from tests.support import World


async def test_a_password_is_kept_by_argon2id_with_19_mib_and_two_rounds(district: World) -> None:
    await make_account(district)

    async with district.session("directory") as session:
        kept = await session.scalar(text("select password_hash from directory_private.account where username = 'head'"))

    assert str(kept).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORD not in str(kept)


async def test_a_name_of_nobody_costs_as_long_as_a_wrong_password(district: World, public: httpx.AsyncClient) -> None:
    await make_account(district)
    taken: dict[str, list[float]] = {"head": [], "nobody": []}

    for _ in range(4):
        for username, seconds in taken.items():
            began = perf_counter()
            answer = await log_in(public, district, username, "not the private one at all")
            seconds.append(perf_counter() - began)
            assert answer.status_code == 401

    # Without the work of a hash it would be a tenth.
    assert min(taken["nobody"]) > min(taken["head"]) / 2
