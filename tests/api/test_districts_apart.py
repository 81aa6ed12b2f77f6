"""What is another district's is as if it were not there: told, counted and changed by nobody, whatever is asked."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final

import httpx
import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.platform.ids import new_id
from tests.api.test_every_route import Lived, lived, send
from tests.support import SERVICES, Api, Apps, Call, World, make_world

# The name of everybody in the district that is not to be found.
CANARY: Final = "金丝雀"
_UUID: Final = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_MOMENT: Final = re.compile(r"20\d\d-\d\d-\d\d(?:T[0-9:.]+(?:Z|[+-]\d\d:\d\d)?)?")
# Hashes, signatures, cursors and codes: drawn or signed anew each time.
_DRAWN: Final = re.compile(r"(?<![\w-])(?=[\w-]*\d)[\w-]{20,}(?![\w-])")
_SECRET: Final = re.compile(r"whsec_[\w+/=]+")
_NUMBER_OF_DISTRICT: Final = re.compile(r"(?<!\d)11\d{4}(?!\d)")
# Which say how they are by numbers of their own making: how much was answered before, or which file came first.
_TIMES_AND_PLACES: Final = re.compile(r'"(?:milliseconds|size|seconds)": ?\d+')


def ids_of(live: Lived) -> set[str]:
    """Every id that the district was told of in its whole walk, and its own."""
    world = live.world
    said = "".join(answer.text for answer in live.answers if answer.is_success)
    own = [*(one.teacher_id for one in world.teachers), *(one.school_id for one in world.schools)]
    return {*_UUID.findall(said), *map(str, own), str(world.admin_id), str(world.trainer_id)}


def with_ids(call: Call, change: Callable[[str], str]) -> Call:
    """The call with every id in its path, query, body and headers changed."""

    def changed(value: Any) -> Any:
        return None if value is None else json.loads(change(json.dumps(value, default=str)))

    try:
        content = call.content and change(call.content.decode()).encode()
    except UnicodeDecodeError:
        content = call.content
    return replace(
        call,
        path=change(call.path),
        json=changed(call.json),
        query=changed(call.query),
        headers=changed(call.headers),
        content=content,
    )


def caller(world: World, service: str, call: Call) -> Api:
    """Of the role that the call needs, with a person and a school of the own district."""
    teacher = world.teachers[0].teacher_id if call.teacher or call.role == "teacher" else None
    return world.api(service, call.role, teacher=teacher, school=world.schools[0].school_id if call.school else None)


def told(answer: httpx.Response) -> tuple[int, str]:
    """An answer without what differs from one asking to the next."""
    words = answer.text
    for pattern, sign in (
        (_UUID, "#"),
        (_MOMENT, "@"),
        (_SECRET, "*"),
        (_DRAWN, "*"),
        (_NUMBER_OF_DISTRICT, "D"),
        (_TIMES_AND_PLACES, "~"),
    ):
        words = pattern.sub(sign, words)
    return answer.status_code, words


async def everything_of(administration: AsyncEngine, world: World) -> dict[str, str]:
    """A digest of what each table holds of a district."""
    async with administration.connect() as connection:
        tables = await connection.execute(
            text(
                "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid"
                " = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_id'"
                " where c.relkind = 'r' and n.nspname not like 'pg\\_%'"
            )
        )
        each = " union all ".join(
            f"select '{name}', coalesce(md5(string_agg(t::text, '|' order by t::text)), '')"
            f" from {name} t where district_id = {world.district_id}"
            for (name,) in tables.all()
        )
        return {row[0]: row[1] for row in await connection.execute(text(each))}


@dataclass
class Heard:
    """What a district was told that asked for another's: what it should not know, and what was said of nobody's."""

    leaks: list[str] = field(default_factory=list)
    differing: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    working: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)
    """Where the database was asked other things for the one than for the other: who waits could tell by the time."""
    refused: int = 0


@contextmanager
def statements(engine: AsyncEngine) -> Iterator[list[str]]:
    """What the database is asked meanwhile, without what differs from one district to the next."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(_NUMBER_OF_DISTRICT.sub("D", statement))

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)


async def ask_for(live: Lived, service: str, *, curious: World, blind: World, logged: Callable[[], str]) -> Heard:
    """Each call of a walk again, in a district that asks by its ids, and in one that asks by ids of nobody."""
    theirs = ids_of(live)
    assert len(theirs) > 20
    nobodys = {one: str(new_id()) for one in theirs}
    known = re.compile("|".join(sorted(theirs)))

    def of_nobody(words: str) -> str:
        return known.sub(lambda one: nobodys[one[0]], words)

    heard, engine = Heard(), live.world.apps.of[service].state.engine
    logged()
    for number, call in enumerate(live.calls):
        with statements(engine) as theirs_asked:
            answer = await send(caller(curious, service, call), call)
        said, sent = f"{answer.headers} {answer.text} {logged()}", set(_UUID.findall(repr(call)))
        with statements(engine) as nobodys_asked:
            nothing = await send(caller(blind, service, call), with_ids(call, of_nobody))
        heard.leaks += [f"{call.operation}: {one}" for one in {*_UUID.findall(said)} & theirs - sent]
        heard.leaks += [f"{call.operation}: a name"] * (CANARY in said)
        heard.leaks += [f"{call.operation}: {answer.status_code}"] * (answer.status_code >= 500)
        if theirs_asked != nobodys_asked:
            heard.working[f"{number} {call.operation}"] = (theirs_asked, nobodys_asked)
        if told(answer) != told(nothing):
            heard.differing[f"{number} {call.operation}"] = (told(answer), told(nothing))
        heard.refused += answer.status_code in (404, 409, 422)
    return heard


@pytest.mark.parametrize("service", SERVICES)
async def test_a_district_that_asks_by_the_ids_of_another_is_answered_as_by_ids_of_nobody(
    apps: Apps,
    service: str,
    administration: AsyncEngine,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    def logged() -> str:
        """What services and libraries have said since this was asked last."""
        said = "".join((*capsys.readouterr(), caplog.text))
        caplog.clear()
        return said

    live = await lived(apps, service)
    async with live.world.session("directory") as session:
        await session.execute(text(f"update directory.teacher set name = '{CANARY}' || staff_number"))
    curious, blind = await make_world(apps), await make_world(apps)
    before = await everything_of(administration, live.world)

    heard = await ask_for(live, service, curious=curious, blind=blind, logged=logged)

    assert heard.leaks == []
    assert heard.differing == {}
    assert heard.working == {}
    assert await everything_of(administration, live.world) == before
    assert heard.refused > len(live.calls) / 3
