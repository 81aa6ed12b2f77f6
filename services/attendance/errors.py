"""What can go wrong in attendance."""

from services.platform.errors import DomainError, Text


class CodeInvalid(DomainError):
    """One answer for forged, stale and foreign codes; which it was is kept with the refused scan."""

    status = 422
    title = Text(zh="签到码无效或已过期", en="The code is not valid, or no longer")


class WrongTicket(DomainError):
    """Of two credentials for different teachers nobody can say whose check-in is meant: neither is taken."""

    status = 422
    title = Text(zh="签到凭证与登录账号不是同一人", en="The ticket and the token are not of the same teacher")
    detail = Text(
        zh="签到凭证与登录账号不是同一人，未签到。请重新打开本班后再签到",
        en="The ticket and the token are not of the same teacher; nobody was checked in. Open the class anew",
    )


class TriesUsedUp(DomainError):
    title = Text(
        zh="数字码输入次数已用完,请扫码签到,或请工作人员协助",
        en="No number may be tried any more: scan the code, or ask a helper",
    )


class CheckInAnnulled(DomainError):
    """What was seen before the annulment counts no more; a scan of now does."""

    title = Text(zh="此前的签到已作废,请重新扫码", en="The check-in was annulled since: scan the code anew")


class AnnulledOtherwise(DomainError):
    title = Text(zh="该签到已因其他理由作废", en="The check-in was annulled for another reason")


class RollCallOpen(DomainError):
    title = Text(zh="上一次点名尚未结束", en="The roll call before is still open")
    detail = Text(zh="上一次点名 {closes_at} 结束", en="The roll call before closes at {closes_at}")


class TooManyRollCalls(DomainError):
    title = Text(zh="该场次的点名次数已达上限", en="No more rolls are called in this meeting")


class MeetingNotRunning(DomainError):
    title = Text(zh="只能在场次进行中点名", en="The roll is called while the meeting goes on")


class NoPlace(DomainError):
    title = Text(zh="该场次没有地点", en="The meeting has no place")


class UnknownPerson(DomainError):
    status = 404
    title = Text(zh="没有这位教师", en="There is no such teacher")


class SeveralOfThatName(DomainError):
    title = Text(zh="本班有重名教师,请用工号", en="Several in the class have that name: use the staff number")


class TimeToCome(DomainError):
    title = Text(zh="登记的时间尚未到", en="The time entered has not come yet")


class CheckInClosed(DomainError):
    title = Text(zh="不在签到时间内", en="This is outside the time for checking in or out")
    detail = Text(
        zh="签到(退)时间为 {opens_at} 至 {closes_at}", en="Checking in or out here runs from {opens_at} to {closes_at}"
    )


class MeetingCancelled(DomainError):
    title = Text(zh="该场次已取消", en="The meeting is cancelled")


class MeetingNotBegun(DomainError):
    title = Text(zh="该场次尚未开始", en="The meeting has not begun")
    detail = Text(zh="该场次 {starts_at} 才开始", en="The meeting begins at {starts_at}")


class NotOnClassList(DomainError):
    title = Text(zh="不在本班学员名单中", en="Not on the list of the class")


class LeaveAlreadyRequested(DomainError):
    title = Text(zh="该场次已提交过内容不同的请假", en="Another leave was requested for this meeting")


class LeaveAlreadyDecided(DomainError):
    title = Text(zh="该请假已有不同的审批结果", en="The leave was decided otherwise")


class OwnCase(DomainError):
    title = Text(zh="不能审批或更正本人的考勤", en="Nobody decides on their own attendance")


class MinutesOutOfRange(DomainError):
    status = 422
    title = Text(zh="分钟数超出场次时长", en="More minutes than the meeting has")
    detail = Text(zh="该场次共 {minutes} 分钟", en="The meeting has {minutes} minutes")


class SettlementTooEarly(DomainError):
    title = Text(zh="最后一场尚未结束,不能结算", en="The last meeting has not ended")
    detail = Text(
        zh="最后一场 {ends_at} 结束后才能结算", en="The last meeting ends at {ends_at}; the class is settled after it"
    )


class CheckOutOpen(DomainError):
    """Settled now, who has come and not checked out yet would be settled as never gone."""

    title = Text(zh="签退尚未结束,不能结算", en="Some may still check out")
    detail = Text(
        zh="尚有 {people} 人已签到未签退，{closes_at} 前仍可签退；如须立即结算，请说明理由",
        en="{people} came and have not checked out; they may until {closes_at}. To settle all the same, give a reason",
    )


class NothingToSettle(DomainError):
    title = Text(zh="该班没有可结算的场次", en="The class has no meeting to settle")


