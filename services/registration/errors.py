"""What can go wrong in registration, in the words of the domain."""

from services.platform.errors import DomainError, Text


class PeriodReversed(DomainError):
    status = 422
    title = Text(zh="结束时间必须晚于开始时间", en="The end must lie after the beginning")


class UnknownSchool(DomainError):
    status = 422
    title = Text(zh="本区没有这所学校", en="There is no such school in this district")


class ProgramCodeTaken(DomainError):
    title = Text(zh="项目编号已被占用", en="The program code is taken")
    detail = Text(zh="该编号已用于项目 {program_id}", en="The code belongs to the program {program_id}")


class NotSchoolBased(DomainError):
    title = Text(
        zh="学校的培训班只能属于校本项目或本校的计划",
        en="A class of a school belongs to a school-based program or to the school's own plan",
    )


class TooManyMeetings(DomainError):
    status = 422
    title = Text(zh="场次过多", en="The class has too many meetings")
    detail = Text(zh="一个培训班最多 {most} 个场次", en="A class has at most {most} meetings")


class MeetingsOverlap(DomainError):
    title = Text(zh="同一培训班的场次时间重叠", en="Two meetings of one class overlap")
    detail = Text(
        zh="{starts_at} 开始的场次与本班另一场次时间重叠",
        en="The meeting that starts at {starts_at} overlaps another of the same class",
    )


class MeetingBegun(DomainError):
    title = Text(zh="场次已开始,不能改期", en="The meeting has begun and cannot be moved")
    detail = Text(zh="该场次已于 {starts_at} 开始,不能改期", en="The meeting began at {starts_at} and cannot be moved")


class ClassCancelled(DomainError):
    title = Text(zh="培训班已取消", en="The class is cancelled")


class ClassEnded(DomainError):
    title = Text(zh="培训班已结束", en="The class has ended")
    detail = Text(zh="培训班已于 {ended_at} 结束", en="The class ended at {ended_at}")


class ClassFull(DomainError):
    title = Text(zh="培训班没有空余名额", en="The class has no free place")
    detail = Text(zh="共 {capacity} 个名额,已全部占用", en="All of the {capacity} places are taken")


class CapacityBelowTaken(DomainError):
    title = Text(zh="名额不能少于已占用数", en="The capacity cannot be lower than the places taken")
    detail = Text(zh="已有 {taken} 人占用名额", en="{taken} places are taken")


class EnrolmentClosed(DomainError):
    title = Text(zh="不在报名时间内", en="Enrolment is not open")
    detail = Text(zh="报名时间为 {opens_at} 至 {closes_at}", en="Enrolment runs from {opens_at} to {closes_at}")


class AlreadyEnrolled(DomainError):
    title = Text(zh="已报名该培训班", en="The teacher is enrolled in this class already")


class TeacherNotInPost(DomainError):
    title = Text(zh="该教师当日不在岗", en="The teacher is not in post on that day")
    detail = Text(zh="该教师在 {on} 没有任职", en="The teacher holds no appointment on {on}")


class TimeClash(DomainError):
    """Names the class whose meeting lies at the same time."""

    title = Text(zh="与另一培训班时间冲突", en="The time clashes with another class")
    detail = Text(
        zh="与培训班「{title}」在 {starts_at} 的场次时间冲突",
        en="The time clashes with a meeting of the class “{title}” at {starts_at}",
    )


class WithdrawalClosed(DomainError):
    title = Text(zh="已不能退出该培训班", en="Withdrawing from this class is no longer possible")
    detail = Text(zh="退出截止于 {until}", en="Withdrawing was possible until {until}")


class NotEligible(DomainError):
    """A clause of the pack bars the teacher from the program; `cited` are the entries of the book that it goes by."""

    title = Text(zh="不符合参训条件", en="Not eligible for this program")
    detail = Text(
        zh="{clauses}:{reason_zh}。依据:「{quote}」",
        en="{clauses}: {reason_en}. The words: “{quote}”",
    )


class NothingToOverride(DomainError):
    """A reason was given for letting somebody in whom no clause bars, or whom no reason can let in."""

    title = Text(zh="没有可以说明理由放行的条件", en="There is nothing that a reason could override")


class HoursDoNotAddUp(DomainError):
    status = 422
    title = Text(zh="分类学时之和与总学时不符", en="The hours by kind do not make up the whole")
    detail = Text(
        zh="各类学时合计 {total},项目学时为 {hours}", en="The kinds make {total} hours, the program has {hours}"
    )


