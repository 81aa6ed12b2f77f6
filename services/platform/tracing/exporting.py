"""The exporter of traces: loaded only where a collector is named."""

from typing import Final

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import Span, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

# Addresses hold what people searched for, and those of calendars are secrets: `http.route` says enough.
_WITHHELD: Final = ("url.path", "url.query")
_INSTEAD: Final = "WITHHELD"


class Discretion(SpanProcessor):
    """Takes out of a span what is nobody's business, before anything is exported."""

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        for name in _WITHHELD:
            if name in (span.attributes or {}):
                span.set_attribute(name, _INSTEAD)


def begin(*, endpoint: str, process: str) -> None:
    """Export spans in the background, a batch at a time; a collector that is away costs spans, never requests."""
    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: f"xuefen-{process}"}))
    provider.add_span_processor(Discretion())
    exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
