"""What can go wrong with webhooks."""

from services.platform.errors import DomainError, Text


class TooManyWebhooks(DomainError):
    title = Text(zh="推送地址过多", en="Too many webhooks")
    detail = Text(
        zh="一个区县最多登记 {most} 个推送地址,不用的可改作他用",
        en="A district registers at most {most} webhooks: set one that is no longer used to another address",
    )


class WebhookInactive(DomainError):
    title = Text(zh="推送地址已停用", en="The webhook is not active")
