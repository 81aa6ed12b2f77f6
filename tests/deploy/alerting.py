"""The alerts as Prometheus would hold them against what a process tells, of those that ask for one moment alone."""

import re
from pathlib import Path
from typing import Any

import yaml
from prometheus_client.parser import text_string_to_metric_families

ALERTS: list[dict[str, Any]] = [
    rule
    for group in yaml.safe_load(
        (Path(__file__).parents[2] / "deploy" / "prometheus" / "alerts.yml").read_text(encoding="utf-8")
    )["groups"]
    for rule in group["rules"]
]
_ABSENT = re.compile(r"absent\((\w+)\)")
_OLD = re.compile(r"time\(\) - max\((\w+)\) > (\d+)")
_MORE = re.compile(r"max\((\w+)\) > (\d+)")


def samples(told: str) -> dict[str, list[float]]:
    """The values of each metric, under whatever labels."""
    found: dict[str, list[float]] = {}
    for family in text_string_to_metric_families(told):
        for sample in family.samples:
            found.setdefault(sample.name, []).append(sample.value)
    return found


def holds(alert: str, told: str, *, at: float) -> bool:
    """Whether what this alert asks is so at that moment; how long it has to be so is not asked."""
    (asked,) = (rule["expr"].strip() for rule in ALERTS if rule["alert"] == alert)
    found = samples(told)
    return any(_is_so(one, found, at) for one in asked.split(" or "))


def _is_so(asked: str, found: dict[str, list[float]], at: float) -> bool:
    wanted, _, unless = asked.partition(" unless ")
    if unless:
        return _is_so(wanted, found, at) and not _is_so(unless, found, at)
    if said := _ABSENT.fullmatch(asked):
        return said[1] not in found
    if said := _OLD.fullmatch(asked):
        return said[1] in found and at - max(found[said[1]]) > float(said[2])
    said = _MORE.fullmatch(asked)
    assert said, f"{asked} asks for more than is read here"
    return max(found.get(said[1], [0.0])) > float(said[2])
