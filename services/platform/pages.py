"""Pages for whoever scans a code with a phone: facts in two languages, without a script or a foreign address."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

from fastapi import Request, Response

from services.platform.errors import Text

HTML: Final = "text/html"

_STYLE: Final = """
body{margin:0;background:#f4f2ee;color:#1d1d1b;font:16px/1.6 system-ui,"Noto Sans SC","PingFang SC",sans-serif}
main{max-width:38rem;margin:0 auto;padding:1.2rem;background:#fff;min-height:100vh;box-sizing:border-box}
h1{font-size:1.3rem;margin:.2rem 0 1rem}
.state{padding:.7rem 1rem;border-radius:.4rem;font-size:1.25rem;font-weight:700}
.good{background:#e3f3e6;color:#14532d}.bad{background:#fde8e8;color:#8a1616}.plain{background:#eee;color:#333}
dl{margin:1.2rem 0}dt{color:#666;font-size:.85rem;margin-top:.7rem}dd{margin:0;overflow-wrap:anywhere}
.en{color:#666;font-size:.85em;font-weight:400}
form{margin:1.2rem 0;display:flex;flex-wrap:wrap;gap:.5rem}
input,button{font:inherit;padding:.45rem .7rem;border:1px solid #aaa;border-radius:.3rem}
label{flex-basis:100%}
"""
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
VARIES: Final = {"Vary": "Accept"}
_HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    **VARIES,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A fact with its label; `told` is what the value means in other words, for example in English."""

    label: Text
    value: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A field that is asked for again at the same address."""

    name: str
    label: Text
    button: Text
    longest: int


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: whether something holds, and every fact to be held against the paper."""

    title: Text
    state: Text
    holds: bool | None
    lines: Sequence[Line] = ()
    notes: Sequence[Text] = ()
    question: Question | None = None
    status: int = field(default=200, kw_only=True)


def shows_pages(request: Request, response: Response) -> None:
    """A dependency of routes that people open in a browser: what goes wrong is told them on a page too.

    Whatever they answer, a cache in between is told that another kind of asker is answered otherwise.
    """
    request.state.shows_pages = True
    response.headers.update(VARIES)


def has_pages(request: Request) -> bool:
    """Whether the route shows pages to browsers."""
    return bool(getattr(request.state, "shows_pages", False))


def wants_page(request: Request) -> bool:
    """Whether who asks is a browser at a route that has pages; systems are answered JSON."""
    if not has_pages(request):
        return False
    wanted = [one.partition(";")[0].strip().lower() for one in request.headers.get("accept", "").split(",")]
    return HTML in wanted and "application/json" not in wanted[: wanted.index(HTML)]


def answer_page(page: Page) -> Response:
    """The page as HTML; all text goes in as text, and never as markup."""
    tone = {True: "good", False: "bad", None: "plain"}[page.holds]
    parts = [
        f'<h1>{_both(page.title)}</h1><p class="state {tone}">{_both(page.state)}</p>',
        *(f"<p>{_both(note)}</p>" for note in page.notes),
    ]
    if page.lines:
        parts.append("<dl>" + "".join(map(_line, page.lines)) + "</dl>")
    if page.question is not None:
        asked = page.question
        parts.append(
            f'<form method="get"><label for="{asked.name}">{_both(asked.label)}</label>'
            f'<input id="{asked.name}" name="{asked.name}" maxlength="{asked.longest}" required autocomplete="off">'
            f"<button>{_both(asked.button)}</button></form>"
        )
    content = (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(page.title.zh)} {escape(page.title.en)}</title><style>{_STYLE}</style></head>"
        f"<body><main>{''.join(parts)}</main></body></html>"
    )
    return Response(content, status_code=page.status, media_type=f"{HTML}; charset=utf-8", headers=_HEADERS)


def page_answer() -> dict[int | str, dict[str, Any]]:
    """How a route that shows a page beside its JSON is described."""
    content = {HTML: {"schema": {"type": "string"}}}
    return {200: {"description": "The facts; a page for `Accept: text/html`", "content": content}}


def _both(text: Text) -> str:
    return f'{escape(text.zh)} <span class="en" lang="en">{escape(text.en)}</span>'


def _line(line: Line) -> str:
    told = f' <span class="en" lang="en">{escape(line.told)}</span>' if line.told else ""
    return f"<dt>{_both(line.label)}</dt><dd>{escape(line.value)}{told}</dd>"
