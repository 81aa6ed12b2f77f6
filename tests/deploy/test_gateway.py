"""What the gateway's files promise, on one host and in a cluster."""

import json
import re

from services.composed import FACTORIES
from services.platform.errors import Overloaded
from services.platform.problems import MEDIA_TYPE
from tests.deploy.manifests import (
    CONTAINERS,
    ROOT,
    ROUTES,
    gateway_waits,
    resource,
    seconds,
    transaction_timeout,
)


def test_the_gateway_waits_longer_than_a_request_may_last() -> None:
    of_all = [
        (asked, [int(one) for one in re.findall(r"^_LONGEST_SECONDS(?:: Final)? = ([\d_]+)", text, re.M)])
        for text in (path.read_text("utf-8") for path in (ROOT / "services").rglob("*.py"))
        if (asked := set(re.findall(r"await allow_seconds\(\w+, (\w+)\)", text)))
    ]
    # An hour and more has who is asked at a terminal.
    longest = max(one for _, told in of_all for one in told if one < 3600)
    told = resource("Ingress", "xuefen")["metadata"]["annotations"]["nginx.ingress.kubernetes.io/proxy-read-timeout"]

    assert len(of_all) > 10
    assert all(asked == {"_LONGEST_SECONDS"} and len(told) == 1 for asked, told in of_all)
    assert gateway_waits() == float(told) > longest > transaction_timeout()
    # It ends itself when who is being served is.
    assert seconds(CONTAINERS["gateway"]["stop_grace_period"]) > gateway_waits()


def test_no_answer_fills_the_memory_of_the_gateway_for_who_reads_slowly() -> None:
    # Beyond its buffers nginx would write a gigabyte of each answer to a file; an ingress controller writes none.
    assert re.search(r"^proxy_max_temp_file_size 0;$", ROUTES, re.M)


def test_nobody_reaches_health_or_metrics_through_the_gateway() -> None:
    places = re.findall(r"^location (?:[~^=]+ )?(\S+) \{", ROUTES, re.M)
    named = "|".join(FACTORIES)

    assert places == [
        "@again",
        r"^/assessment/v1/districts/\d+/files$",
        f"^/({named})/",
        "/registration/v1/calendars/",
        "/",
    ]
    assert "return 404" in ROUTES.split("location / {")[1]
    assert _paths_of("xuefen") == [f"/{name}/" for name in FACTORIES]


def _paths_of(ingress: str) -> list[str]:
    return [path["path"] for path in resource("Ingress", ingress)["spec"]["rules"][0]["http"]["paths"]]


def test_for_a_service_that_is_just_replaced_the_gateway_says_when_to_come_again() -> None:
    outside, _, rest = ROUTES.partition("location @again {")
    again = rest.partition("\n}")[0]
    said = re.search(r"return (\d+) '(.+)';", again)
    title = Overloaded.title.zh

    assert said
    assert "error_page 502 503 504 = @again;" in outside
    assert "proxy_intercept_errors" not in ROUTES
    assert f"default_type {MEDIA_TYPE};" in again
    assert json.loads(said[2]) == {
        "type": f"urn:xuefen:problem:{Overloaded.slug()}",
        "title": title,
        "status": int(said[1]),
        "detail": title,
        "instance": "about:blank",
    }
    assert int(said[1]) == Overloaded.status
    # Said outside of every place, beside what https.conf says there; empty where nothing is to be said.
    assert 'set $again "";\nadd_header Retry-After $again always;\n' in outside
    assert f"set $again {Overloaded.retry_after};" in again


def test_the_address_of_a_calendar_stands_in_no_log() -> None:
    (place,) = re.findall(r"^location \^~ (/registration/\S+) \{\n    access_log off;", ROUTES, re.M)
    again = ROUTES.partition("location @again {")[2].partition("\n}")[0]

    assert f"if ($uri ~ ^{place}) {{\n        access_log off;" in again
    # Below that it tells whole requests.
    assert re.search(r"^error_log /dev/stderr crit;$", ROUTES, re.M)
    assert _paths_of("calendars") == [place]
    apart, all_of_it = resource("Ingress", "calendars"), resource("Ingress", "xuefen")
    assert apart["metadata"]["annotations"]["nginx.ingress.kubernetes.io/enable-access-log"] == "false"
    assert apart["spec"]["tls"] == all_of_it["spec"]["tls"]
    assert apart["spec"]["rules"][0]["host"] == all_of_it["spec"]["rules"][0]["host"]


def test_a_cluster_s_gateway_logs_no_person_and_hands_on_no_foreign_trace() -> None:
    told = resource("ConfigMap", "ingress-nginx-controller")["data"]
    gone = re.findall(r'proxy_set_header (\w+) "";', ROUTES)

    assert json.loads(re.sub(r":\$\w+", ":0", told["log-format-upstream"])).keys() == {
        "at", "request_id", "method", "path", "status", "seconds", "bytes",
    }  # fmt: skip
    assert not {"$request", "$request_uri", "$args", "$query_string", "$http_referer"} & set(
        re.findall(r"\$\w+", told["log-format-upstream"])
    )
    assert told["log-format-escape-json"] == "true"
    assert told["error-log-level"] == "crit"
    assert told["proxy-set-headers"] == "ingress-nginx/not-from-outside"
    assert resource("ConfigMap", "not-from-outside")["data"] == dict.fromkeys(gone, "")


def test_the_gateway_says_itself_from_where_somebody_comes_and_which_request_it_is() -> None:
    for line in (
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header X-Request-Id $request_id;",
        'proxy_set_header traceparent "";',
    ):
        assert line in ROUTES
    for name in ("http", "https"):
        # What stands after the question mark may be a person's name.
        text = (ROOT / "deploy" / "gateway" / f"{name}.conf").read_text(encoding="utf-8")
        assert "$uri" in text
        assert not {"$request", "$args", "$query_string"} & set(re.findall(r"\$\w+", text.split("server {")[0]))
