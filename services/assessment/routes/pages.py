"""Keyset pages by an id."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from fastapi import Request

from services.platform.pagination import BadCursor, Cursors, Page

Row = TypeVar("Row")
Shown = TypeVar("Shown")


def place_of(request: Request, cursor: str | None) -> UUID | None:
    """The id after which a page begins; a cursor of another kind of list is refused like a forged one."""
    cursors: Cursors = request.app.state.cursors
    place = cursors.read(cursor)
    try:
        return None if place is None else UUID(place)
    except ValueError as fault:
        raise BadCursor from fault


def page_of(
    request: Request,
    rows: Sequence[Row],
    *,
    limit: int,
    key: Callable[[Row], UUID],
    show: Callable[[Row], Shown],
) -> Page[Shown]:
    """A page of rows that were asked for one beyond the limit, which tells whether there are more."""
    cursors: Cursors = request.app.state.cursors
    shown = rows[:limit]
    return Page(
        items=[show(row) for row in shown],
        next_cursor=cursors.write(str(key(shown[-1]))) if len(rows) > limit and shown else None,
    )
