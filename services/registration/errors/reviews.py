"""Reviews, replacements, absences and files of nominations."""

from services.platform.errors import DomainError, Text


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
        zh="该报名现为:{status_zh}",
        en="The application is: {status_en}",
    )


class NothingToUndo(DomainError):
    title = Text(zh="本级没有可以撤销的审核结论", en="There is no decision of this stage that could be taken back")


class ReviewedFurther(DomainError):
    title = Text(zh="后一级已审核,须先撤销后一级", en="A later decision stands and has to be taken back first")
    detail = Text(zh="须先撤销{stage_zh}的结论", en="The decision of {stage_en} has to be taken back first")


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
