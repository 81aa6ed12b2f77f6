"""What can go wrong, as a fact with a name: the base of every service's errors."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from services.platform.clock import SHANGHAI


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages of the house; `{name}` takes a fact."""

    zh: str
    en: str

    def format(self, facts: dict[str, object]) -> "Text":
        return Text(zh=self.zh.format(**facts), en=self.en.format(**facts))

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.zh


class DomainError(Exception):
    """A refusal with a reason. The edge keeps it as the answer and speaks HTTP for it.

    `facts` fill the sentence and travel in the problem document, so they never hold personal data. A moment is told to
    people by the clock on the wall, and travels with its zone; a Text is told in the reader's language, and travels in
    English.
    """

    status: ClassVar[int] = 409
    title: ClassVar[Text]
    detail: ClassVar[Text | None] = None
    # Seconds after which the same request may succeed; sent as Retry-After.
    retry_after: int | None = None
    # What a 401 asks for: WWW-Authenticate.
    challenge: str = "Bearer"
    # What is wrong in detail, where one sentence is not enough: the problem document's `errors`.
    errors: tuple[dict[str, str], ...] = ()
    # What was written before the refusal is part of it (a counted failure) and is committed with it.
    keeps_effect: ClassVar[bool] = False

    def __init__(self, **facts: object) -> None:
        self.facts = {name: _travelling(value) for name, value in facts.items()}
        self._given = facts
        super().__init__(self.sentence.en)

    @property
    def sentence(self) -> Text:
        text = self.detail or self.title
        return Text(
            zh=text.zh.format(**{name: _told(value, "zh") for name, value in self._given.items()}),
            en=text.en.format(**{name: _told(value, "en") for name, value in self._given.items()}),
        )

    @classmethod
    def slug(cls) -> str:
        """`ClassFull` -> `class-full`: the stable end of the problem's type."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


def _travelling(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).isoformat(timespec="seconds")
    return value.en if isinstance(value, Text) else str(value)


def _told(value: object, language: str) -> str:
    if isinstance(value, datetime):
        local = value.astimezone(SHANGHAI)
        return f"{local:%Y-%m-%d %H:%M:%S}" if local.second else f"{local:%Y-%m-%d %H:%M}"
    return value.in_language(language) if isinstance(value, Text) else str(value)


class NotFound(DomainError):
    """Absent, or not visible to who asks: the two are never told apart."""

    status = 404
    title = Text(zh="没有这条记录", en="There is no such record")


class Forbidden(DomainError):
    status = 403
    title = Text(zh="没有权限", en="Not permitted for this role")


class Unauthenticated(DomainError):
    status = 401
    title = Text(zh="请先登录", en="A valid token is needed")


class Malformed(DomainError):
    status = 400
    title = Text(zh="请求格式不正确", en="The request is malformed")
    detail = Text(zh="请求格式不正确：{reason}", en="The request is malformed: {reason}")


class Unprocessable(DomainError):
    status = 422
    title = Text(zh="内容不符合要求", en="The content is not acceptable")
    detail = Text(zh="内容不符合要求：{reason}", en="The content is not acceptable: {reason}")


class Overloaded(DomainError):
    status = 503
    title = Text(zh="系统繁忙,请稍后再试", en="The service is busy, please try again")
    retry_after = 1


class PreconditionFailed(DomainError):
    status = 412
    title = Text(zh="记录已被他人修改", en="The record has changed since it was read")
