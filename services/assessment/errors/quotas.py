"""Refusals about quotas."""

from services.platform.errors import DomainError, Text


class ShareOrPlaces(DomainError):
    status = 422
    title = Text(zh="请给出比例或名额之一", en="Either a share or a number of places is needed")
