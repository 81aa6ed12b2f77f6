"""The walk-through of openapi/README.md: every call of it is really run, in its order, by whom it names."""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from services.platform import clock
from services.platform.access import Matrix
from services.platform.examples import FOLDER
from services.platform.ids import new_id
from tests.api.recording import assert_alike, shape_of
from tests.support import Api, World
from tests.walks.registration_plans import PROGRAM, content_of

PAGE = FOLDER.parent / "README.md"
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=clock.SHANGHAI)
NOBODY = "无 anybody"

_STEP = re.compile(r"^\| (\d+) \| \*\*(.+?)\*\*(?:, ([\w, ]+))? \| `([A-Z]+) (\S+)` \|", re.MULTILINE)
_SAMPLE = re.compile(r"```\n(event: .+?)```", re.DOTALL)


@dataclass(frozen=True)
class Step:
    """A row of the page's table."""

    number: int
    caller: str
    others: frozenset[str]
    method: str
    path: str


@dataclass
class Walk:
    """What is done, step by step, as the page says it."""

    world: World
    steps: list[Step]
    known: dict[str, str]
    done: list[int] = field(default_factory=list)

    async def take(self, api: Api, caller: str, what: str, *, then: int = 200, **options: Any) -> httpx.Response:
        """Make the call of the next row; `what` is how its path ends, without what is known already."""
        step = self.steps[len(self.done)]
        assert (step.caller, f"{step.method} {step.path}".endswith(what)) == (caller, True), f"{step} is not {what}"
        answer = await api.request(step.method, self._way(step), **options)
        assert answer.status_code == then, f"step {step.number}: {answer.text[:500]}"
        assert step.others | {step.caller} == self._may(step), f"step {step.number} names others than may call"
        self.done.append(step.number)
        return answer

    def _way(self, step: Step) -> str:
        return re.sub(r"^/\w+/v1(/districts/\d+)?", "", step.path.format(**self.known))

    def _may(self, step: Step) -> frozenset[str]:
        service = step.path.split("/")[1]
        app = self.world.apps.of[service]
        operation = app.openapi()["paths"][step.path][step.method.lower()]["operationId"]
        matrix: Matrix = app.state.matrix
        return frozenset(matrix.get(operation, {NOBODY}))


def steps_of(page: str) -> list[Step]:
    return [
        Step(int(number), caller, frozenset(filter(None, (others or "").split(", "))), method, path)
        for number, caller, others, method, path in _STEP.findall(page)
    ]


def events_of(text: str) -> dict[str, Any]:
    """The last event of each name in a stream, as it was said."""
    return {
        name: json.loads(data) for name, data in re.findall(r"^event: (\w+)\ndata: (.+)$", text, flags=re.MULTILINE)
    }


async def bureau_logs_in(world: World, walk: Walk) -> Api:
    """The first step: an administrator's token, with which the bureau goes on."""
    account = {
        "username": "bureau",
        "display_name": "教育局",
        "password": "a long and private sentence",
        "roles": ["district_admin"],
    }
    made = await world.api("directory").post("/accounts", json={"accounts": [account]})
    assert made.status_code == 201, made.text
    login = {"district_id": world.district_id, "username": "bureau", "password": account["password"]}
    public = Api(world.apps.http("directory", "/directory/v1"))
    granted = (await walk.take(public, NOBODY, "POST /directory/v1/tokens", json=login)).json()
    base = f"/registration/v1/districts/{world.district_id}"
    return Api(world.apps.http("registration", base, {"Authorization": f"Bearer {granted['access_token']}"}))


