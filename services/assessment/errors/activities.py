"""Refusals about activities and about what was filed before."""

from services.platform.errors import DomainError, Text


class RouteOrKind(DomainError):
    status = 422
    title = Text(zh="活动须写明研修途径或类型之一", en="An activity names either a route or a kind")


class ActivityEndsBeforeItBegins(DomainError):
    status = 422
    title = Text(zh="结束时间须晚于开始时间", en="An activity ends after it begins")


class ActivityTooLong(DomainError):
    status = 422
    title = Text(zh="活动时间过长", en="The activity is too long")
    detail = Text(zh="一次活动最长{days}天", en="One activity lasts at most {days} days")


class ActivityNotYetHeld(DomainError):
    title = Text(zh="活动尚未结束", en="The activity is not over yet")


class UnknownActivity(DomainError):
    status = 422
    title = Text(zh="政策包没有这个研修途径或类型", en="The pack knows no such route or kind")
    # What was asked for stays out: an answer never repeats what was sent.
    detail = Text(
        zh="政策包 {pack_id} 没有这个研修途径或类型,可选:{known}",
        en="The pack {pack_id} knows no such route or kind; there are: {known}",
    )


class NotOneOfTheForms(DomainError):
    status = 422
    title = Text(zh="该角色不填写这种认定表", en="This part does not file such a form")
    detail = Text(
        zh="该角色不填写这种认定表,可选:{known}", en="This part does not file such a form; there are: {known}"
    )


class ActivityLoggedBefore(DomainError):
    title = Text(zh="该活动已登记", en="The activity was logged before")
    detail = Text(
        zh="同一时间、同一题目的活动已登记,见活动 {activity_id}",
        en="An activity of this title at this time was logged before: see activity {activity_id}",
    )


class ActivityWithdrawn(DomainError):
    title = Text(zh="该活动已撤销", en="The activity was withdrawn")


class ActivityCorrectedMeanwhile(DomainError):
    status = 412
    title = Text(zh="活动已由他人更正", en="Somebody corrected the activity meanwhile")
    detail = Text(
        zh="活动现为第 {revision} 版,请核对后重新提交",
        en="The activity is at revision {revision}: look at it and send yours again",
    )


class NotARecorder(DomainError):
    status = 403
    title = Text(
        zh="只有本校管理员或该组负责人可以登记活动", en="Only the school or the head of the unit logs activities"
    )


class PlanUnusable(DomainError):
    status = 422
    title = Text(zh="所依据的计划不是本校有效的记录", en="The plan named is no record of the school that stands")


class PaperOutOfReach(DomainError):
    status = 422
    title = Text(zh="材料文件不可用", en="A file of the papers cannot be used")
    detail = Text(
        zh="第 {item} 份材料的文件不是本人、本校或参加者上传的",
        en="The file of paper {item} was handed in neither by you, nor for the school, nor by a participant",
    )


class EventFiledBefore(DomainError):
    title = Text(zh="同一活动不能重复申报", en="The same event is filed once")
    detail = Text(zh="{clause_id}:{zh},见申请 {claim_id}", en="{clause_id}: {en}, see claim {claim_id}")


class FileUsedBefore(DomainError):
    title = Text(zh="同一材料不能用于两次申报", en="The same file is used for one claim")
    detail = Text(
        zh="该材料已用于本人的另一申请 {claim_id}", en="The file was used already, for the person's claim {claim_id}"
    )


class FlagSettled(DomainError):
    title = Text(zh="该疑点已有结论", en="The flag has been settled")
    detail = Text(zh="该疑点已有结论:{state}", en="The flag has been settled: {state}")
