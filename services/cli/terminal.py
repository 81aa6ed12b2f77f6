"""What every command shares: the console, and one clear sentence instead of a traceback."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any, NoReturn, TypeVar

import asyncpg
from pydantic import ValidationError
from rich.console import Console
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from services.demo import DemoFailed
from services.directory.operations import KeyUnknown
from services.platform.database import UnfitDeployment
from services.platform.embedded import EmbeddedFailure
from services.platform.errors import DomainError
from services.platform.migration import SchemaTooNew, WrongDeployment
from services.platform.moving import CannotMove
from services.platform.settings import SettingMissing, Settings, load_settings
from services.platform.supervisor import SupervisorFailure

# Redirected output has no width of its own; the tables are drawn for 120 columns.
console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
errors = Console(stderr=True, highlight=False)

Result = TypeVar("Result")

# What a person at the terminal can do something about; anything else is a defect and shows itself whole.
EXPECTED = (
    CannotMove,
    DemoFailed,
    DomainError,
    EmbeddedFailure,
    KeyUnknown,
    UnfitDeployment,
    OSError,
    SchemaTooNew,
    SQLAlchemyError,
    SettingMissing,
    SupervisorFailure,
    TimeoutError,
    WrongDeployment,
    ValidationError,
    asyncpg.PostgresError,
)


def fail(sentence: str) -> NoReturn:
    """Say one sentence and end with 1."""
    errors.print(f"xuefen: {sentence}", style="red", markup=False, soft_wrap=True)
    raise SystemExit(1)


def settings() -> Settings:
    """The settings of the environment, or one sentence naming what is wrong with them."""
    try:
        return load_settings()
    except ValidationError as fault:
        fail(sentence_of(fault))


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end; a failure that is not a defect becomes one sentence."""
    try:
        return asyncio.run(work)
    except EXPECTED as fault:
        fail(sentence_of(fault))


def sentence_of(fault: BaseException) -> str:
    """What went wrong in one line."""
    if isinstance(fault, ValidationError):
        return "; ".join(f"{'.'.join(map(str, error['loc'])).upper()}: {error['msg']}" for error in fault.errors())
    if isinstance(fault, DBAPIError):
        return f"the database refused: {str(fault.orig).splitlines()[0]}"
    if isinstance(fault, DomainError):
        return fault.sentence.en
    return str(fault).splitlines()[0] if str(fault) else type(fault).__name__