async def plan_to_class(world: World, walk: Walk, bureau: Api) -> datetime:
    """Steps 2 to 9; when the class meets."""
    plan = {"title": "2026年教师培训计划", "starts_on": "2026-01-01", "ends_on": "2027-12-31", "period": "YEAR"}
    made = await walk.take(bureau, "district_admin", "/plans", then=201, json=plan)
    walk.known["plan_id"] = made.json()["plan_id"]
    item_id = new_id()
    walk.known["item_id"] = str(item_id)
    content = content_of(item_id)
    written = (await walk.take(bureau, "district_admin", "/content", json=content)).json()
    revision = {"revision": written["revision"]}
    await walk.take(bureau, "district_admin", "/submission", json=revision)
    decision = {**revision, "decision": "APPROVED", "reason": None}
    await walk.take(world.api("registration"), "district_admin", "/decision", json=decision)
    noticed = await walk.take(bureau, "district_admin", "/notices", then=201, json={"words": "请各校按时选派。"})
    walk.known["notice_id"] = noticed.json()["notice_id"]
    school = world.api("registration", "school_admin", school=world.schools[0].school_id)
    await walk.take(school, "school_admin", "/receipt")
    program = {**PROGRAM, "item_ids": [str(item_id)]}
    await walk.take(bureau, "district_admin", "/programs", then=201, json=program)
    opening = {
        "leader_ids": [str(world.trainer_id)],
        "opens_at": clock.now().isoformat(),
        "closes_at": (clock.now() + timedelta(days=20)).isoformat(),
    }
    opened = (await walk.take(bureau, "district_admin", "/classes", then=201, json=opening)).json()
    (meeting,) = opened["meetings"]
    walk.known |= {"class_id": opened["class_id"], "meeting_id": meeting["meeting_id"]}
    return datetime.fromisoformat(meeting["starts_at"])


async def test_every_call_of_the_walk_through_is_really_run(
    district: World, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    page = PAGE.read_text(encoding="utf-8")
    teacher: UUID = district.teachers[0].teacher_id
    known = {"district_id": str(district.district_id), "teacher_id": str(teacher)}
    walk = Walk(district, steps_of(page), known)
    await travel(MORNING)
    starts_at = await plan_to_class(district, walk, await bureau_logs_in(district, walk))

    mine = district.api("registration", "teacher", teacher=teacher)
    await walk.take(mine, "teacher", "/eligibility", params={"teacher_id": str(teacher)})
    enrolled = await walk.take(mine, "teacher", "/enrolments", then=201, json={})
    assert enrolled.json()["status"] == "CONFIRMED"
    await district.drain()

    await travel(starts_at)
    screen = district.api("attendance", "trainer")
    phone = district.api("attendance", "teacher", teacher=teacher)
    codes = await walk.take(screen, "trainer", "/code-stream", params={"phase": "IN", "seconds": 0})
    shown = events_of(codes.text)["codes"]["codes"][0]["code"]
    await walk.take(phone, "teacher", "/check-in", then=201, json={"code": shown})
    board = await walk.take(screen, "trainer", "/board", params={"seconds": 0})
    assert [line["standing"] for line in events_of(board.text)["board"]["lines"]] == ["PRESENT"]
    await travel(starts_at + timedelta(hours=3))
    leaving = await screen.get(f"/meetings/{walk.known['meeting_id']}/codes", params={"phase": "OUT"})
    await walk.take(phone, "teacher", "/check-out", then=201, json={"code": leaving.json()["codes"][0]["code"]})

    await travel(starts_at + timedelta(hours=5))
    await walk.take(screen, "trainer", "/settlements", then=201)
    printed = await walk.take(screen, "trainer", "/sign-in-book.pdf")
    assert printed.content.startswith(b"%PDF")
    await district.drain()
    await walk.take(district.api("assessment", "trainer"), "trainer", "/results")
    await walk.take(district.api("assessment"), "district_admin", "/finalisation", then=201)
    await district.drain()
    book = district.api("ledger", "teacher", teacher=teacher)
    statement = (await walk.take(book, "teacher", "/statement")).json()
    await walk.take(book, "teacher", "/standing")
    entries = await walk.take(district.api("ledger", "integration"), "integration", "/entries")

    assert walk.done == [step.number for step in walk.steps] == list(range(1, 23))
    assert [line["hours"] for line in statement["lines"]] == ["4.00"]
    assert entries.json()["items"]
    found = _SAMPLE.search(page)
    assert found is not None
    sample = events_of(found[1])
    for name, stream in (("codes", codes), ("board", board)):
        assert_alike(
            shape_of(sample[name]), shape_of(events_of(stream.text)[name]), told=f"the page's sample of {name}"
        )
