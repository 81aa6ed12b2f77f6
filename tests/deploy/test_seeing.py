"""Dashboards and alerts ask only for what is really told, by labels that it really has."""

import json
import re
from pathlib import Path

import pytest
import yaml

from services.composed import FACTORIES
from services.platform import metrics
from tests.deploy.alerting import ALERTS
from workers import main, relay

ROOT = Path(__file__).parents[2]
DASHBOARDS = sorted((ROOT / "deploy" / "grafana" / "dashboards").glob("*.json"))
# What the process collector and Prometheus itself tell; every sample has the labels of who was asked.
BESIDE: dict[str, frozenset[str]] = {
    "up": frozenset(),
    "process_cpu_seconds_total": frozenset(),
    "process_resident_memory_bytes": frozenset(),
}
OF_EVERY_SAMPLE = {"instance", "job"}
FUNCTIONS = {
    "sum", "max", "min", "by", "without", "rate", "histogram_quantile", "topk", "time", "abs", "absent", "deriv", "or",
    "and", "unless", "changes", "max_over_time", "offset",
}  # fmt: skip


def known() -> dict[str, frozenset[str]]:
    # Whoever declares metrics has been imported by now.
    assert FACTORIES
    assert main.CONSUMERS
    assert relay.LAG
    return metrics.DECLARED | BESIDE


def queries_of(path: Path) -> list[str]:
    board = json.loads(path.read_text(encoding="utf-8"))
    asked = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    return asked + [re.sub(r"label_values\((\w+), (\w+)\)", r"sum by (\2) (\1)", one["definition"])
                    for one in board["templating"]["list"]]  # fmt: skip


QUERIES = [(path.stem, query) for path in DASHBOARDS for query in queries_of(path)] + [
    (rule["alert"], rule["expr"]) for rule in ALERTS
]


def faults_of(query: str) -> list[str]:
    """The names and labels of a query that nobody tells."""
    told, faults = known(), []
    selectors = re.findall(r"([a-zA-Z_:][\w:]*)\s*\{([^}]*)\}", query)
    bare = re.sub(r'"[^"]*"', '""', query)
    bare = re.sub(r"\{[^}]*\}", "", bare)
    groups = re.findall(r"\b(?:by|without)\s*\(([^)]*)\)", bare)
    rest = re.sub(r"\b(?:by|without)\s*\([^)]*\)", "", bare)
    rest = re.sub(r"\[[^\]]*\]|(?<=offset )\d+[smhdw]", "", rest)
    names = set(re.findall(r"[a-zA-Z_:][\w:]*", rest)) - FUNCTIONS
    faults += [f"nobody tells {name}" for name in sorted(names - set(told))]
    asked = names & set(told)
    for name, matchers in selectors:
        labels = set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", re.sub(r'"[^"]*"', '""', matchers)))
        faults += [f"{name} has no label {label}" for label in labels - told.get(name, frozenset()) - OF_EVERY_SAMPLE]
    labels_of_all = OF_EVERY_SAMPLE.union(*(told[name] for name in asked))
    for group in groups:
        wanted = {label.strip() for label in group.split(",")}
        faults += [f"nothing here has the label {label}" for label in wanted - labels_of_all]
    if bare.count("(") != bare.count(")"):
        faults.append("unbalanced")
    return faults


@pytest.mark.parametrize(("where", "query"), QUERIES)
def test_a_query_asks_for_what_is_told(where: str, query: str) -> None:
    assert faults_of(query) == [], where


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("rate(xuefen_request_total[5m])", "nobody tells xuefen_request_total"),
        ('xuefen_requests_total{operatoin="x"}', "xuefen_requests_total has no label operatoin"),
        ("sum by (district) (xuefen_queue_length)", "nothing here has the label district"),
        ("rat(xuefen_queue_length)", "nobody tells rat"),
        ("sum(xuefen_queue_length", "unbalanced"),
    ],
)
def test_the_check_sees_what_is_wrong(query: str, fault: str) -> None:
    assert faults_of(query) == [fault]


def test_every_metric_is_looked_at_somewhere() -> None:
    asked = " ".join(query for _, query in QUERIES)
    # Of a histogram, one of its three suffices.
    families = {re.sub(r"_(bucket|sum|count)$", "", name) for name in metrics.DECLARED}

    assert sorted(family for family in families if family not in asked) == []


# What ops ask, each with the metrics of which one is watched.
QUESTIONS = {
    "requests": "xuefen_requests_total xuefen_request_seconds xuefen_turned_away_total",
    "pool": "xuefen_pool_busy",
    "batch sizes": "xuefen_check_ins_together",
    "outbox lag": "xuefen_outbox_lag_seconds",
    "parked events": "xuefen_deliveries_parked",
    "queue length": "xuefen_queue_length",
    "archive of WAL": "xuefen_archived_timestamp_seconds xuefen_archive_failing xuefen_wal_bytes",
    "book seq": "xuefen_book_seq",
    "chain verification age": "xuefen_book_verified_timestamp_seconds",
    "standings lag": "xuefen_standings_lag_seconds",
    "webhooks": "xuefen_webhook_deliveries",
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_ops_ask_is_drawn_and_somebody_is_called_when_it_goes_wrong(question: str) -> None:
    drawn = " ".join(query for path in DASHBOARDS for query in queries_of(path))
    watched = " ".join(rule["expr"] for rule in ALERTS)

    for metric in QUESTIONS[question].split():
        assert metric in drawn
        assert metric in watched


def test_an_alert_says_what_it_means_in_both_languages_and_what_to_do() -> None:
    for rule in ALERTS:
        told = rule["annotations"]["summary"]
        assert re.search(r"[一-鿿]", told), rule["alert"]
        assert re.search(r"[a-z]{3}", re.sub(r"\{\{.*?\}\}", "", told)), rule["alert"]
        assert len(rule["annotations"]["description"]) > 30
        assert rule["labels"]["severity"] in ("page", "ticket")
    assert len({rule["alert"] for rule in ALERTS}) == len(ALERTS)


def test_labels_that_a_summary_names_are_there() -> None:
    for rule in ALERTS:
        named = set(re.findall(r"\$labels\.(\w+)", rule["annotations"]["summary"]))
        grouped = {label.strip() for group in re.findall(r"by \(([^)]*)\)", rule["expr"]) for label in group.split(",")}
        bare = set() if grouped else {
            label for name, labels in known().items() if name in rule["expr"] for label in labels
        }  # fmt: skip
        assert named <= grouped | bare | OF_EVERY_SAMPLE, rule["alert"]


def test_prometheus_asks_every_process() -> None:
    text = (ROOT / "deploy" / "prometheus" / "prometheus.yml").read_text(encoding="utf-8")
    targets = yaml.safe_load(text)["scrape_configs"][0]["static_configs"][0]["targets"]

    assert targets == [*(f"{name}:8000" for name in FACTORIES), "worker:9100", "relay:9100"]


def test_dashboards_are_told_apart_and_ask_one_source() -> None:
    boards = [json.loads(path.read_text(encoding="utf-8")) for path in DASHBOARDS]

    assert len({board["uid"] for board in boards}) == len(boards) == 3
    source = yaml.safe_load(
        (ROOT / "deploy" / "grafana" / "provisioning" / "datasources" / "prometheus.yml").read_text(encoding="utf-8")
    )["datasources"][0]
    for board in boards:
        assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
        assert {panel["datasource"]["uid"] for panel in board["panels"]} == {source["uid"]}
