"""What can go wrong in attendance."""

from services.platform.errors import DomainError, Text


class CodeInvalid(DomainError):
    """One answer for forged, stale and foreign codes; which it was is kept with the refused scan."""

    status = 422
    title = Text(zh="签到码无效或已过期", en="The code is not valid, or no longer")


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


class NothingToSettle(DomainError):
    title = Text(zh="该班没有可结算的场次", en="The class has no meeting to settle")


class ClassCancelled(DomainError):
    title = Text(zh="该班已取消", en="The class is cancelled")


class NotFixed(DomainError):
    """A clause of the pack asks for something to be settled before people can sign in."""

    title = Text(zh="场次信息不全,不能开始签到", en="The meeting is not settled enough to open its sign-in")
    detail = Text(zh="{clause}:{missing_zh}。依据:「{quote}」", en="{clause}: {missing_en}. The words: “{quote}”")
