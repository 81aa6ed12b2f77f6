"""Keyset pages: a signed cursor, a stable order, never an offset."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Sequence
from typing import Annotated, Generic, Self, TypeVar
from uuid import UUID

from fastapi import Query, Request
from pydantic import BaseModel

from services.platform.errors import DomainError, Text
from services.platform.types import Count

Row = TypeVar("Row")
Item = TypeVar("Item")
Place = TypeVar("Place")
_MAC_BYTES = 8

Limit = Annotated[Count, Query(ge=1, le=500, description="How many items, at most 500")]
CursorText = Annotated[str | None, Query(max_length=200, description="`next_cursor` of the page before")]


class BadCursor(DomainError):
    status = 400
    title = Text(zh="翻页游标无效", en="The cursor is not valid")


class Page(BaseModel, Generic[Item]):
    """One page; `next_cursor` is null on the last."""

    items: list[Item]
    next_cursor: str | None = None


class Cursors:
    """Signs the place where a page of one list ended, so that nobody can forge another, nor bring that of another list.

    A service holds the one of its secret, and each list signs with a key of its own, `of` its operation's name.
    """

    def __init__(self, *keys: bytes) -> None:
        """The first signs; what another has signed is good, too."""
        self._keys = keys

    def of(self, operation: str) -> Self:
        return type(self)(*(hmac.new(key, operation.encode(), hashlib.sha256).digest() for key in self._keys))

    def write(self, place: str) -> str:
        return base64.urlsafe_b64encode(_mac(self._keys[0], place) + place.encode()).decode().rstrip("=")

    def read(self, cursor: str | None) -> str | None:
        """The place a cursor stands for; None at the start; BadCursor when it is not of this list."""
        if cursor is None:
            return None
        try:
            raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            place = raw[_MAC_BYTES:].decode()
        except (ValueError, UnicodeDecodeError) as fault:
            raise BadCursor from fault
        if not any(hmac.compare_digest(raw[:_MAC_BYTES], _mac(key, place)) for key in self._keys):
            raise BadCursor
        return place


def _mac(key: bytes, place: str) -> bytes:
    return hmac.new(key, place.encode(), hashlib.sha256).digest()[:_MAC_BYTES]


def cursors_of(request: Request) -> Cursors:
    """The cursors of the operation that is asked for."""
    cursors: Cursors = request.app.state.cursors
    return cursors.of(request.scope["route"].name)


def place_after(request: Request, cursor: str | None) -> UUID | None:
    """The id after which the page begins; None for the first."""
    return place_read(request, cursor, UUID)


def place_read(request: Request, cursor: str | None, read: Callable[[str], Place]) -> Place | None:
    """Where the page begins, by a list's own reading of a place; one that an earlier release wrote may be none now."""
    place = cursors_of(request).read(cursor)
    try:
        return None if place is None else read(place)
    except ValueError as fault:
        raise BadCursor from fault


def page_of(
    request: Request,
    rows: Sequence[Row],
    *,
    limit: int,
    id_of: Callable[[Row], UUID],
    shape: Callable[[Row], Item],
) -> Page[Item]:
    """A page of at most `limit`; a row more than that, which the caller asked for, says that another follows."""
    shown = rows[:limit]
    following = cursors_of(request).write(str(id_of(shown[-1]))) if len(rows) > limit else None
    return Page(items=[shape(row) for row in shown], next_cursor=following)
