"""The deployment's files as they are read: the compose file, the manifests and the gateway's routes."""

import re
from pathlib import Path
from typing import Any

import yaml

from services.composed import FACTORIES

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
CONTAINERS: dict[str, dict[str, Any]] = COMPOSE["services"]
KUBERNETES = ROOT / "deploy" / "kubernetes"
MANIFESTS = sorted(KUBERNETES.glob("*.yaml"))
# What a person applies when it is needed, and kustomize never.
ON_DEMAND = sorted((KUBERNETES / "on-demand").glob("*.yaml"))
RESOURCES: list[dict[str, Any]] = [
    resource for path in (*MANIFESTS, *ON_DEMAND) for resource in yaml.safe_load_all(path.read_text(encoding="utf-8"))
]
ROUTES = (ROOT / "deploy" / "gateway" / "routes.conf").read_text(encoding="utf-8")
OURS = [name for name, one in CONTAINERS.items() if "xuefen" in one["image"]]
SERVING = [*FACTORIES, "worker", "relay"]
# Who opens the file store: uploads, exports, prints and archives, and the worker that makes these.
WITH_FILES = {"assessment", "ledger", "worker", "tools", "mover"}


def named(one: dict[str, Any]) -> str:
    return str(one["metadata"]["name"])


def seconds(text: str) -> float:
    return float(text.removesuffix("s"))


def option_of(words: list[str], name: str) -> float:
    return float(words[words.index(name) + 1])


def gateway_waits() -> float:
    (waits,) = re.findall(r"proxy_read_timeout (\w+);", ROUTES)
    return seconds(waits)


def transaction_timeout() -> float:
    first = (ROOT / "migrations" / "versions" / "0001_platform.py").read_text(encoding="utf-8")
    found = re.search(r'"transaction_timeout": "(\d+)s"', first)
    assert found
    return float(found[1])


def resource(kind: str, name: str) -> dict[str, Any]:
    return next(one for one in RESOURCES if one["kind"] == kind and one["metadata"]["name"] == name)


def pod_of(one: dict[str, Any]) -> dict[str, Any]:
    spec: dict[str, Any] = one["spec"]
    if one["kind"] == "CronJob":
        spec = spec["jobTemplate"]["spec"]
    template: dict[str, Any] = spec["template"]
    return template


def container_of(one: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = pod_of(one)["spec"]["containers"][0]
    return found


def labels_of(one: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = one["metadata"]["labels"]
    return found


PODS = [one for one in RESOURCES if one["kind"] in ("Deployment", "StatefulSet", "Job", "CronJob")]
