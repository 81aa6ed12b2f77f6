"""The edge of every service: who asks, one transaction, one kept answer. Nothing inside commits."""

import hashlib
from collections.abc import Callable, Coroutine
from typing import Annotated, Any, cast

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import ClientDisconnect

from services.platform import idempotency, strict_json
from services.platform.access import Matrix, Principal, Reach, Viewer, admit
from services.platform.audit import Trail, viewer_of
from services.platform.database import Sessions, district_transaction, read_moved_clock
from services.platform.errors import DomainError, Forbidden, Malformed, NotFound, Text, Unauthenticated
from services.platform.idempotency import Claim, IdempotencyKeyMissing
from services.platform.limiting import Limits, by_account
from services.platform.patience import in_time
from services.platform.problems import problem_of
from services.platform.retrying import until_unbeaten
from services.platform.room import Room
from services.platform.tokens import TokenVerifier
from services.platform.turns import Turns
from services.platform.types import LARGEST_BODY
from services.platform.versions import Versions, demand_current

_KEEPABLE = frozenset({400, 404, 409, 410, 412, 422})
_LONGEST_KEY = 200
# More digits than any length has.
_LONGEST_LENGTH = 19
_WITH_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})
# Who has no other role writes about nobody else: tokens of these end within a minute, not at once.
_OWN_ROLES = frozenset({"teacher"})


class UnsupportedMediaType(DomainError):
    status = 415
    title = Text(zh="请求体必须是 application/json", en="The body must be application/json")


class CompressedBody(DomainError):
    status = 415
    title = Text(zh="请求体不得压缩", en="The body must not be compressed")


class TooLarge(DomainError):
    status = 413
    title = Text(zh="请求内容过大", en="The body is too large")
    detail = Text(zh="请求内容超过 {limit} 字节", en="The body is larger than {limit} bytes")


class StrictRequest(Request):
    """A request whose body is bounded while it arrives, and whose JSON is read by the strict parser.

    How slowly it may arrive `admission` says.
    """

    def weigh(self, *, largest: int) -> int:
        """How many bytes will come; as many as may where nobody says."""
        length = largest
        for name, value in self.scope["headers"]:
            if name == b"content-length" and value.isdigit():
                length = int(value) if len(value) < _LONGEST_LENGTH else largest + 1
            elif name == b"content-encoding" and value != b"identity":
                raise CompressedBody
        if length > largest:
            raise TooLarge(limit=largest)
        return length

    async def read(self, *, largest: int) -> bytes:
        """The whole body; from now on `body()` has it too."""
        chunks: list[bytes] = []
        size = 0
        try:
            async for chunk in self.stream():
                size += len(chunk)
                if size > largest:
                    raise TooLarge(limit=largest)
                chunks.append(chunk)
        except ClientDisconnect as gone:
            raise Malformed(reason=Text(zh="请求体不完整", en="the body broke off")) from gone
        self._body = b"".join(chunks)
        return self._body

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            self._json = strict_json.parse(await self.body())
        return self._json

    def said(self) -> object:
        """What the body said, where it was read as JSON."""
        return getattr(self, "_json", None)


class Door(APIRoute):
    """Knows who asks and what the matrix allows, and gives up in time; holds no transaction. Of hot paths that batch
    their own."""

    def __init__(self, *args: Any, max_body_size: int | None = None, **options: Any) -> None:
        # The framework's own limit answers in plain text; ours speaks problem+json like everything else.
        super().__init__(*args, **options)
        self._largest_body = max_body_size or _largest_of(self)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def door(raw: Request) -> Response:
            try:
                request = await self.entered(raw)
            except (Forbidden, NotFound) as refusal:
                await in_time(self._keep_refused(raw, refusal))
                raise
            if request.method not in _WITH_BODY:
                return await in_time(self.within(request, handle))
            size = request.weigh(largest=self._largest_body)
            if size <= LARGEST_BODY:
                return await self._take_in(request, handle, size=size)
            room: Room = request.app.state.room
            async with room.of(by_account(request), size):
                return await self._take_in(request, handle, size=size)

        return door

    async def entered(self, raw: Request) -> StrictRequest:
        """The request with its viewer known, or a refusal before anything was done, its body being read included."""
        request = StrictRequest(raw.scope, raw.receive)
        request.state.viewer = viewer = self._viewer_of(request)
        if viewer is not None:
            versions: Versions = request.app.state.versions
            await versions.refresh()
            versions.demand_known(viewer.principal)
        limits: Limits = request.app.state.limits
        if self.name in limits:
            await limits[self.name].demand(request)
        return request

    async def _take_in(
        self, request: StrictRequest, handle: Callable[[Request], Coroutine[Any, Any, Response]], *, size: int
    ) -> Response:
        body = await request.read(largest=size)
        if body and _speaks_json(self):
            if not request.headers.get("content-type", "").partition(";")[0].strip().endswith("json"):
                raise UnsupportedMediaType
            await request.json()
        return await in_time(self.within(request, handle))

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
        # Known from here on, let in or not.
        request.state.asking = principal
        if request.path_params["district_id"] != str(principal.district_id):
            raise NotFound
        matrix: Matrix = request.app.state.matrix
        return admit(matrix, self.name, principal)

    async def _keep_refused(self, request: Request, refusal: DomainError) -> None:
        """That somebody tried what their roles do not open, or another district, is kept in their own's trail.

        Of whom no token tells, as of a ticket for another district, there is nobody to keep it of.
        """
        trail: Trail = request.app.state.trail
        principal: Principal | None = getattr(request.state, "asking", None)
        if principal is None or not trail.refusals.have_room(principal.account_id):
            return
        async with district_transaction(request.app.state.sessions, principal.district_id) as session:
            await trail.record(
                session,
                request,
                Viewer(principal, Reach.OWN),
                operation=self.name,
                status=refusal.status,
                refusal=refusal,
                unread=self.path.partition("{district_id}")[2],
            )


