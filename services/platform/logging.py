"""Structured logs: one JSON object a line, never a request's body or address query."""

import logging
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger

from services.platform.asked import ASKED

_OF_EVERY_LINE = (
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
)
_AS_JSON = structlog.processors.JSONRenderer(ensure_ascii=False)


def configure_logging(level: str) -> None:
    """JSON lines on standard output from that level up."""
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            _with_request,
            *_OF_EVERY_LINE,
            _AS_JSON,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        cache_logger_on_first_use=False,
    )
    # httpx logs whole addresses, and WeChat's carry a secret in the query.
    logging.getLogger("httpx").setLevel(logging.WARNING)


def take_over_libraries() -> None:
    """What libraries of this process log is JSON from now on as well; for processes that are ours alone."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.contextvars.merge_contextvars, *_OF_EVERY_LINE],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _AS_JSON],
        )
    )
    logging.getLogger().handlers[:] = [handler]


def _with_request(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Every line written while a request is served says which one, and of which district."""
    asked = ASKED.get()
    return line if asked is None else {**asked.facts(), **line}
