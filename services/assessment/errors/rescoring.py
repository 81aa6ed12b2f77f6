"""Refusals about scoring a class anew."""

from services.platform.errors import DomainError, Text


class RescoringOutdated(DomainError):
    title = Text(zh="预览之后情况已变化,请重新预览", en="Something has changed since the preview: look at it again")


class NothingToRescore(DomainError):
    title = Text(zh="本班已按该版方案考核", en="The class is assessed by this version already")
