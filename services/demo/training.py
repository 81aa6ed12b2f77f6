"""One class from its announcement to its outcomes, by the calls that offices, trainers and teachers make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from services.demo.agenda import Agenda, Telling
from services.demo.bureau import District
from services.demo.client import Caller, together, until
from services.demo.courses import ClassPlan, Course
from services.demo.scans import CodeScreen, scan_all
from services.demo.values import DemoFailed

_COMES_EARLY: Final = timedelta(minutes=8)
_LEAVES_AFTER: Final = timedelta(minutes=2)
_STAYS_OPEN: Final = frozenset({"IN_PROGRESS", "AWAITING_POST", "AWAITING_CERTIFICATION"})

_UNSETTLED: Final = "Attendance has not been settled"


@dataclass
class Term:
    """The year of one district while it is played."""

    district: District
    agenda: Agenda
    telling: Telling
    classes: "list[TrainingClass]" = field(default_factory=list)
    programs: dict[str, str] = field(default_factory=dict)
    hours: Decimal = Decimal(0)
    """What the book must come to once every event has arrived."""
    credits: Decimal = Decimal(0)

    def offer(self, plan: ClassPlan) -> "TrainingClass":
        """A class of this year, still to be announced."""
        offered = TrainingClass(self, plan)
        self.classes.append(offered)
        return offered

    def expect_scans(self) -> None:
        """Tell how many check-ins and check-outs the class lists of now make."""
        scans = sum(2 * len(one.present_at(place)) for one in self.classes for place in range(len(one.plan.sittings)))
        self.telling.expect_scans(self.district.district_id, scans)


@dataclass
class TrainingClass:
    """A class and who is in it; `members` hold a place, `missing` says who is not there at which meeting."""

    term: Term
    plan: ClassPlan
    class_id: str = ""
    meeting_ids: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    missing: dict[int, set[str]] = field(default_factory=dict)
    """Place of the meeting -> who does not come by the ordinary way."""
    enrolments: dict[str, str] = field(default_factory=dict)
    """Staff number -> enrolment_id."""
    _finalised: set[str] = field(default_factory=set)

    @property
    def district(self) -> District:
        return self.term.district

    @property
    def leader(self) -> Caller:
        """Who shows the codes: the trainer, or the school for its own class."""
        plan = self.plan
        if plan.leader is not None:
            return self.district.caller(plan.leader)
        return self.district.admin if plan.school is None else self.district.caller(admin_of(plan.school.prefix))

    @property
    def settles(self) -> Caller:
        """Who settles and finalises: the trainer, or the district."""
        return self.district.admin if self.plan.leader is None else self.leader

    def present_at(self, place: int) -> list[str]:
        away = self.missing.get(place, set())
        return [one for one in self.members if one not in away]

    def is_away(self, staff_number: str, *places: int) -> None:
        for place in places:
            self.missing.setdefault(place, set()).add(staff_number)

    async def announce(self, plan_id: str) -> None:
        """Open the class under its program, which is written down with the first of its classes."""
        course, plan = self.plan.course, self.plan
        program_id = self.term.programs.get(course.code) or await _write_program(self.term, plan_id, course)
        leaders = [] if plan.leader is None else [self.district.account_ids[plan.leader]]
        body = {
            "title": plan.title,
            "school_id": None if plan.school is None else self.district.schools[plan.school.prefix],
            "leader_ids": leaders,
            "opens_at": plan.enrolling.opens_at.isoformat(),
            "closes_at": plan.enrolling.closes_at.isoformat(),
            "capacity": plan.capacity,
            "meetings": [sitting.as_body() for sitting in plan.sittings],
        }
        opened = await self.district.admin.post("registration", f"/programs/{program_id}/classes", body)
        self.class_id = opened.body["class_id"]
        self.meeting_ids = [meeting["meeting_id"] for meeting in opened.body["meetings"]]

    async def nominate(self, caller: Caller, staff_numbers: Sequence[str]) -> None:
        """Nominate teachers, who must all get a place."""
        body = {
            "teacher_ids": [self.district.teacher_ids[one] for one in staff_numbers],
            "accept_waiting": False,
            "accept_clash": False,
        }
        answer = (await caller.post("registration", f"/classes/{self.class_id}/nominations", body)).body
        refused = [item for item in answer["items"] if item["result"] != "CONFIRMED"]
        if refused:
            raise DemoFailed(f"{self.plan.title}: {len(refused)} nominations were not confirmed: {refused[0]}")
        for item in answer["items"]:
            self.enrolments[self.district.staff_numbers[item["teacher_id"]]] = item["enrolment_id"]
        self.members += staff_numbers
        self.term.expect_scans()

    async def wait_for_list(self) -> None:
        """Attendance and assessment keep class lists of their own: wait until both know every member."""
        wanted = {self.district.teacher_ids[one] for one in self.members}

        async def listed() -> bool:
            book = await self.leader.get("attendance", f"/meetings/{self.meeting_ids[0]}/sign-in-book", may=(404,))
            if book.status != 200:
                return False
            return {line["teacher_id"] for line in book.body["lines"] if line["listed"]} == wanted

        async def enlisted() -> bool:
            return {one["teacher_id"] for one in await self.results()} == wanted

        await until(f"attendance to know the members of {self.plan.title}", listed)
        await until(f"assessment to know the members of {self.plan.title}", enlisted)

    def hold_meetings(self) -> None:
        """Plan every meeting: people come a little before it begins and leave a little after it ends."""
        for place, sitting in enumerate(self.plan.sittings):
            name = f"{self.plan.title} {place + 1}/{len(self.plan.sittings)}"
            agenda = self.term.agenda
            agenda.at(sitting.starts_at - _COMES_EARLY, f"签到 check-in: {name}", self._scanning(place, "IN"))
            agenda.at(sitting.ends_at + _LEAVES_AFTER, f"签退 check-out: {name}", self._scanning(place, "OUT"))

    def screen(self, place: int, phase: str) -> CodeScreen:
        return CodeScreen(self.leader, self.meeting_ids[place], phase)

    async def settle(self) -> int:
        """Settle presence and wait until assessment has heard of it; the version."""
        settled = await self.settles.post("attendance", f"/classes/{self.class_id}/settlements")

        async def heard() -> bool:
            return all(_has_heard(one) for one in await self.results())

        await until(f"assessment to hear of the settlement of {self.plan.title}", heard)
        return int(settled.body["version"])

    async def score(self, caller: Caller, marks: Iterable[tuple[str, str, int]]) -> None:
        """Record marks: (staff number, component, mark)."""
        items = [
            {"teacher_id": self.district.teacher_ids[number], "component": component, "score": str(mark)}
            for number, component, mark in marks
        ]
        answer = (await caller.put("assessment", f"/classes/{self.class_id}/scores", {"items": items})).body
        refused = [item for item in answer["items"] if item["result"] == "REFUSED"]
        if refused:
            raise DemoFailed(f"{self.plan.title}: a mark was refused: {refused[0]['problem']}")

    async def finalise(self) -> dict[str, int]:
        """Make outcomes of what is final, and remember what they are worth; outcomes by status."""
        done = (await self.settles.post("assessment", f"/classes/{self.class_id}/finalisation")).body
        if done["finalised"]:
            new = [one for one in await self.outcomes() if one["outcome_id"] not in self._finalised]
            self._finalised |= {one["outcome_id"] for one in new}
            self.term.hours += sum((Decimal(one["hours"]) for one in new), Decimal(0))
            self.term.credits += sum((Decimal(one["credits"]) for one in new), Decimal(0))
        return dict(done["finalised"])

    async def settle_and_finalise(self) -> None:
        await self.settle()
        finalised = await self.finalise()
        told = ", ".join(f"{status} {number}" for status, number in sorted(finalised.items()))
        self.district.say(f"结业 {self.plan.title}: {told}")

    async def results(self) -> list[dict[str, Any]]:
        """Where every member stands now; nobody while assessment does not know the class."""
        path = f"/classes/{self.class_id}/results"
        if (await self.settles.get("assessment", path, limit=1, may=(404,))).status != 200:
            return []
        return await self.settles.list_all("assessment", path)

    async def outcomes(self) -> list[dict[str, Any]]:
        return await self.settles.list_all("assessment", f"/classes/{self.class_id}/outcomes")

    def _scanning(self, place: int, phase: str) -> Any:
        async def scan_members() -> None:
            await scan_all(
                self.district,
                self.present_at(place),
                meeting_id=self.meeting_ids[place],
                phase=phase,
                screen=self.screen(place, phase),
                telling=self.term.telling,
            )

        return scan_members


def admin_of(prefix: str) -> str:
    """Username of the administrator of a school."""
    return f"{prefix}-admin"


async def announce_all(term: Term, classes: Sequence[TrainingClass], *, plan_id: str) -> None:
    """Open classes, programs first so that no two classes write the same one."""
    for course in dict.fromkeys(one.plan.course for one in classes):
        if course.code not in term.programs:
            await _write_program(term, plan_id, course)
    await together(*(one.announce(plan_id) for one in classes))


async def write_plan(term: Term, *, title: str, starts_on: str, ends_on: str) -> str:
    """Write down the district's yearly plan."""
    body = {"title": title, "starts_on": starts_on, "ends_on": ends_on, "school_id": None}
    return str((await term.district.admin.post("registration", "/plans", body)).body["plan_id"])


async def wait_for_book(term: Term) -> None:
    """Wait until the book holds exactly what the outcomes are worth."""
    admin, seen = term.district.admin, -1

    async def complete() -> bool:
        nonlocal seen
        entries = (await admin.get("ledger", "/book")).body["entries"]
        if entries == seen:
            return False
        seen = entries
        total = (await admin.get("ledger", "/summary")).body["earned"]["total"]
        return (Decimal(total["hours"]), Decimal(total["credits"])) == (term.hours, term.credits)

    await until(f"the book of {term.district.district_id} to come to {term.hours} hours", complete)


async def _write_program(term: Term, plan_id: str, course: Course) -> str:
    written = await term.district.admin.post("registration", f"/plans/{plan_id}/programs", course.as_body())
    term.programs[course.code] = written.body["program_id"]
    return term.programs[course.code]


def _has_heard(result: dict[str, Any]) -> bool:
    """Whether attendance is known: until then nothing is final, no stage waits behind it, and the result says so."""
    pending = any(stage["standing"] == "PENDING" for stage in result["stages"])
    unsettled = any(_UNSETTLED in words["en"] for words in result["explanation"])
    return result["status"] not in _STAYS_OPEN or pending or not unsettled
