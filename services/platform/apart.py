"""What strangers wrote is read by a module run as a process of its own: whatever it does there, it does to itself."""

import asyncio
import sys
from typing import Final

from services.platform.errors import Overloaded


async def run_apart(module: str, given: bytes, *, seconds: float) -> tuple[int | None, bytes]:
    """Run `python -m module` over bytes; return its exit code and output, None as code when its time was up."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(seconds):
            output, _ = await child.communicate(given)
    except TimeoutError:
        return None, b""
    finally:
        # Also where the request was given up: the child must not outlive it.
        if child.returncode is None:
            child.kill()
            await child.wait()
    return child.returncode, output


class Reader:
    """A module that reads for several requests: so many at once, some more waiting, the others turned away."""

    def __init__(self, module: str, *, seconds: float, at_once: int, most_waiting: int) -> None:
        self.module = module
        self._seconds: Final = seconds
        self._most: Final = at_once + most_waiting
        self._turns: Final = asyncio.Semaphore(at_once)
        self._there = 0

    async def answer(self, given: bytes) -> bytes | None:
        """What the module answers, None when it came to no end; Overloaded while too many are there."""
        if self._there >= self._most:
            # Whoever waits holds a connection of everybody's pool.
            raise Overloaded
        self._there += 1
        try:
            async with self._turns:
                code, output = await run_apart(self.module, given, seconds=self._seconds)
        finally:
            self._there -= 1
        return output if code == 0 else None
