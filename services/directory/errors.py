"""What can go wrong in the directory."""

from services.platform.errors import DomainError, Text


class PackNotAssigned(DomainError):
    title = Text(zh="该时间没有指定适用的政策包", en="No policy pack applies at that time")
    detail = Text(zh="本区在 {on} 没有适用的政策包", en="No policy pack applies in this district on {on}")


class LoginRefused(DomainError):
    """The same answer for an unknown name, a wrong password and an unbound WeChat user."""

    status = 401
    title = Text(zh="登录失败", en="The login was refused")
    keeps_effect = True


class LoginLocked(DomainError):
    status = 429
    title = Text(zh="失败次数过多,请稍后再试", en="Too many failures, try again later")
    retry_after = 60


class WechatAway(DomainError):
    status = 503
    title = Text(zh="微信登录暂不可用", en="WeChat login is not available now")
    retry_after = 5


class WechatTaken(DomainError):
    title = Text(zh="该微信用户或账号已绑定", en="This WeChat user or account is bound already")


class UsernameTaken(DomainError):
    title = Text(zh="用户名已被占用", en="The username is taken")


class StaffNumberTaken(DomainError):
    title = Text(zh="工号已被占用", en="The staff number is taken")


class SchoolCodeTaken(DomainError):
    title = Text(zh="学校代码已被占用", en="The school code is taken")


class DistrictExists(DomainError):
    title = Text(zh="该区已存在", en="The district exists already")


class UnknownPack(DomainError):
    status = 422
    title = Text(zh="没有这个政策包", en="There is no such policy pack")
    detail = Text(zh="可选的政策包:{known}", en="The packs to choose from: {known}")


class PackRefused(DomainError):
    status = 422
    title = Text(zh="政策包的参数不成立", en="The parameters do not fit the policy pack")
    detail = Text(zh="政策包的参数不成立:{reason}", en="The parameters do not fit the policy pack: {reason}")


class PeriodTaken(DomainError):
    title = Text(zh="该时段已有记录", en="Another record covers that period")


class TransferBackwards(DomainError):
    title = Text(zh="调动日期早于现任职开始日期", en="The transfer lies before the present appointment began")
