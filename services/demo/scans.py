"""Checking in and out by the rotating code on the screen, as phones do, and the ways in which it goes wrong."""

import asyncio
import time
from collections.abc import Iterable
from typing import Final

from services.demo.agenda import Telling
from services.demo.bureau import District
from services.demo.client import Caller, together
from services.demo.values import DemoFailed

_STEP_SECONDS: Final = 10.0


class CodeScreen:
    """The screen of a meeting: shows the code of the moment and fetches further ones before they run out."""

    def __init__(self, shown_by: Caller, meeting_id: str, phase: str) -> None:
        self._shown_by = shown_by
        self._address = f"/meetings/{meeting_id}/codes"
        self._phase = phase
        self._codes: list[str] = []
        self._fetched_at = 0.0
        self._lock = asyncio.Lock()

    async def code(self) -> str:
        """The code that is on the screen now."""
        async with self._lock:
            step = int((time.monotonic() - self._fetched_at) / _STEP_SECONDS)
            if step >= len(self._codes):
                reply = await self._shown_by.get("attendance", self._address, phase=self._phase)
                self._codes = [one["code"] for one in reply.body["codes"]]
                # Not from when it was asked: a code from the future is refused, one of a moment ago is not.
                self._fetched_at, step = time.monotonic(), 0
            return self._codes[step]


async def scan(caller: Caller, meeting_id: str, phase: str, code: str, *, may: tuple[int, ...] = ()) -> int:
    """Present a code; the status of the answer."""
    action = "check-in" if phase == "IN" else "check-out"
    return (await caller.put("attendance", f"/meetings/{meeting_id}/{action}", {"code": code}, may=may)).status


async def scan_all(
    district: District, usernames: Iterable[str], *, meeting_id: str, phase: str, screen: CodeScreen, telling: Telling
) -> None:
    """Let many come (or leave) at once."""

    async def one(username: str) -> None:
        caller = district.caller(username)
        # The code is read off the screen when the phone is ready and the hand is free.
        await caller.log_in()
        async with district.network.scans:
            await scan(caller, meeting_id, phase, await screen.code())
        telling.scanned()

    await together(*(one(username) for username in usernames))


async def refused_scan(caller: Caller, meeting_id: str, phase: str, code: str, *, status: int) -> None:
    """Present a code that must be refused."""
    got = await scan(caller, meeting_id, phase, code, may=(status,))
    if got != status:
        raise DemoFailed(f"a scan that must be refused with {status} was answered with {got}")


def forged(code: str) -> str:
    """The code with another signature."""
    signature = code.rpartition(".")[2]
    other = "A" if signature[0] != "A" else "B"
    return code.removesuffix(signature) + other + signature[1:]
