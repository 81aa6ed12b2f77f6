"""All services in one process, at the same addresses as behind the gateway: development and journey tests."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Final

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

from services.assessment.app import create_app as create_assessment
from services.attendance.app import create_app as create_attendance
from services.directory.app import create_app as create_directory
from services.ledger.app import create_app as create_ledger
from services.platform.settings import Settings
from services.registration.app import create_app as create_registration

FACTORIES: Final[dict[str, Callable[[Settings | None], FastAPI]]] = {
    "directory": create_directory,
    "registration": create_registration,
    "attendance": create_attendance,
    "assessment": create_assessment,
    "ledger": create_ledger,
}


def create_app(settings: Settings | None = None) -> Starlette:
    """One application of all services; each keeps its own engine and role."""
    apps = {name: create(settings) for name, create in FACTORIES.items()}

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for app in apps.values():
                await stack.enter_async_context(app.router.lifespan_context(app))
            yield

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        """Hand each request to the service that its first path segment names; the rest only says how we are."""
        first = scope["path"].split("/", 2)[1]
        await apps.get(first, apps["directory"])(scope, receive, send)

    return Starlette(routes=[Mount("/", app=dispatch)], lifespan=lifespan)