class ClassCancelled(DomainError):
    title = Text(zh="该班已取消", en="The class is cancelled")


class NotFixed(DomainError):
    """A clause of the pack asks for something to be settled before people can sign in."""

    title = Text(zh="场次信息不全,不能开始签到", en="The meeting is not settled enough to open its sign-in")
    detail = Text(zh="{clause}:{missing_zh}。依据:「{quote}」", en="{clause}: {missing_en}. The words: “{quote}”")


class LeaveKindUnknown(DomainError):
    """The pack lists kinds of leave and this is none of them, or it lists none and one was named."""

    status = 422
    title = Text(zh="请假种类不在方案之内", en="No kind of leave of the pack")
    detail = Text(zh="{asked_zh}，可用：{allowed_zh}", en="{asked_en}; known: {allowed_en}")


class MakeUpNotAllowed(DomainError):
    title = Text(zh="方案不允许这种补课方式", en="The pack does not allow this form of make-up")
    detail = Text(zh="不允许 {form},允许:{allowed}", en="{form} is not allowed; allowed: {allowed}")


class MakeUpTooLate(DomainError):
    title = Text(zh="补课超出方案规定的期限", en="What stands in comes later than the pack allows")
    detail = Text(
        zh="补课场次或补课任务须在缺勤场次后 {days} 天内",
        en="The other meeting must begin, or the task be done, within {days} days of the meeting that was missed",
    )


class TaskNotDone(DomainError):
    """A task that stands in for a meeting was done since then, and before it was told."""

    status = 422
    title = Text(zh="补课任务的完成日期不合适", en="The task cannot have been done on that day")
    detail = Text(
        zh="完成日期须在 {first} 至 {last} 之间", en="It must have been done between {first} and {last}, these included"
    )


class MakeUpsUsedUp(DomainError):
    title = Text(zh="补课次数已用完", en="No more meetings of the class may be made up")
    detail = Text(zh="每班最多补 {most} 场", en="At most {most} meetings of a class may be made up")


class MakeUpNotAnother(DomainError):
    """The meeting that should stand in is one that the teacher has to attend anyway, or does not come after."""

    title = Text(zh="该场次不能用于补课", en="This meeting cannot stand in for the one that was missed")
    detail = Text(
        zh="补课须用本人不在名单内、未取消、晚于缺勤场次的另一场次",
        en="It takes another meeting, later and not cancelled, of a class that the teacher is not in",
    )


class MakeUpAlreadyRequested(DomainError):
    title = Text(zh="该场次已有待审批或已批准的补课", en="A make-up of this meeting is asked for or approved already")


class MakeUpAlreadyDecided(DomainError):
    title = Text(zh="该补课已有不同的审批结果", en="The make-up was decided otherwise")


class OwnRequest(DomainError):
    title = Text(zh="不能审批本人提出的补课", en="Nobody decides on a make-up that they asked for")


class StandsInAlready(DomainError):
    title = Text(zh="该场次已用于补另一场", en="This meeting stands in for another one already")


class WasThere(DomainError):
    title = Text(
        zh="已签到或已更正为出勤，无需请假或补课", en="The teacher was there: nothing is to be excused or made up"
    )


class BundleInvalid(DomainError):
    """One answer for forged, foreign and other people's bundles."""

    status = 422
    title = Text(zh="离线数据包无效", en="The offline bundle is not valid here")


class AlreadyReviewed(DomainError):
    title = Text(zh="该离线记录已有不同的处理结果", en="The offline record was reviewed otherwise")


class NothingToReview(DomainError):
    title = Text(zh="该离线记录无需处理", en="The offline record needs no review")


class TeacherNeeded(DomainError):
    """The device knew a staff number that nobody has: who accepts its line says whom it means."""

    status = 422
    title = Text(zh="请指明教师", en="It must be said which teacher is meant")


class NotCounted(DomainError):
    title = Text(zh="清点时间不在该场次之内", en="The heads were counted outside the meeting")
    detail = Text(zh="该场次 {starts_at} 至 {ends_at}", en="The meeting runs from {starts_at} to {ends_at}")


class DaysReversed(DomainError):
    status = 422
    title = Text(zh="起始日期晚于截止日期", en="The first day comes after the last")


class SpanTooLong(DomainError):
    status = 422
    title = Text(zh="查询的时间范围过长", en="The days asked for are too many")
    detail = Text(zh="最多 {days} 天", en="At most {days} days")


class TooMuchToPrint(DomainError):
    status = 422
    title = Text(zh="内容过多,请按场次导出", en="Too much for one document: print meeting by meeting")
    detail = Text(zh="最多 {most} 行,请按场次导出", en="At most {most} lines together: print meeting by meeting")
