"""What the manifests for Kubernetes promise: the same as the compose file, and what a cluster has beside it."""

import re
from typing import Any

import pytest
import yaml

from services.composed import FACTORIES
from services.platform.settings import Settings
from tests.deploy.manifests import (
    CONTAINERS,
    KUBERNETES,
    MANIFESTS,
    PODS,
    RESOURCES,
    ROOT,
    SERVING,
    WITH_FILES,
    container_of,
    labels_of,
    named,
    option_of,
    pod_of,
    resource,
)
from workers.broker import TIME_LIMIT_MS


def test_kustomize_names_every_file_but_itself() -> None:
    named = resource_of_kustomize()["resources"]

    assert sorted(named) == sorted(path.name for path in MANIFESTS if path.stem != "kustomization")


def resource_of_kustomize() -> dict[str, Any]:
    return next(one for one in RESOURCES if one["kind"] == "Kustomization")


def test_who_keeps_files_in_a_bucket_waits_for_no_storage() -> None:
    patches = yaml.safe_load((KUBERNETES / "bucket" / "kustomization.yaml").read_text(encoding="utf-8"))["patches"]
    claim, *others = [(one["target"], yaml.safe_load(one["patch"])) for one in patches]
    emptied = set()
    for target, patch in others:
        (named,) = re.findall(r"^app\.kubernetes\.io/name in \((.+)\)$", target["labelSelector"])
        emptied |= {(target["kind"], name) for name in named.split(", ")}
        (volume,) = pod_of(patch)["spec"]["volumes"]
        assert volume.pop("emptyDir")["sizeLimit"]
        assert volume == {"name": "files", "persistentVolumeClaim": None}

    told = (KUBERNETES / "kustomization.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(told.replace("\n# components:", "\ncomponents:"))["components"] == ["bucket"]
    assert claim[0] == {"kind": "PersistentVolumeClaim", "name": "files"}
    assert claim[1]["$patch"] == "delete"
    assert emptied == {
        (one["kind"], labels_of(one)["app.kubernetes.io/name"]) for one in PODS if _mounts_files(container_of(one))
    }


@pytest.mark.parametrize("one", [one for one in PODS if "fsGroup" in pod_of(one)["spec"]["securityContext"]], ids=named)
def test_what_is_stored_is_given_to_its_user_once_and_not_at_every_start(one: dict[str, Any]) -> None:
    pod = pod_of(one)["spec"]
    stored = "volumeClaimTemplates" in one["spec"] or any("persistentVolumeClaim" in one for one in pod["volumes"])

    assert (pod["securityContext"].get("fsGroupChangePolicy") == "OnRootMismatch") == stored


def test_operators_are_told_how_many_connections_there_may_be() -> None:
    size = int(resource("ConfigMap", "xuefen")["data"]["POOL_SIZE"])
    held = _connections(size)
    scaled = {one["metadata"]["name"]: one["spec"] for one in RESOURCES if one["kind"] == "HorizontalPodAutoscaler"}
    fewest, most = (
        sum(many * scaled.get(name, {end: 1})[end] for name, many in held.items())
        for end in ("minReplicas", "maxReplicas")
    )
    told = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    said = re.search(r"makes (\d+) at the fewest copies and (\d+) at the most .*?, (\d+) more while", told, re.S)
    enough = re.search(r"(\d+) for the fewest, (\d+) for the most", told)

    assert size == Settings.model_fields["pool_size"].default
    assert said
    assert enough
    assert [int(one) for one in said.groups()] == [fewest, most, sum(held.values())]
    assert all(
        int(given) > least + sum(held.values()) for given, least in zip(enough.groups(), (fewest, most), strict=True)
    )
    # On one host: up to ten, as it says beside.
    (given,) = re.findall(r"max_connections=(\d+)", " ".join(CONTAINERS["postgres"]["command"]))
    assert int(given) > sum(_connections(10).values()) + 10


def _connections(size: int) -> dict[str, int]:
    """Of each process: one beside for every service, another for the desk; a worker has a pool of each role."""
    services = {name: size + 1 + (name == "attendance") for name in FACTORIES}
    return services | {"worker": size * len(FACTORIES), "relay": size}


@pytest.mark.parametrize("one", PODS, ids=named)
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
        graceful = option_of(container["command"], "--timeout-graceful-shutdown")
        assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
        before = container["lifecycle"]["preStop"]["sleep"]["seconds"]
        assert pod["terminationGracePeriodSeconds"] > before + graceful
    else:
        assert pod["terminationGracePeriodSeconds"] > TIME_LIMIT_MS / 1000


def test_the_doctor_comes_when_called_and_knows_every_secret() -> None:
    one = resource("CronJob", "doctor")
    items = next(volume for volume in pod_of(one)["spec"]["volumes"] if volume["name"] == "secrets")["secret"]["items"]

    assert one["spec"]["suspend"] is True
    # Its jobs have names of their own, and go by themselves.
    assert one["spec"]["jobTemplate"]["spec"]["ttlSecondsAfterFinished"] > 0
    assert [item["key"] for item in items] == CONTAINERS["tools"]["secrets"]
    assert container_of(one)["command"] == CONTAINERS["tools"]["command"]


def test_the_mover_waits_for_the_migrator_with_the_keys_that_move() -> None:
    one = resource("CronJob", "mover")
    container, pod = container_of(one), pod_of(one)["spec"]
    items = next(volume for volume in pod["volumes"] if volume["name"] == "secrets")["secret"]["items"]

    assert one["spec"]["suspend"] is True
    assert [item["key"] for item in items] == CONTAINERS["mover"]["secrets"]
    assert container["command"] == ["sleep", str(one["spec"]["jobTemplate"]["spec"]["activeDeadlineSeconds"])]
    assert container["env"] == container_of(resource("Job", "migrate"))["env"]
    assert {"/files", "/moved"} <= {place["mountPath"] for place in container["volumeMounts"]}
    # What is of persons ends with the pod.
    assert next(volume for volume in pod["volumes"] if volume["name"] == "moved")["emptyDir"]["sizeLimit"]


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
