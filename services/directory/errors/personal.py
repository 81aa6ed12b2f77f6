"""What can go wrong with what is held of one person."""

from datetime import timedelta
from typing import Self

from services.platform.errors import DomainError, Forbidden, Text


class PurposeNeeded(DomainError):
    status = 422
    title = Text(zh="须说明用途", en="Say what it is for")


class LoginTooOld(Forbidden):
    """A token that was renewed, or has been about for a while, is not enough: step up by a fresh login (RFC 9470)."""

    status = 401
    title = Text(zh="请重新登录后再办理", en="Log in again first: this takes a login of a moment ago")

    @classmethod
    def beyond(cls, age: timedelta) -> Self:
        """To be tried again with a token whose login is no older than this."""
        refusal = cls()
        refusal.challenge = f'Bearer error="insufficient_user_authentication", max_age="{age.total_seconds():.0f}"'
        return refusal


class StillInPost(DomainError):
    title = Text(zh="该教师仍在职,不能删除其个人信息", en="The teacher is still in post and cannot be forgotten")
