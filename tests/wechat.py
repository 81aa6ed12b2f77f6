"""A stand-in for WeChat's server, on a real socket: code2session with its codes that work once; and for messages."""

import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

APP_ID = "wx0123456789abcdef"
APP_SECRET = "secret-of-the-mini-program"
SMS_TOKEN = "token-of-the-gateway-of-messages"


class WechatStandIn:
    """Answers `GET /sns/jscode2session`; `mood` makes it answer that error, talk garbage or without end, or hang up.

    What is handed in to be sent to a phone lies in `messages`. A code is one that `code_for` gave out, or
    `code-of-SOMEBODY`; either works once.
    """

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.unionids: dict[str, str] = {}
        self.used: set[str] = set()
        self.mood = "well"
        self.asked = 0
        self.messages: list[dict[str, Any]] = []
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version: ClassVar[str] = "HTTP/1.1"

            def do_GET(self) -> None:
                stand_in.asked += 1
                if stand_in.mood == "away":
                    self.close_connection = True
                    return
                body = stand_in.answer(self.path).encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/plain")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                stand_in.messages.append({**json.loads(body), "by": self.headers["Authorization"]})
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing: the address carries the secret."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def code_for(self, openid: str) -> str:
        code = secrets.token_urlsafe(16)
        self.codes[code] = openid
        return code

    def answer(self, path: str) -> str:
        if self.mood == "garbage":
            return "<html>"
        if self.mood.lstrip("-").isdecimal():
            return json.dumps({"errcode": int(self.mood), "errmsg": "as it was told to"})
        query = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
        if query.get("appid") != APP_ID or query.get("secret") != APP_SECRET:
            return json.dumps({"errcode": 40125, "errmsg": "invalid appsecret"})
        code = query.get("js_code", "")
        openid = self.codes.pop(code, None)
        if code.startswith("code-of-") and code not in self.used:
            self.used.add(code)
            openid = code.removeprefix("code-of-")
        if openid is None:
            return json.dumps({"errcode": 40029, "errmsg": "invalid code"})
        known = {"unionid": self.unionids[openid]} if openid in self.unionids else {}
        more = {"more": "x" * 100_000} if self.mood == "endless" else {}
        return json.dumps({"openid": openid, "session_key": "never kept", **known, **more})

    def forget(self) -> None:
        self.mood, self.asked = "well", 0
        self.messages.clear()
        self.codes.clear()
        self.unionids.clear()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
