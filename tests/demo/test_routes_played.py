"""Which routes count as played, by a service's own description."""

import httpx
import pytest

from services.demo.client import Caller, connected
from services.demo.routes_played import missing_of, routes_played
from services.demo.values import Addresses, DemoFailed, Login

DESCRIPTION = {
    "paths": {
        "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/check-in": {
            "parameters": [],
            "put": {"operationId": "put_check_in"},
        },
        "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/sign-in-book": {
            "get": {"operationId": "get_meeting_book"}
        },
        "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/sign-in-book.pdf": {
            "get": {"operationId": "get_meeting_book_pdf"}
        },
        "/attendance/v1/scans": {"post": {"operationId": "post_scan"}},
    }
}
BOOK = "/districts/341824/meetings/0199/sign-in-book"


@pytest.mark.parametrize(
    ("calls", "missing"),
    [
        ([], ["get_meeting_book", "get_meeting_book_pdf", "post_scan", "put_check_in"]),
        ([f"GET {BOOK}", "POST /scans"], ["get_meeting_book_pdf", "put_check_in"]),
        # Another method, another district, a longer path: none of them is the route.
        (
            [f"PUT {BOOK}", "GET /districts/341825/meetings/0199/sign-in-book.pdf", f"GET {BOOK}xpdf", "POST /scans/1"],
            ["get_meeting_book", "get_meeting_book_pdf", "post_scan", "put_check_in"],
        ),
        (
            [
                "PUT /districts/341824/meetings/0199/check-in",
                f"GET {BOOK}",
                f"GET {BOOK}.pdf",
                "POST /scans",
            ],
            [],
        ),
    ],
)
def test_a_route_is_played_when_a_call_of_it_succeeded(calls: list[str], missing: list[str]) -> None:
    told = missing_of("attendance", DESCRIPTION, calls, districts=[341824])

    assert told == {"service": "attendance", "played": 4 - len(missing), "of": 4, "missing": missing}


def test_a_route_may_be_played_in_any_of_several_districts() -> None:
    calls = ["PUT /districts/310104/meetings/0199/check-in", f"GET {BOOK}", "GET /districts/3418240/meetings/1/x"]

    told = missing_of("attendance", DESCRIPTION, calls, districts=[341824, 310104])

    assert told["missing"] == ["get_meeting_book_pdf", "post_scan"]


async def test_what_was_refused_is_not_played() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/attendance/v1/openapi.json":
            return httpx.Response(200, json=DESCRIPTION)
        if request.url.path.endswith("/tokens"):
            return httpx.Response(200, json={"access_token": "t"})
        return httpx.Response(409 if request.method == "PUT" else 200, json={"title": "", "detail": ""})

    addresses = Addresses({name: f"http://{name}" for name in ("directory", "attendance", "ledger")})
    admin = Login(341824, "district_admin", "admin", "a long and private sentence", "")
    transport = httpx.MockTransport(answer)
    async with connected(addresses, lambda: httpx.AsyncClient(transport=transport)) as network:
        caller = Caller(network, admin)
        await caller.get("attendance", "/meetings/0199/sign-in-book")
        await caller.put("attendance", "/meetings/0199/check-in", {}, may=(409,))
        told = await routes_played(network, "attendance", districts=[341824])

        assert told["missing"] == ["get_meeting_book_pdf", "post_scan", "put_check_in"]


async def test_a_service_that_does_not_describe_itself_is_named() -> None:
    addresses = Addresses({"attendance": "http://attendance"})
    transport = httpx.MockTransport(lambda _request: httpx.Response(404))
    async with connected(addresses, lambda: httpx.AsyncClient(transport=transport)) as network:
        with pytest.raises(DemoFailed, match="attendance does not describe itself: 404"):
            await routes_played(network, "attendance", districts=[341824])
