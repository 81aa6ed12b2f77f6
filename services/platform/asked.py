"""The request being served, as logs, measures and problems know it."""

from asyncio import Timeout
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from starlette.types import Scope

from services.platform.ids import new_id

_NUMBER_HEADER = b"x-request-id"


class Asked:
    """One request. Its number is made when somebody asks for it, which most requests never see."""

    __slots__ = ("_number", "limit", "scope", "stands_aside")

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.limit: Timeout | None = None
        """When it is given up, while it is worked on."""
        self.stands_aside = False
        """Whether it only waited, as streams and long polls do: then its time says nothing about how busy we are."""
        self._number: UUID | None = None

    @property
    def number(self) -> UUID:
        """The number that the gateway gave it, or one of our own."""
        if self._number is None:
            given = next((value for name, value in self.scope["headers"] if name == _NUMBER_HEADER), b"")
            self._number = _number_in(given) or new_id()
        return self._number

    @property
    def operation(self) -> str:
        """The operation it came to; `none` where no address of ours was meant."""
        return getattr(self.scope.get("route"), "name", None) or "none"

    @property
    def district_id(self) -> int | None:
        said = str(self.scope.get("path_params", {}).get("district_id", ""))
        return int(said) if said.isascii() and said.isdecimal() and len(said) <= 10 else None

    def facts(self) -> dict[str, Any]:
        """What every line of the log says of it; never what was sent, nor an address, which may hold a secret."""
        told: dict[str, Any] = {"request_id": str(self.number), "operation": self.operation}
        if self.district_id is not None:
            told["district_id"] = self.district_id
        return told


ASKED: ContextVar[Asked | None] = ContextVar("asked", default=None)


def _number_in(given: bytes) -> UUID | None:
    """The gateway writes 32 hexadecimal digits; anything else is no number of a request."""
    try:
        return UUID(hex=given.decode("ascii")) if len(given) in (32, 36) else None
    except ValueError:
        return None
