"""Refusals about cases."""

from services.platform.errors import DomainError, Text


class UnknownConsequence(DomainError):
    status = 422
    title = Text(zh="政策包没有这一处理条款", en="The pack has no such clause about consequences")
    detail = Text(
        zh="{on} 适用的政策包 {pack_id} 没有这一处理条款,有:{known}",
        en="The pack {pack_id} in force on {on} has no such clause about consequences; it has: {known}",
    )


class UnknownTrigger(DomainError):
    status = 422
    title = Text(zh="条款没有这一情形", en="The clause names no such reason")
    detail = Text(zh="条款列出的情形:{known}", en="The clause names: {known}")


class UnknownMeasure(DomainError):
    status = 422
    title = Text(zh="条款没有这一处理", en="The clause names no such measure")
    detail = Text(zh="条款列出的处理:{known}", en="The clause names: {known}")


class DeciderConcerned(DomainError):
    title = Text(
        zh="提出人、当事人和原决定人不能作决定",
        en="Who opened the case, whom it is about, or who decided does not decide",
    )


class NotTheDecider(DomainError):
    title = Text(zh="本案由另一人决定", en="Somebody else was named to decide this case")


class CaseMovedOn(DomainError):
    title = Text(zh="本案已进入其他阶段", en="The case is at another stage")
    detail = Text(zh="本案现处阶段:{state}", en="The case stands at {state}")


class TooShortToAnswer(DomainError):
    status = 422
    title = Text(zh="陈述期限过短", en="Too little time to answer")
    detail = Text(zh="陈述期限不得早于 {earliest}", en="The teacher must have until {earliest} at least")


class CaseNotHeard(DomainError):
    title = Text(zh="当事人尚未陈述,期限未满", en="The teacher has not been heard and still has time")
    detail = Text(
        zh="当事人尚未陈述,陈述期限至 {until}", en="The teacher has made no statement and may do so until {until}"
    )


class AppealOver(DomainError):
    title = Text(zh="已过申诉期限", en="The time for an appeal is over")
    detail = Text(zh="申诉期限至 {until}", en="An appeal could be made until {until}")


class AppealOpen(DomainError):
    title = Text(zh="申诉期限未满,不能结案", en="The case cannot be closed while an appeal is possible")
    detail = Text(
        zh="申诉期限至 {until},期满方可结案", en="An appeal can be made until {until}; it is closed after that"
    )


class NothingToAppeal(DomainError):
    title = Text(zh="没有作出处理,无须申诉", en="No measure was decided: there is nothing to appeal against")


class AppealAddsMeasures(DomainError):
    status = 422
    title = Text(zh="申诉不得加重处理", en="An appeal never makes it worse")
    detail = Text(
        zh="只能在原处理之内变更:{decided}", en="Only some of what was decided can be left standing: {decided}"
    )


class EvidenceOfAnother(DomainError):
    status = 422
    title = Text(zh="材料不属于当事人", en="The evidence is about somebody else")
