"""What the attendance service holds open: its keys, and the check-in desk."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from services.attendance.operations.desk import desk_of
from services.attendance.rules import Codes, Tickets
from services.platform.crypto import derive
from services.platform.settings import Settings


@asynccontextmanager
async def open_attendance(app: FastAPI, settings: Settings) -> AsyncIterator[None]:
    """Codes and tickets have keys of their own, so that neither can pass for the other."""
    secret = settings.secret("code_key")
    app.state.codes = Codes(derive(secret, "rotating-code"))
    app.state.tickets = Tickets(derive(secret, "check-in-ticket"))
    async with desk_of(settings, app.state.codes) as desk:
        app.state.desk = desk
        yield