class Edge(Door):
    """Begin, savepoint, handler, commit, and only then the answer; anew where the transaction had to give way."""

    async def within(
        self, request: StrictRequest, handle: Callable[[Request], Coroutine[Any, Any, Response]]
    ) -> Response:
        faults = self._faults_of(request)
        if faults and not await self._was_answered(request):
            raise RequestValidationError(faults)
        try:
            if request.state.viewer is None or request.method not in _WITH_BODY:
                return await until_unbeaten(lambda: self._transact(request, handle))
            turns: Turns = request.app.state.turns
            async with turns:
                return await until_unbeaten(lambda: self._transact(request, handle))
        except Forbidden as refusal:
            # Nothing of it has stayed: that it was tried is kept by itself.
            async with district_transaction(request.app.state.sessions, _district_of(request)) as session:
                await self._record(session, request, status=refusal.status, refusal=refusal)
            raise

    def _faults_of(self, request: StrictRequest) -> list[dict[str, Any]]:
        """What is wrong with the body: what is not asked for takes no writer's turn, and writes nothing."""
        said = request.said()
        if said is None or self.body_field is None or self._embed_body_fields:
            return []
        return self.body_field.validate(said, loc=("body",))[1]

    async def _was_answered(self, request: StrictRequest) -> bool:
        """Whether the key was used before, when such a body may have been asked for: then its answer stands."""
        viewer: Viewer | None = request.state.viewer
        wanted = self._wanted(request, viewer)
        if wanted is None:
            return False
        async with district_transaction(request.app.state.sessions, wanted.district_id) as session:
            return await idempotency.is_taken(session, wanted)

    async def _transact(
        self, request: StrictRequest, handle: Callable[[Request], Coroutine[Any, Any, Response]]
    ) -> Response:
        sessions: Sessions = request.app.state.sessions
        viewer: Viewer | None = request.state.viewer
        async with sessions() as session:
            session.info["district_id"] = _district_of(request)
            async with session.begin():
                request.state.session = session
                await read_moved_clock(session)
                if viewer is not None and request.method in _WITH_BODY and viewer.principal.roles != _OWN_ROLES:
                    await demand_current(session, viewer.principal)
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
                await self._record(session, request, status=response.status_code, refusal=refusal)
                if claimed is not None:
                    await idempotency.keep(
                        session,
                        claimed,
                        status=response.status_code,
                        body=bytes(response.body),
                        media_type=response.headers["content-type"],
                    )
            trail: Trail = request.app.state.trail
            trail.remember(session)
        return response

    async def _record(
        self, session: AsyncSession, request: StrictRequest, *, status: int, refusal: DomainError | None
    ) -> None:
        """Keep a privileged act in the trail, in the transaction of the act."""
        viewer = viewer_of(session, request)
        trail: Trail = request.app.state.trail
        if viewer is not None and trail.is_privileged(self.name, request.method, viewer):
            await trail.record(
                session,
                request,
                viewer,
                operation=self.name,
                status=status,
                refusal=refusal,
                body=request.said(),
            )

    def _wanted(self, request: Request, viewer: Viewer | None) -> Claim | None:
        """The key that a request brings; None where none is needed."""
        if request.method != "POST" or viewer is None:
            return None
        key = request.headers.get("idempotency-key", "")
        if not key or len(key) > _LONGEST_KEY or not key.isprintable():
            raise IdempotencyKeyMissing
        principal = viewer.principal
        return Claim(principal.district_id, request.app.state.service, str(principal.account_id), self.name, key)

    async def _claim(self, request: Request, session: AsyncSession, viewer: Viewer | None) -> Claim | Response | None:
        """Take the request's key; a kept answer when it was taken before; None where no key is needed."""
        wanted = self._wanted(request, viewer)
        if wanted is None:
            return None
        content = hashlib.sha256(f"{request.url.path}\n{request.url.query}\n".encode())
        content.update(await request.body())
        kept = await idempotency.claim(session, wanted, content_hash=content.digest())
        if kept is None:
            return wanted
        return Response(
            content=kept.body,
            status_code=kept.status or 200,
            media_type=kept.media_type,
            headers={"Idempotency-Replayed": "true"},
        )


def _district_of(request: Request) -> int | None:
    viewer: Viewer | None = request.state.viewer
    return viewer.principal.district_id if viewer else None


def _largest_of(route: APIRoute) -> int:
    """What its body says of itself; a file's route says it by `max_body_size`."""
    kind: Any = route.body_field.field_info.annotation if route.body_field is not None else None
    return int(getattr(kind, "largest_bytes", LARGEST_BODY))


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
