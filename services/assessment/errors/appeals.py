"""Refusals about appeals against what was released."""

from services.platform.errors import DomainError, Text


class NotReleased(DomainError):
    title = Text(zh="该项尚未公布,不能申诉", en="This has not been released: there is nothing to appeal against")


class AppealTooLate(DomainError):
    title = Text(zh="申诉期限已过", en="The time to appeal is over")
    detail = Text(zh="申诉期限至 {until}", en="Appeals were possible until {until}")


class AlreadyAppealed(DomainError):
    title = Text(zh="您已对该项提出申诉", en="You have appealed against this already")


class AppealDecided(DomainError):
    title = Text(zh="该申诉已作出其他决定", en="The appeal was decided otherwise")


class AppealDeciderConcerned(DomainError):
    title = Text(
        zh="参与过该学员评分、复核、答辩、认定或前次决定的人不能决定其申诉",
        en="Who marked, moderated, examined or certified the member, or decided before, cannot decide the appeal",
    )


class BesideTheAppeal(DomainError):
    status = 422
    title = Text(zh="改分超出申诉的范围", en="The change goes beyond what was appealed against")
