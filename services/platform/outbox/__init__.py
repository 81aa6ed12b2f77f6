"""Postgres keeps the promise: events are written where they became true, deliveries remember who has heard them."""

from services.platform.outbox.delivering import (
    MOST_ATTEMPTS,
    RESEND_SECONDS,
    SUSPECT_FROM,
    Due,
    Said,
    count_attempt,
    list_due_districts,
    list_suspects,
    list_waiting,
    lock_waiting_events,
    mark_done,
    note_failure,
    park_strangers,
    replay_parked,
    take_due,
)
from services.platform.outbox.looking import (
    Backlog,
    count_by_state,
    has_heard,
    is_quiet,
    list_parked,
    measure_backlog,
)
from services.platform.outbox.routing import (
    TO_NOBODY_KNOWN,
    is_anything_to_do,
    list_unrouted_districts,
    route_anew,
    route_events,
)
from services.platform.outbox.rows import DeliveryRow, EventRow
from services.platform.outbox.saying import publish, publish_written

__all__ = [
    "MOST_ATTEMPTS",
    "RESEND_SECONDS",
    "SUSPECT_FROM",
    "TO_NOBODY_KNOWN",
    "Backlog",
    "DeliveryRow",
    "Due",
    "EventRow",
    "Said",
    "count_attempt",
    "count_by_state",
    "has_heard",
    "is_anything_to_do",
    "is_quiet",
    "list_due_districts",
    "list_parked",
    "list_suspects",
    "list_unrouted_districts",
    "list_waiting",
    "lock_waiting_events",
    "mark_done",
    "measure_backlog",
    "note_failure",
    "park_strangers",
    "publish",
    "publish_written",
    "replay_parked",
    "route_anew",
    "route_events",
    "take_due",
]