class UnknownCode(DomainError):
    """Never repeats the code given: it came from outside."""

    status = 422
    title = Text(zh="政策包中没有这个代码", en="The pack in force does not know this code")
    detail = Text(
        zh="政策包 {pack} 的 {dimension} 中没有这个代码,可用:{allowed_zh}",
        en="The pack {pack} has no such {dimension}; it knows {allowed_en}",
    )


class PlanLocked(DomainError):
    title = Text(zh="计划已提交审批,不能修改", en="The plan is being decided on and cannot be changed")


class PlanEmpty(DomainError):
    title = Text(zh="计划还没有内容", en="The plan holds nothing yet")


class PlanNotSubmitted(DomainError):
    title = Text(zh="计划未在审批中", en="The plan is not waiting for a decision")


class PlanNotApproved(DomainError):
    title = Text(zh="计划尚未获批", en="The plan has not been approved")


class PlanNotPublished(DomainError):
    title = Text(zh="计划尚未发布", en="The plan has not been published")


class PlanChanged(DomainError):
    title = Text(zh="计划内容已变化", en="The plan has changed since it was read")
    detail = Text(zh="计划现为第 {revision} 稿", en="The plan stands at revision {revision}")


class OwnPlan(DomainError):
    title = Text(zh="不能审批自己编制或提交的计划", en="Nobody decides on a plan that they wrote or submitted")


class ReasonNeeded(DomainError):
    status = 422
    title = Text(zh="须说明理由", en="A reason is needed")


class ItemTwice(DomainError):
    status = 422
    title = Text(zh="同一编号出现两次", en="Two things of the plan share an id")


class UnknownItem(DomainError):
    status = 422
    title = Text(zh="该计划没有这一项", en="The plan has no such item")


class ItemCarriedOut(DomainError):
    title = Text(zh="该项已开班,不能从计划中删去", en="Classes were opened for the item: it stays in the plan")


class NoProgramForItem(DomainError):
    title = Text(zh="该项还没有对应的培训项目", en="No program carries this item out yet")


class PlacesUnknown(DomainError):
    status = 422
    title = Text(zh="计划中没有写明名额,须另行给出", en="The item plans no places: say how many")


class ExpenseRetracted(DomainError):
    title = Text(zh="该支出已撤销", en="The expense has been retracted already")


class NoticeWithdrawn(DomainError):
    title = Text(zh="该通知已撤回", en="The notice has been withdrawn")


class NotAsked(DomainError):
    title = Text(zh="该通知不是发给本校的", en="The notice does not ask this school")


class SeatsKept(DomainError):
    """Places that pools keep or offers hold cannot be taken away or shared out a second time."""

    title = Text(zh="名额已被占用或预留", en="The places are taken or kept")
    detail = Text(
        zh="共 {capacity} 个名额:已占用 {taken} 个,候补邀约占 {held} 个,需为学校预留 {reserved} 个",
        en="Of {capacity} places {taken} are taken, {held} are offered and {reserved} would be kept for schools",
    )


class NoPoolsHere(DomainError):
    title = Text(zh="该班先到先得,不按学校分配名额", en="Places of this class are first come, first served: no pools")


class ClaimBackPast(DomainError):
    status = 422
    title = Text(zh="名额收回时间必须晚于现在", en="Places can be claimed back only in the future")


class SchoolTwice(DomainError):
    status = 422
    title = Text(zh="同一学校在一份名额表中只能出现一次", en="A school stands in a list of places only once")


class RoundsOverlap(DomainError):
    status = 422
    title = Text(zh="第二轮报名须在第一轮结束之后", en="The second round begins after the first has closed")


class RequestsNotTaken(DomainError):
    title = Text(zh="该班不由学校申请名额", en="Schools do not ask for places of this class")


class RequestsClosed(DomainError):
    title = Text(zh="申请名额的时间已过", en="The time to ask for places is over")
    detail = Text(zh="申请名额截止于 {closes_at}", en="Places could be asked for until {closes_at}")


class SeatRequestDecided(DomainError):
    title = Text(zh="名额申请已批复", en="The request for places has been decided")
    detail = Text(zh="已批复 {granted} 个名额", en="{granted} places were granted")


class MoreThanAsked(DomainError):
    status = 422
    title = Text(zh="批复数不能多于申请数", en="No more can be granted than was asked for")


class NotAllocating(DomainError):
    title = Text(zh="该班不是先报后分", en="The places of this class are not allocated after applying")


class AllocationTooEarly(DomainError):
    title = Text(zh="报名尚未截止,不能分配名额", en="Places are allocated after enrolment has closed")
    detail = Text(zh="报名截止于 {closes_at}", en="Enrolment closes at {closes_at}")


