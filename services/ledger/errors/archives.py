"""What can go wrong with archives of teachers' own records."""

from services.platform.errors import DomainError, Text


class PurposeNeeded(DomainError):
    status = 422
    title = Text(zh="须说明用途", en="The purpose is needed")
    detail = Text(
        zh="导出他人的个人档案须说明用途,本人可以查到",
        en="Whoever takes out another's archive says what for; the teacher can look it up",
    )


class TooManyArchives(DomainError):
    title = Text(zh="该教师的档案过多", en="Too many archives of this teacher")
    detail = Text(
        zh="同一教师同时最多有 {most} 份档案:可下载已有的,或等其过期",
        en="There are at most {most} archives of one teacher at a time: take one of those, or wait until one expires",
    )


class ArchiveNotReady(DomainError):
    title = Text(zh="档案尚未生成", en="The archive is not ready")
    retry_after = 2


class ArchiveGone(DomainError):
    status = 410
    title = Text(zh="档案已清除", en="The archive is gone")
    detail = Text(
        zh="档案已于 {expires_at} 过期并清除,请重新申请",
        en="It expired at {expires_at} and was removed: ask for another",
    )
