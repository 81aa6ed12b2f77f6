"""Refusals about schemes themselves."""

from collections.abc import Iterable

from services.platform.errors import DomainError, Text


class SchemeUnsound(DomainError):
    status = 422
    title = Text(zh="考核方案有误", en="The scheme is not sound")
    detail = Text(zh="考核方案有 {count} 处错误,见 errors", en="{count} things are wrong with the scheme, see `errors`")

    @classmethod
    def because(cls, problems: Iterable[Text]) -> "SchemeUnsound":
        """Everything that is wrong at once, each in both languages."""
        listed = list(problems)
        refusal = cls(count=len(listed))
        refusal.errors = tuple({"pointer": "", "detail_zh": problem.zh, "detail_en": problem.en} for problem in listed)
        return refusal


class SchemeRetired(DomainError):
    title = Text(zh="该版考核方案已停用", en="This version of the scheme is retired")
    detail = Text(
        zh="考核方案 {scheme} 第 {version} 版已停用,不能再选用",
        en="Version {version} of the scheme {scheme} is retired: no class can choose it any more",
    )


class SchemePublishedMeanwhile(DomainError):
    title = Text(zh="同时有人发布了该方案的新版本", en="Somebody published another version at the same moment")
    detail = Text(
        zh="考核方案 {scheme} 第 {version} 版刚由他人发布,请核对后重新提交",
        en="Version {version} of {scheme} was just published by somebody else: look at it and send yours again",
    )
