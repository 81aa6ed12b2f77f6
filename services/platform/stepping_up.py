"""What a token alone does not open: it may have been found on a desk, or renewed for half a day (RFC 9470)."""

from datetime import datetime, timedelta
from typing import Final, Self

from services.platform.access import Viewer
from services.platform.errors import Forbidden, Text

# What lets in was shown this lately.
STEPPED_UP_FOR: Final = timedelta(minutes=5)


class LoginTooOld(Forbidden):
    """A token that was renewed, or has been about for a while, is not enough: step up by a fresh login (RFC 9470)."""

    status = 401
    title = Text(zh="请重新登录后再办理", en="Log in again first: this takes a login of a moment ago")

    @classmethod
    def beyond(cls, age: timedelta) -> Self:
        """To be tried again with a token whose login is no older than this."""
        refusal = cls()
        refusal.challenge = f'Bearer error="insufficient_user_authentication", max_age="{age.total_seconds():.0f}"'
        return refusal


def demand_fresh_login(viewer: Viewer, *, at: datetime) -> None:
    """Refuse whose login, with all that lets in, was not a moment ago: before people's numbers are told or changed,
    and before anybody, or any system, is let in or told of what happens.
    """
    logged_in_at = viewer.principal.logged_in_at
    if logged_in_at is None or logged_in_at + STEPPED_UP_FOR <= at:
        raise LoginTooOld.beyond(STEPPED_UP_FOR)
