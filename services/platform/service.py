"""How a service becomes an application: engine and keys at start, health, problems, limits."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

from asyncpg import InternalClientError
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi_offline import FastAPIOffline
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from services.platform import clock, metrics, problems
from services.platform.access import Matrix
from services.platform.audit import Trail
from services.platform.database import check_deployment, district_sessions, open_engine
from services.platform.examples import examples_of, show_examples
from services.platform.front import Front, Threshold
from services.platform.garbage import spare_what_stays
from services.platform.limiting import Limits
from services.platform.logging import configure_logging
from services.platform.pagination import Cursors
from services.platform.room import Room
from services.platform.settings import Settings, load_settings
from services.platform.tokens import TokenVerifier
from services.platform.tracing import configure_tracing
from services.platform.turns import Turns
from services.platform.versions import Versions

# Less than the roles may, for somebody waits for the answer. For a lock still longer than Postgres takes to see that
# two wait for each other, of whom one then does the whole again.
AT_MOST: Final = {"lock_timeout": "2s", "statement_timeout": "3s", "transaction_timeout": "10s"}

PROBLEM_ANSWERS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": description,
        "content": {
            "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
            }
        },
    }
    for status, description in {
        400: "Malformed, or the Idempotency-Key is missing",
        401: "No valid token",
        403: "Not permitted for this role",
        404: "Absent, or not visible to who asks",
        409: "In conflict with a fact, which the detail names",
        413: "The body is too large",
        415: "The media type is not supported",
        422: "The content is not acceptable; `errors` points at the fields",
        429: "Asked too often; try again after Retry-After seconds",
        503: "Busy; try again after Retry-After seconds",
    }.items()
}

PROBLEM_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "examples": ["urn:xuefen:problem:not-found"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "facts": {"type": "object", "additionalProperties": {"type": "string"}},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code"],
                "properties": {
                    "pointer": {"type": "string"},
                    "code": {"type": "string"},
                    "detail_zh": {"type": "string", "description": "What was asked for, never what was sent"},
                    "detail_en": {"type": "string"},
                },
            },
        },
    },
}

Opener = Callable[[FastAPI, Settings], Any]


def create_service(
    *,
    name: str,
    title: str,
    description: str,
    routers: Sequence[APIRouter],
    matrix: Matrix,
    settings: Settings | None,
    recorded_reads: frozenset[str] = frozenset(),
    recorded_changes: frozenset[str] = frozenset(),
    limits: Limits | None = None,
    opener: Opener | None = None,
) -> FastAPI:
    """One service as an application. Settings are read when it starts, unless they are given.

    `recorded_reads` take people's data out of the house, `recorded_changes` change what lets somebody in: each is kept
    in the audit trail, as privileged writes are.
    `limits` say how often somebody may ask the same.
    `opener(app, settings)` is an async context manager for what only this service holds open.
    """

    threshold = Threshold()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        running = settings or load_settings()
        configure_logging(running.log_level)
        configure_tracing(running, process=name)
        engine = open_engine(running, name, at_most=AT_MOST)
        metrics.watch_pool(engine, role=name)
        # What every request waits for has a way of its own, past those who wait for their turn.
        aside = open_engine(running.model_copy(update={"pool_size": 1}), name)
        versions: Versions | None = None
        queue: Redis = Redis.from_url(running.redis_url.get_secret_value(), socket_timeout=2)
        try:
            clock_moves = await check_deployment(engine)
            threshold.open(running, in_production=not clock_moves)
            app.state.service = name
            app.state.engine = engine
            app.state.queue = queue
            app.state.settings = running
            app.state.matrix = matrix
            app.state.trail = Trail(name, recorded_reads, recorded_changes)
            app.state.lookout = None
            app.state.limits = limits or {}
            app.state.turns = Turns(connections=running.pool_size)
            app.state.room = Room()
            app.state.sessions = district_sessions(engine, clock_moves=clock_moves)
            app.state.verifier = TokenVerifier(running.secret("token_public_keys"))
            app.state.cursors = Cursors(*(key.encode() for key in running.secret_lines("cursor_key")))
            app.state.versions = versions = Versions(district_sessions(aside, clock_moves=clock_moves))
            if opener is None:
                spare_what_stays()
                yield
            else:
                async with opener(app, running):
                    spare_what_stays()
                    yield
        finally:
            if versions is not None:
                await versions.close()
            await aside.dispose()
            await engine.dispose()
            await queue.aclose()

    app = FastAPIOffline(
        title=title,
        description=description,
        version="1",
        lifespan=lifespan,
        root_path_in_servers=False,
        # The way back would lead wherever the Host header says.
        redirect_slashes=False,
        openapi_url=f"/{name}/v1/openapi.json",
        docs_url=f"/{name}/v1/docs",
        redoc_url=None,
        static_url=f"/{name}/v1/docs-files",
        responses=PROBLEM_ANSWERS,
        generate_unique_id_function=lambda route: route.name,
        # What the front measures is not measured twice; whether spans are made the settings say.
        telemetry={"metrics": False, "logs": False, "operation_spans": False, "auto_configure": False},
    )
    app.add_middleware(Front, service=name, threshold=threshold)
    problems.install(app)
    for router in routers:
        app.include_router(router, prefix=f"/{name}/v1")
    app.add_api_route("/livez", _live, include_in_schema=False)
    app.add_api_route("/readyz", _ready, include_in_schema=False)
    app.add_api_route("/metrics", _metrics, include_in_schema=False)
    app.openapi = _described_in_full(app, name)  # type: ignore[method-assign]  # FastAPI's documented way to extend it
    return app


async def _live() -> Response:
    return JSONResponse({"status": "alive"})


async def _ready(request: Request) -> Response:
    """200 when the database and the queue answer; `at` is the domain's time, which a demo moves."""
    state: dict[str, str] = {}
    try:
        async with request.app.state.sessions() as session:
            await session.execute(text("select 1"))
        state["database"] = "ready"
        state["at"] = clock.now().astimezone(clock.SHANGHAI).isoformat(timespec="seconds")
    except (SQLAlchemyError, InternalClientError, OSError, TimeoutError):
        state["database"] = "away"
    try:
        await request.app.state.queue.ping()
        state["queue"] = "ready"
    except (RedisError, OSError):
        # The queue only rings the bell: writes go on without it, so it does not take the service out.
        state["queue"] = "away"
    return JSONResponse(state, status_code=200 if state["database"] == "ready" else 503)


