"""Answers with a tag: whoever has one already is told so in a few bytes (If-None-Match, RFC 9110)."""

import hashlib
from typing import Any, Final

from fastapi import Request, Response
from pydantic import BaseModel

NOT_MODIFIED: Final[dict[int | str, dict[str, Any]]] = {
    304: {"description": "The same as the answer whose ETag was sent in If-None-Match"}
}


def tagged(request: Request, answer: BaseModel) -> Response:
    """The answer as JSON under the tag of its content, or 304 where the asker has just that."""
    return tagged_text(request, answer.model_dump_json(), media_type="application/json")


def tagged_text(request: Request, text: str, *, media_type: str, cached: str = "private, no-cache") -> Response:
    """The same of a text that is answered as it stands."""
    body = text.encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": cached}
    if _is_among(tag, request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def _is_among(tag: str, told: str) -> bool:
    return told.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in told.split(","))
