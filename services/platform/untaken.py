"""Answers that nobody takes: who asks and then does not read is cut off, and what lay there for them is let go."""

import fcntl
import sys
import termios
from asyncio import TimerHandle
from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# So many bytes in so much time, while more than a connection may hold lies there. The slowest of lines carry that.
_LEAST: Final = 65_536
_SECONDS: Final = 10.0


class Untaken(HttpToolsProtocol):
    """A connection that watches what is taken of an answer once it does not leave at once: streams and files too."""

    taken_seconds = _SECONDS
    _lay = 0
    _look: TimerHandle | None = None

    def connection_lost(self, exc: Exception | None) -> None:
        self._look_no_more()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._look_later()

    def resume_writing(self) -> None:
        self._look_no_more()
        super().resume_writing()

    def _look_later(self) -> None:
        self._lay = self._untaken()
        self._look = self.loop.call_later(self.taken_seconds, self._look_again)

    def _look_again(self) -> None:
        if self._lay - self._untaken() < _LEAST:
            # Closed, it would stay until all is taken.
            self.transport.abort()
        else:
            self._look_later()

    def _untaken(self) -> int:
        """What lies here and in the system's own queue, which takes megabytes at a time and then none for a while."""
        beyond = fcntl.ioctl(self.transport.get_extra_info("socket").fileno(), termios.TIOCOUTQ, bytes(4))
        return self.transport.get_write_buffer_size() + int.from_bytes(beyond, sys.byteorder)

    def _look_no_more(self) -> None:
        if self._look is not None:
            self._look.cancel()
            self._look = None
