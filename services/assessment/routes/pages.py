"""Keyset pages by an id."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from fastapi import Request

from services.platform.pagination import Page, cursors_of

Row = TypeVar("Row")
Shown = TypeVar("Shown")


def place_of(request: Request, cursor: str | None) -> UUID | None:
    """The id after which a page begins; a cursor of another list is refused like a forged one."""
    place = cursors_of(request).read(cursor)
    return None if place is None else UUID(place)


def page_of(
    request: Request,
    rows: Sequence[Row],
    *,
    limit: int,
    key: Callable[[Row], UUID],
    show: Callable[[Row], Shown],
) -> Page[Shown]:
    """A page of rows that were asked for one beyond the limit, which tells whether there are more."""
    shown = rows[:limit]
    return Page(
        items=[show(row) for row in shown],
        next_cursor=cursors_of(request).write(str(key(shown[-1]))) if len(rows) > limit and shown else None,
    )
