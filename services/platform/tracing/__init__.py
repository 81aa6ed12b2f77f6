"""Traces from a request through what it said to what came of it; off unless OTEL_EXPORTER_OTLP_ENDPOINT is set.

The standard variables hold: OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG, OTEL_EXPORTER_OTLP_HEADERS ...
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import Span, SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from services.platform.asked import Asked
from services.platform.settings import Settings

_FORM = TraceContextTextMapPropagator()
_HEADER = "traceparent"


class _Switch:
    on = False


def configure_tracing(settings: Settings, *, process: str) -> None:
    """Send this process's traces to the collector that the settings name; where they name none nothing is loaded."""
    if settings.otel_exporter_otlp_endpoint and not _Switch.on:
        # The exporter takes a third of a second to load, which processes without a collector are spared.
        import_module("services.platform.tracing.exporting").begin(
            endpoint=settings.otel_exporter_otlp_endpoint, process=process
        )
        _Switch.on = True


def current_trace() -> str | None:
    """Where we are, in W3C's words, to be carried along with what is said; None while nothing is traced."""
    if not _Switch.on:
        return None
    carrier: dict[str, str] = {}
    _FORM.inject(carrier)
    return carrier.get(_HEADER)


def name_request(asked: Asked) -> None:
    """Say in the request's span which request of which district it was."""
    if _Switch.on:
        span = trace.get_current_span()
        if span.is_recording():
            for name, value in asked.facts().items():
                span.set_attribute(f"xuefen.{name}", value)


@contextmanager
def traced(name: str, *, after: str | None, told: Mapping[str, str | int]) -> Iterator[None]:
    """A step that goes on from where something was said; a failure is told by its kind alone, never by its words."""
    if not _Switch.on:
        yield
        return
    parent: Context | None = _FORM.extract({_HEADER: after}) if after else None
    span: Span = trace.get_tracer("xuefen").start_span(
        name, context=parent, kind=SpanKind.CONSUMER, attributes={f"xuefen.{key}": value for key, value in told.items()}
    )
    with trace.use_span(span, end_on_exit=True, record_exception=False, set_status_on_exception=False):
        try:
            yield
        except BaseException as fault:
            span.set_status(StatusCode.ERROR, type(fault).__name__)
            raise
