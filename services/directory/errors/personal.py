"""What can go wrong with what is held of one person."""

from services.platform.errors import DomainError, Text


class PurposeNeeded(DomainError):
    status = 422
    title = Text(zh="须说明用途", en="Say what it is for")


class StillInPost(DomainError):
    title = Text(zh="该教师仍在职,不能删除其个人信息", en="The teacher is still in post and cannot be forgotten")
