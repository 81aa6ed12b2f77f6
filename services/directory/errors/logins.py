"""What can go wrong when somebody logs in, and about accounts."""

from collections.abc import Iterable
from typing import Self

from services.platform.errors import DomainError, Text


class LoginRefused(DomainError):
    """The same answer for an unknown name, a wrong password and an unbound WeChat user."""

    status = 401
    title = Text(zh="登录失败", en="The login was refused")
    keeps_effect = True


class _Later(DomainError):
    """A refusal that says when to come again."""

    status = 429

    @classmethod
    def of(cls, seconds: float) -> Self:
        """To be tried again after so many seconds."""
        refusal = cls()
        refusal.retry_after = max(1, round(seconds))
        return refusal


class LoginLocked(_Later):
    """Nothing is written before it: what stays is that somebody tried."""

    keeps_effect = True
    title = Text(zh="失败次数过多,请稍后再试", en="Too many failures, try again later")


class SecondFactorNeeded(DomainError):
    """The password was right; who has a second factor shows it too, in `totp`. That somebody knows it is kept."""

    status = 401
    keeps_effect = True
    title = Text(
        zh="请同时输入动态验证码(或一个恢复码)", en="The code of the second factor, or a recovery code, is needed too"
    )


class SecondFactorWrong(DomainError):
    status = 422
    title = Text(zh="动态验证码不正确或已用过", en="The code is wrong or was used before")
    keeps_effect = True


class SecondFactorNotOffered(DomainError):
    title = Text(zh="请先申请绑定动态验证码", en="Ask for a second factor first, then confirm it")


class PasswordWrong(DomainError):
    status = 422
    title = Text(zh="原密码不正确", en="The present password is wrong")
    keeps_effect = True


class PasswordNeeded(DomainError):
    """A token alone does not change what lets in, where the account has a password."""

    status = 422
    title = Text(zh="请同时输入登录密码", en="The password of the account is needed too")


class AccountClosed(DomainError):
    title = Text(zh="该账号已停用", en="The account is closed: say --reopen where it is to be opened again")


class LastAdministrator(DomainError):
    title = Text(zh="本区至少保留一名区管理员", en="A district keeps at least one district administrator")


class OwnRights(DomainError):
    title = Text(
        zh="停用、降级或重置本人的账号,须由另一名区管理员办理",
        en="Closing, demoting or resetting one's own account is for another administrator",
    )


class ClientClosed(DomainError):
    title = Text(zh="该对接系统已停用", en="The integration is closed")


class WechatBlocked(DomainError):
    status = 403
    title = Text(zh="该微信用户被微信限制登录", en="WeChat has blocked this user as a risk")


class WechatBusy(DomainError):
    status = 429
    title = Text(zh="微信登录过于频繁,请稍后再试", en="Too many logins by WeChat, try again in a minute")
    retry_after = 60


class WechatAway(DomainError):
    status = 503
    title = Text(zh="微信登录暂不可用", en="WeChat login is not available now")
    retry_after = 5


class SmsAway(DomainError):
    status = 503
    title = Text(zh="短信验证暂不可用", en="Codes by text message are not available")
    retry_after = 60


class PhoneCodeTooSoon(_Later):
    title = Text(zh="验证码发送过于频繁,请稍后再试", en="A code was sent just now: try again later")


class WechatTaken(DomainError):
    title = Text(zh="该微信用户或账号已绑定", en="This WeChat user or account is bound already")


class UsernameTaken(DomainError):
    title = Text(zh="用户名已被占用", en="The username is taken")


class _OfFields(DomainError):
    """A refusal that points at the fields which it is about."""

    status = 422

    @classmethod
    def at(cls, pointers: Iterable[str]) -> Self:
        refusal = cls()
        refusal.errors = tuple(
            {"pointer": pointer, "code": cls.slug(), "detail_zh": cls.title.zh, "detail_en": cls.title.en}
            for pointer in pointers
        )
        return refusal


class UnknownAccount(_OfFields):
    title = Text(zh="本区没有这个账号", en="The district has no such account")


class PasswordTooCommon(_OfFields):
    title = Text(zh="密码过于常见,请换一个", en="The password is among those that are guessed first: choose another")


class PasswordUnchanged(_OfFields):
    title = Text(zh="新密码与原密码相同", en="The new password is the present one")


class AccountUnfit(_OfFields):
    title = Text(zh="该账号的角色不能承担这项工作", en="The roles of the account do not let it do this")
