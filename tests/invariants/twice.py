"""Every invariant is tried twice: as the house is, and with what keeps it taken away, when its test has to fail."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from services.platform.settings import with_driver
from tests.support import World

Mutated = Callable[[World], AbstractAsyncContextManager[None]]

KILLED = (pytest.mark.mutants, pytest.mark.xfail(raises=AssertionError, strict=True, reason="has to be noticed"))


def invariant(*mutants: Mutated) -> pytest.MarkDecorator:
    """Give a test, as `mutated`, first nothing and then each of the mutants, named as their functions are.

    A mutant is applied by the test, by `async with mutated(world):`, from where on it has to fail, and counts as
    killed by a failed assertion only: any other exception, or none, is red. `pytest -m mutants` runs them alone.
    """
    return pytest.mark.parametrize(
        "mutated",
        [
            pytest.param(_nothing, id="as-it-is"),
            *(pytest.param(one, id=one.__name__.replace("_", "-"), marks=KILLED) for one in mutants),
        ],
    )


def by_sql(name: str, *statements: str, undo: str | None = None) -> Mutated:
    """A mutant that a superuser makes in the test's own database, which goes after it.

    Roles belong to all databases of the server: what is done to one is to be undone.
    """

    @asynccontextmanager
    async def mutated(world: World) -> AsyncIterator[None]:
        await as_superuser(world, *statements)
        try:
            yield
        finally:
            if undo is not None:
                await as_superuser(world, undo)

    mutated.__name__ = name
    return mutated


def by_patch(name: str, *changes: tuple[Any, str, Any]) -> Mutated:
    """A mutant that puts other functions in the place of some: (module or class, attribute, what stands there)."""

    @asynccontextmanager
    async def mutated(_world: World) -> AsyncIterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for owner, attribute, other in changes:
                patch.setattr(owner, attribute, other)
            yield

    mutated.__name__ = name
    return mutated


def together(name: str, *mutants: Mutated) -> Mutated:
    """A mutant that takes several mechanisms away which keep the same thing."""

    @asynccontextmanager
    async def mutated(world: World) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for one in mutants:
                await stack.enter_async_context(one(world))
            yield

    mutated.__name__ = name
    return mutated


async def as_superuser(world: World, *statements: str) -> None:
    """What no login role may do, behind the system's back."""
    url = with_driver(world.apps.settings.database_url.get_secret_value())
    engine = create_async_engine(url, poolclass=pool.NullPool)
    try:
        async with engine.begin() as connection:
            for statement in statements:
                await connection.execute(text(statement))
    finally:
        await engine.dispose()


@asynccontextmanager
async def _nothing(_world: World) -> AsyncIterator[None]:
    yield
