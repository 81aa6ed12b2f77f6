"""A records system of the district's own: webhooks call it, and it takes nothing that is not signed as it should be."""

import asyncio
import json
from typing import Any, Final

from standardwebhooks import Webhook, WebhookVerificationError

_ANSWERS: Final = {204: "No Content", 401: "Unauthorized", 503: "Service Unavailable"}


class RecordsSystem:
    """Listens on a port of its own; `open` false is its maintenance, in which it takes nothing."""

    def __init__(self) -> None:
        self.open = True
        self.secret = ""
        self.types: list[str] = []
        """Of every message taken, in order; the same message again is a message again."""
        self.ids: list[str] = []
        self.turned_away = 0
        self.unsigned = 0
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        """Listen; the address to register."""
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/xuefen"

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        body = (await reader.readexactly(int(headers.get("content-length", "0")))).decode()
        status = self._take(headers, body) if first.startswith("POST ") else 401
        writer.write(f"HTTP/1.1 {status} {_ANSWERS[status]}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    def _take(self, headers: dict[str, str], body: str) -> int:
        if not self.open:
            self.turned_away += 1
            return 503
        try:
            Webhook(self.secret).verify(body, headers)
        except WebhookVerificationError:
            self.unsigned += 1
            return 401
        message: dict[str, Any] = json.loads(body)
        self.types.append(message["type"])
        self.ids.append(headers["webhook-id"])
        return 204
