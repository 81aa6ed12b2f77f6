"""Refusals about feedback forms."""

from collections.abc import Iterable

from services.platform.errors import DomainError, Text


class FeedbackFormUnsound(DomainError):
    status = 422
    title = Text(zh="反馈表有误", en="The feedback form is not sound")
    detail = Text(zh="反馈表有 {count} 处错误,见 errors", en="{count} things are wrong with the form, see `errors`")

    @classmethod
    def because(cls, problems: Iterable[Text]) -> "FeedbackFormUnsound":
        """Everything that is wrong at once, each in both languages."""
        listed = list(problems)
        refusal = cls(count=len(listed))
        refusal.errors = tuple({"pointer": "", "detail_zh": one.zh, "detail_en": one.en} for one in listed)
        return refusal


class UnknownFeedbackForm(DomainError):
    status = 422
    title = Text(zh="没有这份反馈表", en="There is no such feedback form")


class FeedbackBegun(DomainError):
    title = Text(zh="已有学员填写反馈表,不能更换", en="Members have answered: the form cannot be exchanged")


class FeedbackTooLate(DomainError):
    title = Text(
        zh="已有结果定案,不能再要求填写反馈表后结业",
        en="Results are finalised: they can no longer be made to wait for feedback",
    )


class FeedbackClosed(DomainError):
    title = Text(zh="反馈表已截止", en="The feedback form is closed")
    detail = Text(zh="反馈表已于 {closed} 截止", en="The feedback form was closed on {closed}")


class NoFeedbackOpen(DomainError):
    title = Text(zh="本班尚未开放反馈表", en="No feedback form is open for the class")


class FeedbackAlreadyGiven(DomainError):
    title = Text(zh="您已填写过反馈表", en="You have answered the form already")


class FeedbackUnfit(DomainError):
    status = 422
    title = Text(zh="填写的内容与反馈表不符", en="The answers do not fit the form")
    detail = Text(zh="有 {count} 处与反馈表不符,见 errors", en="{count} answers do not fit the form, see `errors`")

    @classmethod
    def because(cls, problems: Iterable[Text]) -> "FeedbackUnfit":
        """Everything that is wrong at once, each in both languages."""
        listed = list(problems)
        refusal = cls(count=len(listed))
        refusal.errors = tuple({"pointer": "", "detail_zh": one.zh, "detail_en": one.en} for one in listed)
        return refusal
