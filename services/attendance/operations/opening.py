"""What the attendance service holds open: its keys, and the check-in desk."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from services.attendance.operations.boards import Boards
from services.attendance.operations.desk import desk_of
from services.attendance.rules import Bundles, Codes, Devices, ExchangedScans, Tickets
from services.platform.crypto import derive
from services.platform.settings import Settings
from services.platform.streams import Streams


@asynccontextmanager
async def open_attendance(app: FastAPI, settings: Settings) -> AsyncIterator[None]:
    """Each kind of code, ticket and hash has a key of its own, so that none can pass for another."""
    secrets = settings.secret_lines("code_key")

    def keys(purpose: str) -> list[bytes]:
        return [derive(secret, purpose) for secret in secrets]

    app.state.codes = Codes(*keys("rotating-code"))
    app.state.tickets = Tickets(*keys("check-in-ticket"))
    app.state.exchanged_scans = ExchangedScans(*keys("exchanged-scan"))
    # Another key makes other names of the same phones: only what is asked at one meeting is compared.
    app.state.devices = Devices(keys("device")[0])
    app.state.bundles = Bundles(*keys("offline-bundle"))
    app.state.streams = Streams()
    app.state.boards = Boards(app.state.sessions)
    async with desk_of(settings, app.state.codes) as desk:
        app.state.desk = desk
        with app.state.streams.until_told_to_end():
            yield
