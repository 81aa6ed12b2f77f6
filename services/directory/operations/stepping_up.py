"""What a token alone does not open: it may have been found on a desk, or renewed for half a day (RFC 9470)."""

from datetime import datetime

from services.directory.errors import LoginTooOld
from services.directory.rules import STEPPED_UP_FOR
from services.platform.access import Viewer


def demand_fresh_login(viewer: Viewer, *, at: datetime) -> None:
    """Refuse whose login, with all that lets in, was not a moment ago: before telling others' numbers, and before
    letting anybody in as somebody else, which would tell them too.
    """
    logged_in_at = viewer.principal.logged_in_at
    if logged_in_at is None or logged_in_at + STEPPED_UP_FOR <= at:
        raise LoginTooOld.beyond(STEPPED_UP_FOR)
