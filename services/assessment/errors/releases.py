"""Refusals about releasing results to members."""

from services.platform.errors import DomainError, Text


class NothingToRelease(DomainError):
    status = 422
    title = Text(zh="考核方案没有这一项", en="The scheme has no such component")
    # What was asked for stays out: an answer never repeats what was sent.
    detail = Text(zh="考核方案没有这一项,可选:{known}", en="The scheme has no such component; there are: {known}")


class ReleaseFinal(DomainError):
    title = Text(zh="已有结果定案,公布不能撤回", en="Results are finalised: what was released cannot be taken back")
    detail = Text(
        zh="本班已有 {finalised} 名学员定案,公布不能撤回,只能更正",
        en="{finalised} members are finalised: what was released cannot be taken back, only corrected",
    )
