"""Reading a pack that is only tried: in the limited process in which the directory reads what strangers wrote."""

import asyncio
import json
import sys
from typing import Any, Final

from services.directory.errors import PackRejected
from services.ledger.rules import PackFault, TriedPack
from services.platform.errors import Overloaded

# Its protocol is JSON in and JSON out; the process has little memory and time, whatever a hostile pack does to it.
_READER: Final = "services.directory.rules.reading"
_SECONDS: Final = 30
_MOST_WAITING: Final = 2
_turn = asyncio.Semaphore(1)
_waiting: set[object] = set()


async def read_manuscript(text: str, *, base: str | None) -> TriedPack:
    """The pack, or PackRejected with everything that is wrong with it; Overloaded while too many are being read."""
    if len(_waiting) > _MOST_WAITING:
        raise Overloaded
    mark = object()
    _waiting.add(mark)
    try:
        async with _turn:
            answer = await _answer_of(json.dumps({"text": text, "base": base}).encode())
    finally:
        _waiting.discard(mark)
    told: dict[str, Any] = {"read": None, "count": 1, "faults": []}
    if answer is None:
        told["faults"] = [{"where": "pack", "message": "reading it takes too much time or memory"}]
    else:
        told = json.loads(answer)
    read = told["read"]
    if read is None:
        faults = [
            PackFault(fault.get("line"), fault.get("clause"), fault["where"], fault["message"])
            for fault in told["faults"]
        ]
        raise PackRejected.of(faults, count=told["count"])
    return TriedPack(read["pack_id"], read["version"], read["content_hash"], read["content"])


async def _answer_of(manuscript: bytes) -> bytes | None:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        _READER,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_SECONDS):
            output, _ = await child.communicate(manuscript)
    except TimeoutError:
        return None
    finally:
        # Also where the request was given up: the child must not outlive it.
        if child.returncode is None:
            child.kill()
            await child.wait()
    return output if child.returncode == 0 else None
