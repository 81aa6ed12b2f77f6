"""Reading a pack that is only tried: in a limited process, as the directory reads what is published."""

from typing import Final

from services.directory.errors import PackRejected
from services.ledger.rules import TriedPack
from services.platform.apart import Reader
from services.policy.reading import manuscript, reading_from

READER: Final = Reader("services.policy.reading", seconds=30, at_once=1, most_waiting=2)


async def read_manuscript(text: str, *, base: str | None) -> TriedPack:
    """The pack, or PackRejected with everything that is wrong with it; Overloaded while too many are being read."""
    reading = reading_from(await READER.answer(manuscript(text, base=base)))
    if reading.read is None:
        raise PackRejected.of(reading.faults, count=reading.count)
    read = reading.read
    return TriedPack(read.pack_id, read.version, read.content_hash, read.content)
