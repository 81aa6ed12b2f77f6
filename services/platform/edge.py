"""The edge of every service: who asks, one transaction, one kept answer. Nothing inside commits."""

import hashlib
from collections.abc import Callable, Coroutine
from typing import Annotated, Any, cast

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform import idempotency, strict_json
from services.platform.access import Matrix, Principal, Reach, Viewer, admit
from services.platform.database import Sessions, read_moved_clock
from services.platform.errors import DomainError, NotFound, Text, Unauthenticated
from services.platform.idempotency import Claim, IdempotencyKeyMissing
from services.platform.problems import problem_of
from services.platform.retrying import until_unbeaten
from services.platform.tokens import TokenVerifier

_KEEPABLE = frozenset({400, 404, 409, 410, 412, 422})
_LONGEST_KEY = 200
_WITH_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})

# Bytes of a body; imports state their own limit at their route.
LARGEST_BODY = 1_048_576


class UnsupportedMediaType(DomainError):
    status = 415
    title = Text(zh="请求体必须是 application/json", en="The body must be application/json")


class TooLarge(DomainError):
    status = 413
    title = Text(zh="请求内容过大", en="The body is too large")
    detail = Text(zh="请求内容超过 {limit} 字节", en="The body is larger than {limit} bytes")


class StrictRequest(Request):
    """A request whose body is bounded while it arrives, and whose JSON is read by the strict parser."""

    async def read(self, *, largest: int) -> bytes:
        """The whole body; from now on `body()` has it too."""
        declared = self.headers.get("content-length", "0")
        if declared.isdecimal() and int(declared) > largest:
            raise TooLarge(limit=largest)
        chunks: list[bytes] = []
        size = 0
        async for chunk in self.stream():
            size += len(chunk)
            if size > largest:
                raise TooLarge(limit=largest)
            chunks.append(chunk)
        self._body = b"".join(chunks)
        return self._body

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            self._json = strict_json.parse(await self.body())
        return self._json


class Door(APIRoute):
    """Knows who asks and what the matrix allows; holds no transaction. Of hot paths that batch their own."""

    def __init__(self, *args: Any, max_body_size: int | None = None, **options: Any) -> None:
        # The framework's own limit answers in plain text; ours speaks problem+json like everything else.
        self._largest_body = max_body_size or LARGEST_BODY
        super().__init__(*args, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def door(raw: Request) -> Response:
            return await self.within(await self.entered(raw), handle)

        return door

    async def entered(self, raw: Request) -> StrictRequest:
        """The request with its JSON read and its viewer known, or a refusal that cost no SQL."""
        request = StrictRequest(raw.scope, raw.receive)
        request.state.viewer = self._viewer_of(request)
        if request.method in _WITH_BODY:
            body = await request.read(largest=self._largest_body)
            if body and _speaks_json(self):
                if not request.headers.get("content-type", "").partition(";")[0].strip().endswith("json"):
                    raise UnsupportedMediaType
                await request.json()
        return request

    async def within(
        self, request: StrictRequest, handle: Callable[[Request], Coroutine[Any, Any, Response]]
    ) -> Response:
        return await handle(request)

    def _viewer_of(self, request: Request) -> Viewer | None:
        if "{district_id}" not in self.path:
            return None
        verifier: TokenVerifier = request.app.state.verifier
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated
        principal = verifier.verify(token)
        if request.path_params["district_id"] != str(principal.district_id):
            raise NotFound
        matrix: Matrix = request.app.state.matrix
        return admit(matrix, self.name, principal)


class Edge(Door):
    """Begin, savepoint, handler, commit, and only then the answer; anew where the transaction had to give way."""

    async def within(
        self, request: StrictRequest, handle: Callable[[Request], Coroutine[Any, Any, Response]]
    ) -> Response:
        return await until_unbeaten(lambda: self._transact(request, handle))

    async def _transact(
        self, request: StrictRequest, handle: Callable[[Request], Coroutine[Any, Any, Response]]
    ) -> Response:
        sessions: Sessions = request.app.state.sessions
        viewer: Viewer | None = request.state.viewer
        async with sessions() as session:
            session.info["district_id"] = viewer.principal.district_id if viewer else None
            async with session.begin():
                request.state.session = session
                await read_moved_clock(session)
                claimed = await self._claim(request, session, viewer)
                if isinstance(claimed, Response):
                    return claimed
                refusal: DomainError | None = None
                try:
                    async with session.begin_nested():
                        try:
                            response = await handle(request)
                        except DomainError as lasting:
                            if not lasting.keeps_effect:
                                raise
                            refusal = lasting
                except DomainError as undone:
                    # The savepoint took the effect back; the refusal itself is a fact and stays.
                    if undone.status not in _KEEPABLE:
                        raise
                    refusal = undone
                if refusal is not None:
                    response = problem_of(request, refusal)
                if claimed is not None:
                    await idempotency.keep(
                        session,
                        claimed,
                        status=response.status_code,
                        body=bytes(response.body),
                        media_type=response.headers["content-type"],
                    )
        return response

    async def _claim(self, request: Request, session: AsyncSession, viewer: Viewer | None) -> Claim | Response | None:
        """Take the request's key; a kept answer when it was taken before; None where no key is needed."""
        if request.method != "POST" or viewer is None:
            return None
        key = request.headers.get("idempotency-key", "")
        if not key or len(key) > _LONGEST_KEY or not key.isprintable():
            raise IdempotencyKeyMissing
        principal = viewer.principal
        wanted = Claim(principal.district_id, request.app.state.service, str(principal.account_id), self.name, key)
        content = b"\n".join([request.url.path.encode(), request.url.query.encode(), await request.body()])
        kept = await idempotency.claim(session, wanted, content_hash=hashlib.sha256(content).digest())
        if kept is None:
            return wanted
        return Response(
            content=kept.body,
            status_code=kept.status or 200,
            media_type=kept.media_type,
            headers={"Idempotency-Replayed": "true"},
        )


def _speaks_json(route: APIRoute) -> bool:
    field = route.body_field
    return field is not None and type(field.field_info).__name__ == "Body"


async def _session_of(request: Request) -> AsyncSession:
    return cast(AsyncSession, request.state.session)


async def _viewer_of(request: Request) -> Viewer:
    viewer: Viewer | None = request.state.viewer
    if viewer is None:
        raise Unauthenticated
    return viewer


DatabaseSession = Annotated[AsyncSession, Depends(_session_of)]
CurrentViewer = Annotated[Viewer, Depends(_viewer_of)]

__all__ = ["CurrentViewer", "DatabaseSession", "Door", "Edge", "Principal", "Reach", "Viewer"]
