"""Large answers: sent piece by piece, room held for what of them is in memory until all has left or nobody waits."""

from collections.abc import Iterator
from contextlib import AsyncExitStack, suppress
from typing import Final

from fastapi import Request, Response
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.platform.errors import DomainError, Overloaded
from services.platform.files import FileStore, StoredFile, attached_as
from services.platform.limiting import by_account
from services.platform.patience import in_time
from services.platform.problems import problem_of
from services.platform.room import Room
from services.platform.types import LARGEST_BODY

PIECE: Final = 262_144
# One piece lies on the line while the next is fetched.
_AT_ONCE: Final = 2


async def send_in_room(
    request: Request, size: int, sending: ASGIApp, *, scope: Scope, receive: Receive, send: Send
) -> None:
    """Send what takes so much of the memory; where there is no room, the answer is to come again. What is small has it.

    `sending` ends once all but the last of it is taken, see `pieces_of`, or nobody is there any more. Who takes nothing
    is cut off, see `untaken`.
    """
    room: Room = request.app.state.room
    reader = Request(scope, receive)

    async def send_to_reader(message: Message) -> None:
        # What is sent to nobody a server drops, and says nothing: the rest would be fetched in vain.
        if await reader.is_disconnected():
            raise ClientDisconnect
        await send(message)

    async with AsyncExitStack() as held:
        if size > LARGEST_BODY:
            try:
                await held.enter_async_context(room.of(by_account(request), size))
            except Overloaded as refusal:
                await problem_of(request, refusal)(scope, receive, send)
                return
        with suppress(ClientDisconnect):
            await sending(scope, receive, send_to_reader)


def pieces_of(size: int) -> Iterator[tuple[int, int]]:
    """From where to where each piece reaches.

    An end of its own is sent after the last: a server takes the end of an answer at once, whatever still lies there.
    """
    return ((at, min(at + PIECE, size)) for at in range(0, size, PIECE))


def in_pieces(whole: Response) -> ASGIApp:
    """An answer that is there, sent so that one knows when it has left."""

    async def send_whole(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": whole.status_code, "headers": whole.raw_headers})
        for begin, end in pieces_of(len(whole.body)):
            await send({"type": "http.response.body", "body": whole.body[begin:end], "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    return send_whole


class Download(Response):
    """The very bytes that lie in the store under a hash, fetched while they are sent: after the transaction is over."""

    def __init__(
        self, request: Request, *, district_id: int, sha256: bytes, size: int, media_type: str, name: str
    ) -> None:
        super().__init__(media_type=media_type, headers={"content-length": str(size), **attached_as(name)})
        self._request = request
        self._district_id, self._sha256, self._size = district_id, sha256, size

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        size = min(self._size, _AT_ONCE * PIECE)
        await send_in_room(self._request, size, self._send_whole, scope=scope, receive=receive, send=send)

    async def _send_whole(self, scope: Scope, receive: Receive, send: Send) -> None:
        files: FileStore = self._request.app.state.files
        for begin, end in pieces_of(self._size):
            try:
                piece = await in_time(files.get_piece(self._district_id, self._sha256, begin, end))
            except DomainError as refusal:
                if begin:
                    # Half of it has left: the connection breaks.
                    raise
                await problem_of(self._request, refusal)(scope, receive, send)
                return
            if not begin:
                await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def download(request: Request, file: StoredFile) -> Download:
    """A file under the name with which it was handed in."""
    return Download(
        request,
        district_id=file.district_id,
        sha256=file.sha256,
        size=file.size,
        media_type=file.media_type,
        name=file.name,
    )
