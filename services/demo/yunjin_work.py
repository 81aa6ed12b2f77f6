"""The school's March: logged once each, and every participant's recognition form begins by itself."""

from datetime import datetime
from typing import Any, Final

from services.demo import yunjin as plan
from services.demo.bureau import District
from services.demo.client import Caller
from services.demo.handing_in import hand_in
from services.demo.story import Story
from services.demo.training import admin_of

_LESSON: Final = "九年级数学《相似三角形》区级展示课"
_SEMINAR: Final = "“问题学生转化”专题研讨"
_MENTORING: Final = "2026年春季师徒带教"
_LECTURE: Final = "单元整体教学设计讲座"


class Work:
    """What the school does and logs."""

    def __init__(self, district: District, story: Story) -> None:
        self._district = district
        self._story = story
        self._plan_id = ""
        self._units: dict[str, str] = {}
        self.lesson: dict[str, Any] = {}
        self.claims: dict[tuple[str, str], str] = {}
        """(route, staff number) -> claim_id."""

    @property
    def school(self) -> Caller:
        return self._district.caller(admin_of(plan.MIDDLE.prefix))

    async def prepare(self, moment: datetime) -> None:
        """Teams and who heads them, the plan of the semester, and how the district reviews."""
        school_id = self._district.schools[plan.MIDDLE.prefix]
        for kind, name, head in (
            ("TEAM", plan.TEAM, plan.TEACHES),
            ("DEPARTMENT", plan.DEPARTMENT, plan.HEADS_DEPARTMENT),
        ):
            body = {"kind": kind, "name": name, "head_id": self._district.teacher_ids[head]}
            unit = (await self.school.post("directory", f"/schools/{school_id}/units", body)).body
            self._units[name] = unit["unit_id"]
        await self._district.admin.put("assessment", "/claim-settings", plan.TERMS)
        told = (await self.school.get("assessment", "/claim-settings")).body
        self._story.check("terms-of-review-are-told-to-schools", told["sample_percent"], 100)
        records = [
            {"kind": "SEMESTER_PLAN", "on": "2026-02-10", "school_id": school_id, "unit": name, "title": f"{name}计划"}
            for name in (plan.TEAM, plan.DEPARTMENT, plan.DEPARTMENT)
        ]
        kept = (await self.school.post("assessment", "/records", {"records": records})).body["items"]
        self._plan_id = kept[1]["record_id"]
        double = f"/records/{kept[2]['record_id']}/retraction"
        await self.school.put("assessment", double, {"reason": "重复登记"})
        listed = await self.school.list_all("assessment", "/records")
        standing = [one["unit"] for one in listed if one["retracted_at"] is None]
        self._story.check("a-record-entered-twice-counts-once", sorted(standing), sorted((plan.TEAM, plan.DEPARTMENT)))
        routes = (await self.school.get("assessment", "/activity-routes", on="2026-03-12")).body["items"]
        (lesson,) = (one for one in routes if one["code"] == "TEAM_LESSON_PREP")
        told_roles = [(one["role"], one["kinds"]) for one in lesson["roles"]]
        wanted = [("TEACHER", ["DEMO_LESSON", "ONE_DAY_SHOWCASE"]), ("LISTENER", ["LESSON_OBSERVATION"])]
        self._story.check("the-pack-says-who-files-which-form", told_roles, wanted)
        self._story.tell(
            moment,
            "WORK",
            zh=f"学期初:{plan.TEAM}、{plan.DEPARTMENT}的校本研修计划存档;区里公布审核期限与抽查比例(首月100%)",
            en="The semester begins: the plans of team and department are kept; the district says how "
            "long reviews take "
            "and that it looks at everything in the first month",
        )

    async def log_lesson(self, moment: datetime) -> None:
        """One lesson is logged once; a listener who was forgotten is added by a correction."""
        papers = [
            {"role": "TEACHER", "code": "LESSON_PLAN", "file_id": await hand_in(self.school, "教案", _LESSON)},
            {"role": "TEACHER", "code": "REFLECTION", "note": "课后反思,教导处存档"},
            {"role": "LISTENER", "code": "OBSERVATION_RECORD", "note": "听课本"},
            {"role": "LISTENER", "code": "VIEWS", "note": "听课观点,教研组汇总"},
        ]

        def body(*listeners: str) -> dict[str, Any]:
            return plan.activity(
                "TEAM_LESSON_PREP",
                _LESSON,
                begins="2026-03-12T13:30",
                ends="14:15",
                level="COUNTY",
                papers=papers,
                participants=[
                    self._part(plan.TEACHES, "TEACHER", characters=900),
                    *(self._part(one, "LISTENER", characters=620) for one in listeners),
                ],
            )

        without = [one for one in plan.LISTENS if one != plan.FORGOTTEN]
        first = (await self.school.post("assessment", "/activities", body(*without))).body
        correction = {**body(*plan.LISTENS), "revision": first["revision"], "reason": "漏登一名听课教师"}
        path = f"/activities/{first['activity_id']}"
        self.lesson = (await self.school.put("assessment", path, correction)).body
        self._remember(self.lesson)
        revisions = (await self.school.get("assessment", f"{path}/revisions")).body["items"]
        seen = (await self._district.caller(plan.VISITORS[0]).get("assessment", path)).body
        told = (len({one["claim_id"] for one in self.lesson["participants"]}), len(revisions), seen["title"])
        self._story.check("one-lesson-with-twelve-listeners-is-thirteen-forms", told, (13, 2, _LESSON))
        again = await self.school.post("assessment", "/activities", body(*without), may=(409,))
        self._story.check("the-same-activity-is-not-logged-twice", again.status, 409)
        self._story.tell(
            moment,
            "WORK",
            zh="一节区级展示课、12人听课(含外校2人),登记一次,13份认定表自动生成;漏登的1人以更正补上,原记录留存",
            en="A lesson shown to the district, twelve listeners, two of another school: logged once, thirteen forms "
            "begin by themselves; who was forgotten is added by a correction that stays on record",
        )

    async def log_seminar(self, moment: datetime) -> None:
        """Who heads a department logs for it."""
        papers = [
            {"code": "PLAN", "note": "政教处学期计划"},
            {"code": "PROCESS_RECORD", "note": "研讨记录本第6页"},
            {"code": "TOPIC_REPORT", "note": "专题报告,政教处存档"},
        ]
        body = plan.activity(
            "CLASS_TEACHER_SEMINAR",
            _SEMINAR,
            begins="2026-03-18T15:00",
            ends="16:30",
            unit_id=self._units[plan.DEPARTMENT],
            plan_id=self._plan_id,
            papers=papers,
            participants=[self._part(one, "PARTICIPANT") for one in plan.SEMINAR],
        )
        head = self._district.caller(plan.HEADS_DEPARTMENT)
        logged = (await head.post("assessment", "/activities", body)).body
        self._remember(logged)
        told = (logged["unit"], logged["advice"], len(logged["participants"]))
        self._story.check("a-head-of-department-logs-by-its-plan", told, (plan.DEPARTMENT, [], 3))
        self._story.tell(
            moment,
            "WORK",
            zh=f"{plan.DEPARTMENT}负责人{plan.HEADS_DEPARTMENT}本人登记班主任研讨,3人各得1份专题研修认定表",
            en=f"{plan.HEADS_DEPARTMENT}, who heads the department, logs the class teachers' seminar: three forms",
        )

    async def log_pair_and_lecture(self, moment: datetime) -> None:
        """A mentor with a mentee; a lecture whose speaker has a choice of forms."""
        pair_papers = [
            {"code": code, "note": "师徒结对档案"}
            for code in ("MENTOR_AGREEMENT", "MENTOR_PLAN", "GUIDANCE_RECORD", "EVALUATION")
        ]
        pair = plan.activity(
            "MENTORING",
            _MENTORING,
            begins="2026-03-20T09:00",
            ends="10:00",
            papers=pair_papers,
            participants=[self._part(plan.MENTOR, "MENTOR"), self._part(plan.MENTEE, "MENTEE")],
        )
        lecture = plan.activity(
            "COURSE_INTEGRATION",
            _LECTURE,
            begins="2026-03-25T14:00",
            ends="15:30",
            papers=[
                {"role": "SPEAKER", "code": "SCRIPT", "note": "讲稿,教导处存档"},
                {"role": "PARTICIPANT", "code": "PLAN", "note": "研修计划"},
                {"role": "PARTICIPANT", "code": "PROCESS_RECORD", "note": "研修记录"},
                {"role": "PARTICIPANT", "code": "TOPIC_REPORT", "note": "专题报告"},
            ],
            participants=[
                self._part(plan.LECTURES, "SPEAKER"),
                *(self._part(one, "PARTICIPANT") for one in plan.HEARS_LECTURE),
            ],
        )
        for body in (pair, lecture):
            self._remember((await self.school.post("assessment", "/activities", body)).body)
        self._story.tell(
            moment,
            "WORK",
            zh="登记一对师徒带教和一次讲座:主讲人可在“讲座”“专题研修”两种认定表中择一,只算一次",
            en="A mentoring pair and a lecture are logged: the speaker may file it as a lecture or as a "
            "study of a topic, "
            "and only once",
        )

    async def log_open_day(self, moment: datetime) -> None:
        """An open day has no form; what never took place is withdrawn."""
        open_day = plan.activity(
            "OPEN_DAY",
            "教学开放日",
            begins="2026-03-27T08:30",
            ends="11:30",
            participants=[self._part(one, "PARTICIPANT") for one in plan.OPEN_DAY],
        )
        logged = (await self.school.post("assessment", "/activities", open_day)).body
        self._story.check(
            "an-open-day-earns-nothing-by-XH-07", [one["claim_id"] for one in logged["participants"]], [None, None]
        )
        mistaken = plan.activity(
            "INTER_SCHOOL_EXCHANGE",
            "赴外校交流(未成行)",
            begins="2026-03-26T14:00",
            ends="16:00",
            participants=[self._part(one, "PARTICIPANT") for one in plan.OPEN_DAY],
        )
        wrong = (await self.school.post("assessment", "/activities", mistaken)).body
        path = f"/activities/{wrong['activity_id']}/withdrawal"
        await self.school.put("assessment", path, {"reason": "因雨未成行,登记有误"})
        left = [
            (await self.school.get("assessment", f"/claims/{one['claim_id']}")).body["state"]
            for one in wrong["participants"]
        ]
        self._story.check("what-never-took-place-takes-its-forms-along", left, ["WITHDRAWN", "WITHDRAWN"])
        listed = await self.school.list_all("assessment", "/activities")
        self._story.check("the-month-has-six-activities", len(listed), 6)
        self._story.tell(
            moment,
            "WORK",
            zh="教学开放日如实登记,按XH-07没有认定表、不计学分;未成行的一次交流撤销登记,其认定表一并撤回",
            en="An open day is logged and earns nothing by XH-07; an exchange that never took place is "
            "withdrawn, and its "
            "forms with it",
        )

    def _part(self, number: str, role: str, **facts: Any) -> dict[str, Any]:
        return {"teacher_id": self._district.teacher_ids[number], "role": role, **facts}

    def _remember(self, logged: dict[str, Any]) -> None:
        for one in logged["participants"]:
            if one["removed_at"] is None and one["claim_id"] is not None:
                self.claims[logged["route"], self._district.staff_numbers[one["teacher_id"]]] = one["claim_id"]
