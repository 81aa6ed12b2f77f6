"""Refusals about personal goals and plans, and about shortfalls."""

from services.platform.errors import DomainError, Text


class UnknownGoal(DomainError):
    status = 422
    title = Text(zh="没有这种个人材料", en="There is no such personal document")
    detail = Text(
        zh="{on} 适用的政策包 {pack_id} 可交的个人材料:{known}",
        en="Under the pack {pack_id} in force on {on} these are handed in: {known}",
    )


class GoalExists(DomainError):
    title = Text(zh="本时段的这份材料已提交", en="This document of the period was handed in before")
    detail = Text(
        zh="本时段的这份材料已提交:{goal_id}", en="This document of the period was handed in before: {goal_id}"
    )


class GoalElsewhere(DomainError):
    title = Text(zh="材料已处于其他状态", en="The document stands elsewhere")
    detail = Text(zh="材料现为:{state}", en="The document stands at {state}")


class SpanNotUsable(DomainError):
    status = 422
    title = Text(zh="起止日期不可用", en="These days cannot be looked at together")
    detail = Text(zh="结束不得早于开始,最多 {days} 天", en="The last is not before the first, at most {days} days")
