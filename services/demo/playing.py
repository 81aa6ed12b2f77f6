"""Plays the school year of the districts through the public interface, or shows what is there."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from services.demo import bailu, hailin, qingxi, xuancheng, yunjin
from services.demo.agenda import Agenda, Telling, Travel
from services.demo.bailu_moves import Moves
from services.demo.bureau import District, learn_names, remember_logins
from services.demo.cast import CAST, STILL_WAITING, cast_as_json
from services.demo.client import Caller, Connect, Network, connected, together
from services.demo.goose import LeadingGoose
from services.demo.hailin_year import HailinYear
from services.demo.hints import hints_for
from services.demo.recognition import Recognition
from services.demo.rosters import invent_teachers
from services.demo.routes_played import routes_played
from services.demo.showcase import Showcase
from services.demo.summary import AS_OF, summarise
from services.demo.training import Term
from services.demo.values import Addresses, DemoFailed, Login, Played
from services.demo.xuancheng_answers import Answers
from services.demo.xuancheng_year import XuanchengYear

_CLIENT_FILE: Final = "integration.json"
_STORY_FILE: Final = "showcase.json"
_LATER_STORIES_FILE: Final = "stories.json"
_PLANS: Final = (xuancheng, hailin, qingxi)
_LATER_PLANS: Final = (yunjin, bailu)
"""Districts that a folder of an earlier version does not have."""
_SOME_OF_HAILIN: Final = ("H1010", "H1031", "H2003")


async def play(
    addresses: Addresses,
    *,
    admins: Mapping[int, Login],
    travel: Travel,
    folder: Path,
    console: Console,
    connect: Connect | None = None,
) -> Played:
    """Play the year. The districts exist with their administrators; `travel` moves the time of all services."""
    async with connected(addresses, connect) as network:
        districts = [_district(network, admins, one.DISTRICT, console) for one in (*_PLANS, *_LATER_PLANS)]
        agenda = Agenda()
        with Telling(console) as telling:
            terms = [Term(district, agenda, telling) for district in districts]
            XuanchengYear.of(terms[0], folder=folder).plan()
            answers = Answers(terms[0], folder=folder)
            HailinYear.of(terms[1], folder=folder).plan()
            showcase = Showcase(terms[2], folder=folder)
            recognition = Recognition(terms[3], folder=folder)
            goose = LeadingGoose(terms[4], folder=folder)
            moves = Moves(terms[4], story=goose.story, to=terms[2].district)
            for one in (answers, showcase, recognition, goose, moves):
                one.plan()
            await agenda.run(travel, telling)
        codes = [one.district_id for one in districts]
        played = [await routes_played(network, service, districts=codes) for service in ("assessment", "ledger")]
        client = districts[0].logins[xuancheng.CLIENT.name]
        _keep_client(folder, client)
        _keep(folder / "cast.json", cast_as_json())
        _keep(folder / _STORY_FILE, showcase.story.as_json())
        later = {
            "answers": answers.story.as_json(),
            "recognition": recognition.story.as_json(),
            "month": recognition.month,
            "goose": {**goose.story.as_json(), "routes": played},
        }
        _keep(folder / _LATER_STORIES_FILE, later)
        return await _look_back(network, districts, stories={"showcase": showcase.story.as_json(), **later})


async def show(
    addresses: Addresses,
    *,
    admins: Mapping[int, Login],
    folder: Path,
    console: Console,
    connect: Connect | None = None,
) -> Played:
    """Read what an earlier run has left, and change nothing; only a client whose secret is not there gets another."""
    stories = {"showcase": _kept(folder / _STORY_FILE)}
    plans: list[Any] = list(_PLANS)
    if (folder / _LATER_STORIES_FILE).exists():
        stories |= _kept(folder / _LATER_STORIES_FILE)
        plans += _LATER_PLANS
    async with connected(addresses, connect) as network:
        districts = [_district(network, admins, one.DISTRICT, console) for one in plans]
        for district, plan in zip(districts, plans, strict=True):
            remember_logins(district, invent_teachers(plan.DISTRICT, plan.SCHOOLS), plan.STAFF)
            await learn_names(district, plan.SCHOOLS, on=plan.CYCLE[1].replace(year=int(AS_OF[:4])))
        first = districts[0]
        first.logins[xuancheng.CLIENT.name] = await login_of_client(first, folder)
        return await _look_back(network, districts, stories=stories)


async def login_of_client(district: District, folder: Path) -> Login:
    """As the folder keeps it; one that an earlier version has played holds no secret, so a new one is asked for."""
    kept = _kept(folder / _CLIENT_FILE)
    if "secret" in kept:
        return district.login_of_client(xuancheng.CLIENT, kept["client_id"], kept["secret"])
    client_id = kept["client_id"].rpartition(".")[2]
    given = (await district.admin.put("directory", f"/clients/{client_id}/secrets/B", {})).body
    login = district.login_of_client(xuancheng.CLIENT, kept["client_id"], given["secret"])
    _keep_client(folder, login)
    return login


def _keep_client(folder: Path, client: Login) -> None:
    path = folder / _CLIENT_FILE
    path.touch()
    path.chmod(0o600)
    _keep(path, {"client_id": client.username, "secret": client.password})


def _keep(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _kept(path: Path) -> Any:
    if not path.exists():
        raise DemoFailed(f"{path} is gone: remove the folder and let the year be played again")
    return json.loads(path.read_text(encoding="utf-8"))


def _district(network: Network, admins: Mapping[int, Login], code: int, console: Console) -> District:
    admin = admins[code]
    return District(network, Caller(network, admin), admin.note, console)


async def _look_back(network: Network, districts: Sequence[District], *, stories: dict[str, Any]) -> Played:
    summaries = await together(*(summarise(one.admin, name=one.name) for one in districts))
    told = {str(district.district_id): summary for district, summary in zip(districts, summaries, strict=True)}
    first, later = districts[0], districts[len(_PLANS) :]
    return Played(
        {"districts": told, **stories},
        [*_logins(*districts[: len(_PLANS)]), *_later_logins(later)],
        hints_for(first, network, later=later),
    )


def _logins(first: District, second: District, third: District) -> list[Login]:
    """One of each role, and teachers whose year is worth a look."""
    stories = {part.staff_number: part for part in CAST}
    shown = [first.admin.login, *(first.logins[one.username] for one in xuancheng.STAFF)]
    shown.append(first.logins[xuancheng.CLIENT.name])
    for number in (CAST[0].staff_number, STILL_WAITING, CAST[-1].staff_number):
        login = first.logins[number]
        shown.append(Login(login.district_id, login.role, number, login.password, stories[number].zh))
    shown += [second.admin.login, *(second.logins[one.username] for one in hailin.STAFF)]
    shown += [second.logins[number] for number in _SOME_OF_HAILIN]
    shown += [third.admin.login, *(third.logins[one.username] for one in qingxi.STAFF)]
    return [*shown, third.logins[qingxi.WITH_POSITION]]


def _later_logins(districts: Sequence[District]) -> list[Login]:
    """Whoever reviews and claims, and whoever marks and is marked."""
    shown: list[Login] = []
    for district, plan, numbers in zip(
        districts,
        _LATER_PLANS,
        ((yunjin.TEACHES, yunjin.MENTEE, yunjin.READS_TOO), (bailu.RISES, bailu.ABSENT_FROM_DEFENCE)),
        strict=False,
    ):
        shown += [district.admin.login, *(district.logins[one.username] for one in plan.STAFF)]
        shown += [district.logins[number] for number in numbers]
    return shown
