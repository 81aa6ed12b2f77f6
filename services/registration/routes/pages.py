"""Pages of things in the order of their ids."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from fastapi import Request

from services.platform.pagination import Page, cursors_of

Row = TypeVar("Row")
Item = TypeVar("Item")


def place_after(request: Request, cursor: str | None) -> UUID | None:
    """The id after which the page begins; None for the first."""
    place = cursors_of(request).read(cursor)
    return None if place is None else UUID(place)


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
