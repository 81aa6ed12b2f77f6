"""HTTP of webhooks: addresses, their secrets, the log of deliveries, replays."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from services.ledger import operations
from services.ledger.schemas import (
    AttemptResponse,
    DeliveryDetailResponse,
    DeliveryResponse,
    DeliveryState,
    ReplayRequest,
    ReplayResponse,
    WebhookRequest,
    WebhookResponse,
    WebhooksResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.outgoing import Outgoing
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.stepping_up import demand_fresh_login
from services.platform.types import Code, DistrictId, Id

router = APIRouter(route_class=Edge, tags=["webhooks"], prefix="/districts/{district_id}/webhooks")

WebhookName = Annotated[Code, Path(description="A name of your own", examples=["records"])]


@router.get("", summary="Webhooks")
async def list_webhooks(district_id: DistrictId, session: DatabaseSession) -> WebhooksResponse:
    """Every address that the district registered, at most 20, with what waits for it."""
    return WebhooksResponse(
        items=[_shown(one) for one in await operations.list_webhooks(session, district_id=district_id)]
    )


@router.put("/{name}", summary="Register or set a webhook")
async def put_webhook(
    district_id: DistrictId,
    name: WebhookName,
    body: WebhookRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> WebhookResponse:
    """Have an address called when something happens, as the Standard Webhooks specification says.

    Each call is a POST of at most 64 KB with `webhook-id`, `webhook-timestamp` and `webhook-signature`; answer 2xx
    within 8 seconds. `entries.posted` names the numbers of entries: fetch them from the feed, which has them in order.
    Else it is tried again after 5 seconds, 5 and 30 minutes, 2, 5, 10, 14, 20 and 24 hours, then parked. 410 pauses
    the webhook. Messages may come twice, under the same `webhook-id`. The secret is in the answer that makes the
    webhook, and never again. A paused one is told nothing.

    422 `address-refused` for what is not https, or leads into a private network; each call looks again, and connects
    to the very address that it looked at. Redirects are not followed. 409 `too-many-webhooks` beyond 20. As wherever
    something is let out: within five minutes of a login, else 401 `login-too-old` (RFC 9470).
    """
    demand_fresh_login(viewer, at=clock.real_now())
    outgoing: Outgoing = request.app.state.outgoing
    await outgoing.demand(body.url)
    shown = await operations.set_webhook(
        session,
        district_id=district_id,
        name=name,
        url=body.url,
        types=body.types,
        active=body.active,
        keys=request.app.state.webhook_keys,
        by=viewer.principal.account_id,
        at=clock.now(),
    )
    return _shown(shown)


@router.put("/{name}/secret", summary="Renew a webhook's secret")
async def put_webhook_secret(
    district_id: DistrictId, name: WebhookName, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> WebhookResponse:
    """Another secret, shown once. For a day calls are signed by both, so that receivers can change over. 404; 401
    `login-too-old`.
    """
    demand_fresh_login(viewer, at=clock.real_now())
    shown = await operations.renew_secret(
        session,
        district_id=district_id,
        name=name,
        keys=request.app.state.webhook_keys,
        by=viewer.principal.account_id,
        at=clock.now(),
    )
    return _shown(shown)


@router.post("/{name}/pings", status_code=201, summary="Try a webhook")
async def post_webhook_ping(
    district_id: DistrictId, name: WebhookName, session: DatabaseSession
) -> DeliveryDetailResponse:
    """Send the message `webhook.ping`; the log tells how it went. 409 `webhook-inactive`; 404."""
    return _detail(await operations.ping(session, district_id=district_id, name=name, at=clock.now()))


@router.get("/{name}/deliveries", summary="The log of a webhook")
async def list_webhook_deliveries(
    district_id: DistrictId,
    name: WebhookName,
    request: Request,
    session: DatabaseSession,
    state: Annotated[DeliveryState | None, Query(description="Only these")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[DeliveryResponse]:
    """What was said to an address, the newest first, each with its last attempt. 404."""
    found = await operations.list_deliveries(
        session,
        district_id=district_id,
        name=name,
        state=state,
        before=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(request, found, limit=limit, id_of=lambda one: one.message.message_id, shape=_delivery)


@router.get("/{name}/deliveries/{message_id}", summary="A message and its attempts")
async def get_webhook_delivery(
    district_id: DistrictId, name: WebhookName, message_id: Id, session: DatabaseSession
) -> DeliveryDetailResponse:
    """What was said, byte for byte, and every call that was made for it. 404."""
    return _detail(await operations.get_delivery(session, district_id=district_id, name=name, message_id=message_id))


@router.post("/{name}/replays", status_code=201, summary="Have messages sent again")
async def post_webhook_replay(
    district_id: DistrictId, name: WebhookName, body: ReplayRequest, session: DatabaseSession
) -> ReplayResponse:
    """Put messages in line again, by default those given up; they keep their `webhook-id`.

    409 `webhook-inactive`; 404.
    """
    replayed = await operations.replay(
        session,
        district_id=district_id,
        name=name,
        states=body.states,
        message_ids=body.message_ids,
        since=body.since,
        until=body.until,
        at=clock.now(),
    )
    return ReplayResponse(replayed=replayed)


def _shown(shown: operations.WebhookShown) -> WebhookResponse:
    webhook = shown.webhook
    return WebhookResponse(
        name=webhook.name,
        url=webhook.url,
        types=webhook.types,
        active=webhook.active,
        secret=shown.secret,
        former_secret_until=webhook.former_until,
        waiting=shown.waiting,
        parked=shown.parked,
        failures=webhook.failures,
        rests_until=webhook.rests_until,
        set_at=webhook.set_at,
    )


def _delivery(shown: operations.DeliveryShown) -> DeliveryResponse:
    delivery = shown.delivery
    return DeliveryResponse.model_validate(
        {
            "message_id": delivery.message_id,
            "type": shown.message.type,
            "state": delivery.state,
            "attempts": delivery.attempts,
            "made_at": shown.message.made_at,
            "next_at": delivery.next_at if delivery.ended_at is None else None,
            "ended_at": delivery.ended_at,
            "last": AttemptResponse.of(shown.attempts[-1]) if shown.attempts else None,
        }
    )


def _detail(shown: operations.DeliveryShown) -> DeliveryDetailResponse:
    return DeliveryDetailResponse(
        **dict(_delivery(shown)),
        body=shown.message.body,
        calls=[AttemptResponse.of(attempt) for attempt in shown.attempts],
    )
