"""Requests that only wait, streams and long polls: bounded where they wait, they take no place of who is served."""

from collections.abc import Iterator
from contextlib import contextmanager

from services.platform.asked import ASKED
from services.platform.patience import uncounted


class Aside:
    """How many requests of this process stand aside now."""

    def __init__(self) -> None:
        self.count = 0

    @contextmanager
    def standing(self) -> Iterator[None]:
        self.count += 1
        asked = ASKED.get()
        if asked is not None:
            asked.stands_aside = True
        try:
            with uncounted():
                yield
        finally:
            self.count -= 1


ASIDE = Aside()
