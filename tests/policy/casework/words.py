"""The smallest words of a case: one or several, moments, and the strictness that every part has."""

from datetime import date, datetime
from typing import Annotated, TypeAlias

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict


def _text(value: object) -> object:
    return str(value) if isinstance(value, int | date) and not isinstance(value, bool) else value


def listed(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


def _moment(value: object) -> object:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


Label: TypeAlias = Annotated[str, BeforeValidator(_text)]
"""2013 and 2013-09-01 are words where a period is named."""
Words: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(listed)]
"""One word or several."""
Moment: TypeAlias = Annotated[AwareDatetime, BeforeValidator(_moment)]


class Given(BaseModel):
    """A part of a case: an unknown word is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)
