"""Every error as problem+json (RFC 9457), in the reader's language, never echoing what was sent."""

from typing import Any, Final, cast
from uuid import UUID

import structlog
from asyncpg import InternalClientError
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from starlette.exceptions import HTTPException

from services.platform.asked import ASKED
from services.platform.errors import DomainError, Overloaded, Text
from services.platform.ids import new_id
from services.platform.metrics import counter
from services.platform.pages import VARIES, Page, answer_page, has_pages, wants_page
from services.platform.validation import fault_of

log = structlog.get_logger()

MEDIA_TYPE: Final = "application/problem+json"

_STATUS_TEXTS: Final[dict[int, tuple[str, Text]]] = {
    400: ("malformed", Text(zh="请求格式不正确", en="The request is malformed")),
    401: ("unauthenticated", Text(zh="请先登录", en="A valid token is needed")),
    403: ("forbidden", Text(zh="没有权限", en="Not permitted")),
    404: ("not-found", Text(zh="没有这条记录", en="There is no such record")),
    405: ("method-not-allowed", Text(zh="不支持该方法", en="The method is not supported here")),
    408: ("too-slow", Text(zh="请求发送过慢", en="The request came too slowly")),
    409: ("conflict", Text(zh="与已有记录冲突", en="This conflicts with a record that exists")),
    413: ("too-large", Text(zh="请求内容过大", en="The body is too large")),
    415: ("unsupported-media-type", Text(zh="不支持的内容类型", en="The media type is not supported")),
    421: ("misdirected", Text(zh="本服务不使用该域名", en="This service is not called by that name")),
    422: ("unprocessable", Text(zh="内容不符合要求", en="The content is not acceptable")),
    429: ("asked-too-often", Text(zh="请求过于频繁,请稍后再试", en="Asked too often: try again later")),
    431: ("headers-too-large", Text(zh="请求头过大", en="The headers are too large")),
    500: ("internal", Text(zh="系统内部错误", en="An internal error")),
    503: ("overloaded", Text(zh="系统繁忙,请稍后再试", en="The service is busy, please try again")),
}
_MOST_FAULTS = 100
_RIGHT_REFUSED = "42501"
OVERREACHED = counter("xuefen_statements_overreaching_total", "Statements that asked for what their role may not")
_BUSY = ("08", "53", "57P0")
_BUSY_STATES = ("40001", "40P01", "55P03", "57014")


class Problem(JSONResponse):
    media_type = MEDIA_TYPE


def language_in(asked: str) -> str:
    """`zh` unless an Accept-Language asks for English first."""
    return "en" if asked.split(",")[0].strip().lower().startswith("en") else "zh"


def language_of(request: Request) -> str:
    return language_in(request.headers.get("accept-language", ""))


def problem(
    request: Request,
    status: int,
    slug: str,
    title: Text,
    detail: Text | None = None,
    *,
    facts: dict[str, str] | None = None,
    errors: list[dict[str, str]] | None = None,
    retry_after: int | None = None,
    challenge: str = DomainError.challenge,
) -> Response:
    """A problem document. `type` is stable; `facts` and `errors` never carry what the caller sent.

    In a browser at a route that shows pages it is a page with the same sentence.
    """
    language = language_of(request)
    body: dict[str, Any] = {
        "type": f"urn:xuefen:problem:{slug}",
        "title": title.in_language(language),
        "status": status,
        "detail": (detail or title).in_language(language),
        "instance": f"urn:uuid:{_number_of_request()}",
    }
    if facts:
        body["facts"] = facts
    if errors:
        body["errors"] = errors
    headers = {"Content-Language": "en" if language == "en" else "zh-CN"}
    if status == 401:
        headers["WWW-Authenticate"] = challenge
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    if has_pages(request):
        headers |= VARIES
    if wants_page(request):
        page = answer_page(Page(title, detail or title, holds=None, status=status))
        page.headers.update(headers)
        return page
    return Problem(body, status_code=status, headers=headers)


def _number_of_request() -> UUID:
    """What the log calls this request too, so that who reports a problem names its lines."""
    asked = ASKED.get()
    return new_id() if asked is None else asked.number


def problem_of(request: Request, refusal: DomainError) -> Response:
    return problem(
        request,
        refusal.status,
        refusal.slug(),
        refusal.title,
        refusal.sentence,
        facts=refusal.facts,
        errors=list(refusal.errors),
        retry_after=refusal.retry_after,
        challenge=refusal.challenge,
    )


def problem_of_status(request: Request, status: int, *, errors: list[dict[str, str]] | None = None) -> Response:
    slug, title = words_of(status)
    detail = None
    if errors and "detail_zh" in errors[0]:
        # The first of them as the sentence; all of them beside it.
        detail = Text(zh=f"{title.zh}：{errors[0]['detail_zh']}", en=f"{title.en}: {errors[0]['detail_en']}")
    return problem(request, status, slug, title, detail, errors=errors, retry_after=1 if status == 503 else None)


def words_of(status: int) -> tuple[str, Text]:
    """The stable end of a problem's type and its title, where nothing is known but the status."""
    return _STATUS_TEXTS.get(status, ("error", Text(zh="请求未完成", en="The request was not completed")))


def install(app: FastAPI) -> None:
    """Make every error of the application, the framework's own included, a problem document."""

    async def on_refusal(request: Request, error: Exception) -> Response:
        return problem_of(request, cast(DomainError, error))

    async def on_validation(request: Request, error: Exception) -> Response:
        faults = cast(RequestValidationError, error).errors()
        return problem_of_status(request, 422, errors=[fault_of(fault) for fault in faults[:_MOST_FAULTS]])

    async def on_http(request: Request, error: Exception) -> Response:
        refused = cast(HTTPException, error)
        response = problem_of_status(request, refused.status_code)
        response.headers.update(refused.headers or {})
        return response

    async def on_database(request: Request, error: Exception) -> Response:
        refused = cast(DBAPIError, error)
        state = str(getattr(refused.orig, "sqlstate", None) or "")
        # Without a state it was the connection that failed, not the statement.
        status = _status_of(state) if state else 503
        if state == _RIGHT_REFUSED:
            # No statement of ours asks for what its role may not: somebody else's does.
            OVERREACHED.inc()
            log.error("SECURITY: a statement asked for what its role may not", path=request.url.path)
        else:
            log.warning("database refused", sqlstate=state, status=status, path=request.url.path)
        return problem_of_status(request, status)

    async def on_unreachable(request: Request, error: Exception) -> Response:
        log.warning("database unreachable", error=type(error).__name__, path=request.url.path)
        return problem_of(request, Overloaded())

    async def on_fault(request: Request, error: Exception) -> Response:
        log.error("unexpected fault", error=type(error).__name__, path=request.url.path, exc_info=error)
        return problem_of_status(request, 500)

    app.add_exception_handler(DomainError, on_refusal)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(DBAPIError, on_database)
    # The last is what the driver says of a connection that the server has left a moment ago.
    for unreachable in (TimeoutError, PoolExhausted, OSError, InternalClientError):
        app.add_exception_handler(unreachable, on_unreachable)
    app.add_exception_handler(Exception, on_fault)


def _status_of(state: str) -> int:
    if state.startswith("22"):
        return 422
    if state == "23505" or state == "23P01":
        return 409
    if state.startswith("23"):
        return 422
    if state.startswith(_BUSY) or state in _BUSY_STATES:
        return 503
    return 500