async def _metrics(request: Request) -> Response:
    """For whoever watches over the deployment; the gateway hands on only what begins with a service's name."""
    lookout: metrics.Lookout | None = request.app.state.lookout
    if lookout is not None:
        await lookout.refresh((SQLAlchemyError, InternalClientError, OSError, TimeoutError))
    return Response(metrics.written(), media_type=metrics.MEDIA_TYPE)


_BOUNDS = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}
_NUMBERS = ("integer", "number")


def _name_bounds(node: Any) -> None:
    """Bounds behind a validator of ours stand in pydantic's words: set JSON Schema's, which generators read.

    Of decimals, which travel as strings, no word of JSON Schema says a bound: there it is an extension.
    """
    if isinstance(node, list):
        for one in node:
            _name_bounds(one)
    if not isinstance(node, dict):
        return
    for short, word in _BOUNDS.items():
        if isinstance(node.get(short), int | float):
            node[word if node.get("type") in _NUMBERS else f"x-{word}"] = node.pop(short)
    for one in node.values():
        _name_bounds(one)


def _described_in_full(app: FastAPI, name: str) -> Callable[[], dict[str, Any]]:
    """The description with problems, tokens, keys of idempotency and the examples that were really run."""
    describe = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = describe()
            components = schema.setdefault("components", {})
            components.setdefault("schemas", {})["Problem"] = PROBLEM_SCHEMA
            components["securitySchemes"] = {
                "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            }
            for path, operations in schema["paths"].items():
                for method, operation in operations.items():
                    if "{district_id}" not in path:
                        continue
                    operation["security"] = [{"token": []}]
                    if method == "post":
                        operation.setdefault("parameters", []).append(
                            {
                                "name": "Idempotency-Key",
                                "in": "header",
                                "required": True,
                                "description": "The same key and content give the same answer again.",
                                "schema": {"type": "string", "minLength": 1, "maxLength": 200},
                            }
                        )
            _name_bounds(schema)
            show_examples(schema, examples_of(name))
            app.openapi_schema = schema
        return app.openapi_schema

    return openapi
