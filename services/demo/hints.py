"""Things to try, as commands with real ids."""

from collections.abc import Sequence
from typing import Final

from services.demo import cast, yunjin
from services.demo import xuancheng as plan
from services.demo.bureau import District
from services.demo.client import Network
from services.demo.summary import AS_OF
from services.demo.values import Hint, Login

_TOKEN: Final = "python3 -c 'import json,sys; print(json.load(sys.stdin)[\"access_token\"])'"  # noqa: S105 - reads a token, is none


def hints_for(district: District, network: Network, *, later: Sequence[District]) -> list[Hint]:
    """Why somebody falls short, how a correction stands in the book, what a connected system reads, where claims are.

    `later`: the districts that only this version plays, the one of claims first; none in a folder of an earlier one.
    """
    ledger = f"{network.base_of('ledger')}/districts/{district.district_id}"
    waiting, corrected = (district.teacher_ids[number] for number in (cast.STILL_WAITING, cast.CORRECTED))
    return [
        *(_where_claims_are(one, network) for one in later[:1]),
        Hint(
            "一名教师的达标情况与原因 why a teacher falls short",
            _logged_in(network, district.logins[cast.STILL_WAITING])
            + _read(f"{ledger}/teachers/{waiting}/standing?as_of={AS_OF}"),
        ),
        Hint(
            "更正后的冲销与重新入账 a correction: reversed and posted anew",
            _logged_in(network, district.logins[plan.AUDITOR]) + _read(f"{ledger}/teachers/{corrected}/statement"),
        ),
        Hint(
            "外部系统读取台账变更 the change feed for a connected system",
            _logged_in(network, district.logins[plan.CLIENT.name]) + _read(f"{ledger}/entries?after_seq=0&limit=5"),
        ),
    ]


def _where_claims_are(district: District, network: Network) -> Hint:
    claims = f"{network.base_of('assessment')}/districts/{district.district_id}/claims"
    return Hint(
        "一名教师的认定申请走到哪一步、为什么 where a teacher's claims are, and why",
        _logged_in(network, district.logins[yunjin.READS_TOO]) + _read(claims),
    )


def _logged_in(network: Network, login: Login) -> str:
    base = network.base_of("directory")
    if login.role == "integration":
        form = f"grant_type=client_credentials&client_id={login.username}&client_secret={login.password}"
        return f"TOKEN=$(curl -s {base}/oauth/token -d '{form}' | {_TOKEN})\n"
    body = f'{{"district_id": {login.district_id}, "username": "{login.username}", "password": "{login.password}"}}'
    return f"TOKEN=$(curl -s {base}/tokens -H 'Content-Type: application/json' -d '{body}' | {_TOKEN})\n"


def _read(address: str) -> str:
    return f"curl -s -H \"Authorization: Bearer $TOKEN\" '{address}' | python3 -m json.tool --no-ensure-ascii"
