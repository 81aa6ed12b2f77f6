"""What can go wrong when awards are posted."""

from services.platform.errors import DomainError, Text


class AwardConflict(DomainError):
    """The same award was said twice with different content: a person must look, nothing is posted."""

    title = Text(zh="同一学分授予的内容前后不一致", en="The same award was given with other content")
    detail = Text(
        zh="结果 {outcome_id} 第 {revision} 版已按其他内容入账",
        en="Revision {revision} of outcome {outcome_id} is in the book with other content",
    )


class AmountNotPostable(DomainError):
    """An amount that the book cannot hold exactly, or an award of nothing."""

    status = 422
    title = Text(zh="该学时或学分不能入账", en="These hours or credits cannot be posted")
    detail = Text(zh="授予 {award_key} 不能入账:{reason}", en="Award {award_key} cannot be posted: {reason}")
