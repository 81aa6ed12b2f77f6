"""What the deployment's files promise, read from them; and the checkers of each format, offline."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.cli.secrets import keep_secrets
from services.composed import FACTORIES
from services.platform.settings import Settings
from workers.broker import TIME_LIMIT_MS

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
OURS = [name for name, one in CONTAINERS.items() if "xuefen" in one["image"]]
SERVING = [*FACTORIES, "worker", "relay"]
# Who opens the file store: uploads, exports, prints and archives, and the worker that makes these.
WITH_FILES = {"assessment", "ledger", "worker", "tools", "mover"}


def checked(*command: str) -> None:
    """Run a checker that is installed beside us; its words are the failure."""
    program = Path(sys.executable).with_name(command[0])
    done = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def seconds(text: str) -> float:
    return float(text.removesuffix("s"))


def test_the_image_s_recipe_is_sound() -> None:
    checked("hadolint", "deploy/Dockerfile")


def test_the_compose_file_keeps_to_its_specification() -> None:
    checked("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml")


def test_two_hosts_reach_each_other_s_postgres_by_a_private_address_alone() -> None:
    checked("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "deploy/standby.yml")
    (added,) = yaml.safe_load((ROOT / "deploy" / "standby.yml").read_text(encoding="utf-8"))["services"].items()

    # Without an address Docker would open it to the world.
    assert added[0] == "postgres"
    assert [port.split(":", 1)[0] for port in added[1]["ports"]] == ["${STANDBY_AT"]
    assert all(":?" in port and port.endswith(":5432:5432") for port in added[1]["ports"])


def test_the_manifests_keep_to_kubernetes_schemas() -> None:
    # Kustomize's own file is of no kind that the cluster knows.
    kinds = [path for path in (*MANIFESTS, *ON_DEMAND) if path.stem != "kustomization"]
    checked("kubernetes-validate", "--strict", *map(str, kinds))


def test_the_image_runs_as_nobody_special_and_builds_with_old_builders() -> None:
    lines = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8").splitlines()
    words = [line.split() for line in lines if line and not line.startswith("#")]

    assert ["USER", "10001"] in words
    assert words.index(["USER", "10001"]) > max(place for place, line in enumerate(words) if line[0] == "COPY")
    assert not any("<<" in word or word.startswith("--link") for line in words for word in line)
    assert [line[1][0] for line in words if line[0] in ("CMD", "ENTRYPOINT")] == ["["]
    assert any("--require-hashes" in line for line in words)
    # What could install something never was in the one stage, and is gone from the other.
    assert any("--without-pip" in line for line in words)
    assert any("uninstall" in line and "pip" in line for line in words)


@pytest.mark.parametrize("name", [*OURS, "gateway"])
def test_a_container_of_ours_can_write_nothing_and_become_nobody(name: str) -> None:
    one = CONTAINERS[name]

    assert one["read_only"] is True
    assert one["cap_drop"] == ["ALL"]
    assert one["security_opt"] == ["no-new-privileges:true"]
    assert all("size=" in place for place in one["tmpfs"])
    assert "privileged" not in one
    if name in OURS:
        assert one["user"].split(":")[0] == "10001"


@pytest.mark.parametrize("name", CONTAINERS)
def test_every_container_is_bounded(name: str) -> None:
    one = CONTAINERS[name]

    assert one["mem_limit"]
    assert one["pids_limit"] >= 16
    assert one["security_opt"] == ["no-new-privileges:true"]
    assert one["cap_drop"] == ["ALL"]
    assert ":" in one["image"]
    # Whoever is to run runs again; whoever has something to do once is called.
    once = name in ("storage", "migrate") or "tools" in one.get("profiles", [])
    assert one["restart"] == ("no" if once else "unless-stopped")
    if not once:
        assert one["logging"]["options"]["max-size"]


@pytest.mark.parametrize("name", SERVING)
def test_who_is_told_to_end_has_the_time_to(name: str) -> None:
    # Killed later than it stops waiting; it waits longer than the longest transaction may last.
    words = CONTAINERS[name]["command"]
    longest = _transaction_timeout()
    if name in FACTORIES:
        graceful = float(words[words.index("--timeout-graceful-shutdown") + 1])
    elif name == "worker":
        graceful = float(words[words.index("--worker-shutdown-timeout") + 1]) / 1000
        assert graceful > TIME_LIMIT_MS / 1000
    else:
        graceful = 30.0

    assert seconds(CONTAINERS[name]["stop_grace_period"]) > graceful > longest


def _transaction_timeout() -> float:
    first = (ROOT / "migrations" / "versions" / "0001_platform.py").read_text(encoding="utf-8")
    found = re.search(r'"transaction_timeout": "(\d+)s"', first)
    assert found
    return float(found[1])


def test_the_queue_evicts_nothing_and_keeps_what_it_was_given() -> None:
    for words in (CONTAINERS["valkey"]["command"], container_of(resource("StatefulSet", "valkey"))["command"]):
        options = dict(zip(words[1::2], words[2::2], strict=True))
        assert options["--maxmemory-policy"] == "noeviction"
        assert options["--appendonly"] == "yes"
        assert options["--appendfsync"] == "everysec"
        assert options["--maxmemory"] == "256mb"
    assert "valkey:/data" in CONTAINERS["valkey"]["volumes"]


def test_database_and_queue_are_reached_from_within_only() -> None:
    assert COMPOSE["networks"]["inner"] == {"internal": True}
    for name in ("postgres", "valkey", "prometheus"):
        assert CONTAINERS[name]["networks"] == ["inner"]
        assert "ports" not in CONTAINERS[name]
    assert CONTAINERS["gateway"]["networks"] == ["outer"]
    published = {name for name, one in CONTAINERS.items() if "ports" in one}
    assert published == {"gateway", "grafana"}
    assert all(port.startswith("127.0.0.1:") for port in CONTAINERS["grafana"]["ports"])


def test_what_is_written_is_archived_and_backed_up() -> None:
    words = CONTAINERS["postgres"]["command"]

    assert "archive_mode=on" in words
    assert any("synchronous_commit" in word or "fsync" in word for word in words) is False
    assert {"archive:/archive", "backups:/backups"} <= set(CONTAINERS["backup"]["volumes"])
    # A night without a backup is seen.
    assert "-mmin -1560" in CONTAINERS["backup"]["healthcheck"]["test"][1]


@pytest.mark.parametrize("name", OURS)
def test_who_keeps_files_has_the_volume_of_all(name: str) -> None:
    assert ("files:/files" in CONTAINERS[name].get("volumes", [])) == (name in WITH_FILES)
    if name in WITH_FILES:
        assert CONTAINERS[name]["environment"]["FILE_STORE"] == "${FILE_STORE:-/files}"
    # The keys of a bucket are for them, too, and for nobody else.
    assert ("env_file" in CONTAINERS[name]) == (name in WITH_FILES)


def test_all_start_in_order_and_are_asked_how_they_are() -> None:
    for name in SERVING:
        one = CONTAINERS[name]
        assert one["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
        path = "/readyz" if name in FACTORIES else "/livez"
        assert path in " ".join(one["healthcheck"]["test"])
    assert CONTAINERS["migrate"]["depends_on"]["postgres"] == {"condition": "service_healthy"}
    assert set(CONTAINERS["gateway"]["depends_on"]) == set(FACTORIES)


def test_every_secret_can_be_made_and_every_setting_exists(tmp_path: Path) -> None:
    made = {path.name for path in keep_secrets(tmp_path / "secrets").iterdir()}
    known = {name.upper() for name in Settings.model_fields}
    other = {"OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG", "FORWARDED_ALLOW_IPS"}

    assert set(COMPOSE["secrets"]) == made | {"postgres_password", "database_url", "wechat_app_secret", "sms_token"}
    for name in OURS:
        named = {word for word in CONTAINERS[name]["environment"] if not word.startswith("dramatiq_")}
        assert named - known - other == set(), name
        assert set(CONTAINERS[name]["secrets"]) <= set(COMPOSE["secrets"])
    assert set(resource("ConfigMap", "xuefen")["data"]) - known - other == set()


def test_the_gateway_waits_longer_than_a_request_may_last() -> None:
    named = re.compile(r"^_LONGEST_SECONDS(?:: Final)? = ([\d_]+)", re.M)
    of_all = [
        int(seconds) for path in (ROOT / "services").rglob("*.py") for seconds in named.findall(path.read_text("utf-8"))
    ]
    # An hour and more has who is asked at a terminal.
    longest = max(one for one in of_all if one < 3600)
    routes = (ROOT / "deploy" / "gateway" / "routes.conf").read_text(encoding="utf-8")
    (waits,) = re.findall(r"proxy_read_timeout (\w+);", routes)
    told = resource("Ingress", "xuefen")["metadata"]["annotations"]["nginx.ingress.kubernetes.io/proxy-read-timeout"]

    assert len(of_all) > 10
    assert seconds(waits) == float(told) > longest > _transaction_timeout()


def test_nobody_reaches_health_or_metrics_through_the_gateway() -> None:
    routes = (ROOT / "deploy" / "gateway" / "routes.conf").read_text(encoding="utf-8")
    places = re.findall(r"^location (?:[~^=]+ )?(\S+) \{", routes, re.M)
    named = "|".join(FACTORIES)

    assert places == [
        r"^/assessment/v1/districts/\d+/files$",
        f"^/({named})/",
        "/registration/v1/calendars/",
        "/",
    ]
    assert "return 404" in routes.split("location / {")[1]
    paths = [path["path"] for path in resource("Ingress", "xuefen")["spec"]["rules"][0]["http"]["paths"]]
    assert paths == [f"/{name}/" for name in FACTORIES]


def test_the_gateway_says_itself_from_where_somebody_comes_and_which_request_it_is() -> None:
    routes = (ROOT / "deploy" / "gateway" / "routes.conf").read_text(encoding="utf-8")

    for line in (
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header X-Request-Id $request_id;",
        'proxy_set_header traceparent "";',
    ):
        assert line in routes
    for name in ("http", "https"):
        # What stands after the question mark may be a person's name.
        text = (ROOT / "deploy" / "gateway" / f"{name}.conf").read_text(encoding="utf-8")
        assert "$uri" in text
        assert not {"$request", "$args", "$query_string"} & set(re.findall(r"\$\w+", text.split("server {")[0]))


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


PODS = [one for one in RESOURCES if one["kind"] in ("Deployment", "StatefulSet", "Job", "CronJob")]


def test_kustomize_names_every_file_but_itself() -> None:
    named = resource_of_kustomize()["resources"]

    assert sorted(named) == sorted(path.name for path in MANIFESTS if path.stem != "kustomization")


def resource_of_kustomize() -> dict[str, Any]:
    return next(one for one in RESOURCES if one["kind"] == "Kustomization")


@pytest.mark.parametrize("one", PODS, ids=lambda one: str(one["metadata"]["name"]))
def test_a_pod_can_write_nothing_and_become_nobody(one: dict[str, Any]) -> None:
    pod, container = pod_of(one)["spec"], container_of(one)

    assert pod["securityContext"]["runAsNonRoot"] is True
    # Postgres's image keeps its files as user 999; who restores them is no other.
    least = 999 if container["image"].startswith("postgres:") else 10_001
    assert pod["securityContext"]["runAsUser"] >= least
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert container["resources"]["limits"]["memory"]
    assert container["resources"]["requests"]["cpu"]


@pytest.mark.parametrize("name", SERVING)
def test_a_pod_runs_what_the_container_runs_with_the_same_secrets(name: str) -> None:
    one = resource("Deployment", name)
    container, pod = container_of(one), pod_of(one)["spec"]
    mounted = {place["mountPath"] for place in container["volumeMounts"]}

    assert container["command"] == CONTAINERS[name]["command"]
    items = next(volume for volume in pod["volumes"] if volume["name"] == "secrets")["secret"]["items"]
    assert [item["key"] for item in items] == CONTAINERS[name]["secrets"]
    assert ("/files" in mounted) == (name in WITH_FILES)
    assert container["livenessProbe"]["httpGet"]["path"] == "/livez"
    if name in FACTORIES:
        words = container["command"]
        graceful = float(words[words.index("--timeout-graceful-shutdown") + 1])
        assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
        before = container["lifecycle"]["preStop"]["sleep"]["seconds"]
        assert pod["terminationGracePeriodSeconds"] >= before + graceful
    else:
        assert pod["terminationGracePeriodSeconds"] > TIME_LIMIT_MS / 1000


def test_the_doctor_comes_when_called_and_knows_every_secret() -> None:
    one = resource("CronJob", "doctor")
    items = next(volume for volume in pod_of(one)["spec"]["volumes"] if volume["name"] == "secrets")["secret"]["items"]

    assert one["spec"]["suspend"] is True
    assert [item["key"] for item in items] == CONTAINERS["tools"]["secrets"]
    assert container_of(one)["command"] == CONTAINERS["tools"]["command"]


def test_the_mover_waits_for_the_migrator_with_the_keys_that_move() -> None:
    one = resource("Job", "mover")
    container, pod = container_of(one), pod_of(one)["spec"]
    items = next(volume for volume in pod["volumes"] if volume["name"] == "secrets")["secret"]["items"]

    assert [item["key"] for item in items] == CONTAINERS["mover"]["secrets"]
    assert container["command"] == ["sleep", str(one["spec"]["activeDeadlineSeconds"])]
    assert container["env"] == container_of(resource("Job", "migrate"))["env"]
    assert {"/files", "/moved"} <= {place["mountPath"] for place in container["volumeMounts"]}
    # What is of persons ends with the pod.
    assert next(volume for volume in pod["volumes"] if volume["name"] == "moved")["emptyDir"]["sizeLimit"]


@pytest.mark.parametrize(("kind", "name"), [("CronJob", "backup"), ("Job", "restore")])
def test_a_cluster_s_postgres_is_backed_up_and_restored_by_the_same_scripts(kind: str, name: str) -> None:
    one, compose = resource(kind, name), CONTAINERS[name]
    container = container_of(one)
    given = {variable["name"]: variable.get("value") for variable in container["env"]}
    mounted = {place["mountPath"]: place.get("readOnly", False) for place in container["volumeMounts"]}
    beside = {volume.split(":")[1]: volume.endswith(":ro") for volume in compose["volumes"]}

    assert container["image"] == compose["image"]
    assert container["command"][0].removeprefix("/scripts") == compose["entrypoint"][0]
    assert (ROOT / "deploy" / "postgres" / f"{name}.sh").exists()
    assert {path: mounted[path] for path in beside if path in mounted} == {
        path: closed for path, closed in beside.items() if not path.endswith(".sh")
    }
    assert {key: given[key] for key in compose["environment"] if key != "PGHOST"} == {
        key: value for key, value in compose["environment"].items() if key != "PGHOST"
    }
    # A restore begins when a person says so, and to a moment that a person named.
    assert one["spec"].get("suspend", False) == (name == "restore")
    assert container["command"][1:] == (["$(TO)"] if name == "restore" else ["once"])


@pytest.mark.parametrize("name", [*FACTORIES, "worker"])
def test_more_than_one_copy_serves_while_nodes_come_and_go(name: str) -> None:
    assert resource("PodDisruptionBudget", name)["spec"]["maxUnavailable"] == 1
    scaled = resource("HorizontalPodAutoscaler", name)["spec"]
    assert scaled["scaleTargetRef"] == {"apiVersion": "apps/v1", "kind": "Deployment", "name": name}
    assert scaled["maxReplicas"] > scaled["minReplicas"] >= 2
    assert "replicas" not in resource("Deployment", name)["spec"]
    assert resource("Deployment", name)["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0


def _mounts_files(container: dict[str, Any]) -> bool:
    return "/files" in {place["mountPath"] for place in container["volumeMounts"]}


def _knows_the_bucket(container: dict[str, Any]) -> bool:
    return {"secretRef": {"name": "bucket", "optional": True}} in container.get("envFrom", [])


def test_nobody_talks_to_anybody_who_is_not_named() -> None:
    closed = resource("NetworkPolicy", "nothing")["spec"]
    assert closed == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    policies = [one for one in RESOURCES if one["kind"] == "NetworkPolicy"]
    known = {pod_of(one)["metadata"]["labels"]["app.kubernetes.io/name"] for one in PODS}
    named = {
        value
        for one in policies
        for expression in one["spec"]["podSelector"].get("matchExpressions", [])
        for value in expression["values"]
    }
    assert named <= known
    # The file store may be a bucket.
    outward = resource("NetworkPolicy", "outside")["spec"]["podSelector"]["matchExpressions"][0]["values"]
    with_files, with_keys = (
        {pod_of(one)["metadata"]["labels"]["app.kubernetes.io/name"] for one in PODS if has(container_of(one))}
        for has in (_mounts_files, _knows_the_bucket)
    )
    assert with_files == with_keys
    assert with_files | {"directory"} == set(outward)
    # Into private networks nothing leads but the database: a webhook finds nobody there.
    outside = resource("NetworkPolicy", "outside")["spec"]["egress"][0]["to"][0]["ipBlock"]["except"]
    assert {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10"} <= set(outside)
