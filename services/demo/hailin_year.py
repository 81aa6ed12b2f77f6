"""The school year of district 231083, step by step: old hours first, then the last year of the cycle."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from services.demo import hailin as plan
from services.demo.bureau import bring_in_roster, hand_out_accounts, learn_names, put_pack_in_force
from services.demo.client import together
from services.demo.history import bring_in_history
from services.demo.rosters import ROSTER_DAY, Teacher, invent_teachers
from services.demo.training import Term, TrainingClass, admin_of, announce_all, wait_for_book, write_plan
from services.demo.values import local


@dataclass
class HailinYear:
    """The year's classes; `plan` puts every step on the agenda."""

    term: Term
    folder: Path
    teachers: list[Teacher]
    city: TrainingClass
    county: TrainingClass
    class_teachers: TrainingClass
    schools: dict[str, TrainingClass]

    @classmethod
    def of(cls, term: Term, *, folder: Path) -> "HailinYear":
        return cls(
            term=term,
            folder=folder,
            teachers=invent_teachers(plan.DISTRICT, plan.SCHOOLS),
            city=term.offer(plan.CITY_CLASS),
            county=term.offer(plan.COUNTY_CLASS),
            class_teachers=term.offer(plan.CLASS_TEACHERS_CLASS),
            schools={school.prefix: term.offer(plan.school_class(school)) for school in plan.SCHOOLS},
        )

    def plan(self) -> None:
        """Put the year on the agenda."""
        study = self.schools[plan.PRIMARY.prefix]
        for number in plan.NEVER_CAME_TO_SCHOOL_STUDY:
            study.is_away(number, *range(len(study.plan.sittings)))
        for one in self.term.classes:
            one.hold_meetings()
        at = self.term.agenda.at
        at(local("2025-09-01 08:00"), "开学 the school year begins", self.open)
        at(local("2025-09-02 09:00"), "学校选派 schools nominate", self.nominate)
        at(local("2025-09-10 09:00"), "退休教师申请免修 two who retire declare it", self.declare_retiring)
        at(local("2025-10-27 10:00"), "师德专题结业 the city's class ends", self.city.settle_and_finalise)
        led = self.class_teachers
        at(local("2025-12-10 10:00"), "班主任专题结业 the class teachers' class ends", led.settle_and_finalise)
        at(local("2026-04-27 10:00"), "学科培训结业 the county's class ends", self.county.settle_and_finalise)
        for one in self.schools.values():
            at(local("2026-06-08 10:00"), "校本研修结业 school-based study ends", one.settle_and_finalise)
        at(local("2026-08-31 20:00"), "周期结束 the cycle ends", self.close)

    async def open(self) -> None:
        """Pack, roster, old hours, accounts, the plan with its classes."""
        district = self.term.district
        first, last = plan.CYCLE
        await put_pack_in_force(district, plan.PACK, first=first, last=last, parameters=plan.PARAMETERS)
        await bring_in_roster(district, self.teachers, folder=self.folder, faults=plan.ROSTER_FAULTS)
        await learn_names(district, plan.SCHOOLS, on=ROSTER_DAY)
        old = plan.old_trainings()
        await bring_in_history(district, old, folder=self.folder)
        self.term.hours += sum(training.hours for training in old)
        self.term.credits += sum((training.credits for training in old), Decimal(0))
        await hand_out_accounts(district, self.teachers, plan.STAFF)
        plan_id = await write_plan(
            self.term, title="2025—2026学年教师培训计划", starts_on="2025-09-01", ends_on="2026-08-31"
        )
        await announce_all(self.term, self.term.classes, plan_id=plan_id)

    async def nominate(self) -> None:
        """Schools send their teachers."""
        admin = self.term.district.admin
        await self.city.nominate(admin, plan.taking_city_class())
        await self.county.nominate(admin, plan.taking_county_class())
        await self.class_teachers.nominate(admin, plan.taking_class_teachers_class())
        for school in plan.SCHOOLS:
            caller = self.term.district.caller(admin_of(school.prefix))
            await self.schools[school.prefix].nominate(caller, plan.studying_at(school))
        await together(*(one.wait_for_list() for one in self.term.classes))

    async def declare_retiring(self) -> None:
        """Two of the three who retire soon make use of HL-13."""
        district = self.term.district
        body = {"kind": "OPT_IN", "code": "HL-13", "valid_from": "2025-09-10", "ground": "本人书面申请"}
        for number in plan.DECLARED_RETIRING:
            path = f"/teachers/{district.teacher_ids[number]}/facts"
            await district.admin.post("directory", path, body)

    async def close(self) -> None:
        """Wait until everything that was earned stands in the book."""
        await wait_for_book(self.term)