class AllocationDone(DomainError):
    title = Text(zh="名额已经分配", en="The places have been allocated")
    detail = Text(zh="名额已于 {allocated_at} 分配", en="The places were allocated at {allocated_at}")


class AllocationChanged(DomainError):
    title = Text(zh="名单已变化,请重新查看分配方案", en="The applications have changed: look at the proposal again")


class AllocationTooLarge(DomainError):
    title = Text(zh="调整后超出名额", en="The adjusted allocation has more people than places")
    detail = Text(
        zh="调整后 {enrolment_id} 没有可用的名额", en="No place is left for {enrolment_id} after the adjustment"
    )


class GroupsNotTaken(DomainError):
    title = Text(zh="需审核或先报后分的班不接受整组报名", en="A class with reviews or allocation takes no groups")


class GroupOfSeveralSchools(DomainError):
    status = 422
    title = Text(zh="整组报名须是同一所学校的教师", en="A group is of one school")


class GroupRefused(DomainError):
    """Somebody of the group cannot enter, so nobody does; `errors` say who and why."""

    title = Text(zh="整组报名未成:有人不能报名", en="The group cannot enter: somebody of it cannot")


class NoOffer(DomainError):
    title = Text(zh="没有待确认的名额", en="No place is offered")


class OfferExpired(DomainError):
    title = Text(zh="名额确认已逾期", en="The offer has expired")
    detail = Text(zh="名额须在 {expires_at} 前确认", en="The place was to be accepted before {expires_at}")


class NotApplied(DomainError):
    title = Text(zh="不是待分配或候补的报名", en="The enrolment is neither applied nor waiting")


class LimitWithoutSense(DomainError):
    """The parts of a limit do not fit together; the reason names the fields that are one too many or too few."""

    status = 422
    title = Text(zh="限制条件不完整或相互矛盾", en="The limit is incomplete or contradicts itself")
    detail = Text(zh="以下内容不合适:{reason}", en="These do not fit together: {reason}")


class OtherSchool(DomainError):
    title = Text(zh="只能换成同一学校的教师", en="A place passes only to a teacher of the same school")


class OwnApplication(DomainError):
    title = Text(zh="不能审核本人的报名", en="Nobody reviews an application of one's own")


class OwnOverride(DomainError):
    title = Text(zh="不能为本人说明理由放行", en="Nobody overrides for oneself what bars him")


class ReviewedByClass(DomainError):
    """The class reviews whom it takes, so a school alone cannot put somebody in."""

    title = Text(
        zh="本班报名须经班级审核,由办班方或上级主管部门替换学员",
        en="The class reviews whom it takes: whoever runs it, or the district, replaces its members",
    )


class NotAwaitingReview(DomainError):
    title = Text(zh="该报名不在待本级审核状态", en="The application does not await this review")
    detail = Text(
        zh="该报名的状态为 {status},待审级别为 {review}",
        en="The application is {status} and awaits the review: {review}",
    )


class NothingToUndo(DomainError):
    title = Text(zh="本级没有可以撤销的审核结论", en="There is no decision of this stage that could be taken back")


class ReviewedFurther(DomainError):
    title = Text(zh="后一级已审核,须先撤销后一级", en="A later decision stands and has to be taken back first")
    detail = Text(zh="须先撤销 {stage} 级的审核结论", en="The decision of the stage {stage} has to be taken back first")


class UndoClosed(DomainError):
    title = Text(zh="培训班已开始,审核结论不能再撤销", en="The class has begun: decisions can no longer be taken back")
    detail = Text(zh="审核结论可撤销至 {until}", en="Decisions could be taken back until {until}")


class NoSeatToPass(DomainError):
    title = Text(zh="该报名未占用名额,不能替换", en="The enrolment holds no place that could pass to another teacher")


class ReplacementClosed(DomainError):
    title = Text(zh="培训班已结束,不能再替换学员", en="The class has ended: nobody can be replaced any more")
    detail = Text(zh="替换截止于 {until}", en="Members could be replaced until {until}")


class OneselfNoReplacement(DomainError):
    title = Text(zh="替换学员须为另一名教师", en="A member is replaced by another teacher")


class NotAbsent(DomainError):
    title = Text(
        zh="该教师在本班没有未到训记录", en="There is no record of the teacher's not coming to this class that stands"
    )


class OwnAbsence(DomainError):
    title = Text(zh="不能核准本人的未到训说明", en="Nobody excuses an absence of one's own")


class FileOfAnotherClass(DomainError):
    """The workbook was made for another class; nothing of it was looked at."""

    title = Text(zh="该名单模板属于另一个培训班", en="The workbook was made for another class")
