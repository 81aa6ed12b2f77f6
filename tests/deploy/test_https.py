"""Where the gateway has a certificate of its own, nobody is served without it, and browsers know that for a year."""

import re
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).parents[2]
GATEWAY: Final = ROOT / "deploy" / "gateway"


def test_every_answer_by_https_tells_to_come_by_https_only() -> None:
    told = (GATEWAY / "https.conf").read_text(encoding="utf-8")
    plain, encrypted = re.findall(r"^server \{\n(.*?)^\}", told, re.M | re.S)
    routes = (GATEWAY / "routes.conf").read_text(encoding="utf-8")
    header = re.search(r'add_header Strict-Transport-Security "max-age=(\d+)[^"]*" always;', encrypted)

    assert "listen 8080;" in plain
    assert "return 308 https://$host$request_uri;" in plain
    assert "proxy_pass" not in plain
    assert "include" not in plain
    assert "listen 8443 ssl;" in encrypted
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in encrypted
    assert header is not None
    assert int(header[1]) >= 365 * 24 * 3600
    # A header added in a place of its own would be there instead of those added outside of it.
    assert encrypted.count("add_header") == 1
    assert not re.search(r"^\s+add_header", routes, re.M)


def test_the_ingress_leaves_on_what_its_controller_says_by_itself() -> None:
    for ingress in yaml.safe_load_all((ROOT / "deploy" / "kubernetes" / "ingress.yaml").read_text(encoding="utf-8")):
        notes: dict[str, Any] = ingress["metadata"]["annotations"]

        assert notes["nginx.ingress.kubernetes.io/ssl-redirect"] == "true"
        assert ingress["spec"]["tls"][0]["hosts"] == [rule["host"] for rule in ingress["spec"]["rules"]]
        assert not [name for name in notes if "snippet" in name or "hsts" in name]
