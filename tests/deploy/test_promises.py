"""What the deployment's files promise, read from them; and the checkers of each format, offline."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from services.cli.secrets import keep_secrets
from services.composed import FACTORIES
from services.platform.admission import Admission
from services.platform.settings import Settings
from tests.deploy.manifests import (
    COMPOSE,
    CONTAINERS,
    MANIFESTS,
    ON_DEMAND,
    OURS,
    ROOT,
    SERVING,
    WITH_FILES,
    container_of,
    gateway_waits,
    option_of,
    resource,
    seconds,
    transaction_timeout,
)
from workers.broker import TIME_LIMIT_MS


def checked(*command: str) -> None:
    """Run a checker that is installed beside us; its words are the failure."""
    program = Path(sys.executable).with_name(command[0])
    done = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


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
    # Killed later than it stops waiting; it waits longer than the longest transaction may last, and a service longer
    # than the gateway waits for it.
    words = CONTAINERS[name]["command"]
    longest = transaction_timeout()
    if name in FACTORIES:
        graceful = option_of(words, "--timeout-graceful-shutdown")
        longest = gateway_waits()
    elif name == "worker":
        graceful = float(words[words.index("--worker-shutdown-timeout") + 1]) / 1000
        assert graceful > TIME_LIMIT_MS / 1000
    else:
        graceful = 30.0

    assert seconds(CONTAINERS[name]["stop_grace_period"]) > graceful > longest


@pytest.mark.parametrize("name", FACTORIES)
def test_too_many_at_once_are_turned_away_before_anything_is_spent_on_them(name: str) -> None:
    of_the_image = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8").rpartition("CMD ")[2]
    for words in (
        CONTAINERS[name]["command"],
        container_of(resource("Deployment", name))["command"],
        json.loads(of_the_image),
    ):
        assert words[words.index("--http") + 1] == f"{Admission.__module__}:{Admission.__qualname__}"


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
    # The server that Postgres's image starts for a moment, to make the database, listens to no address.
    assert "-h 127.0.0.1" in " ".join(CONTAINERS["postgres"]["healthcheck"]["test"])
    asked = {name for name, one in CONTAINERS.items() if one["restart"] != "no"}
    assert {name for name, one in CONTAINERS.items() if "healthcheck" in one} == asked
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
        key: value.replace("${KEEP:-7}", "7") for key, value in compose["environment"].items() if key != "PGHOST"
    }
    # A restore begins when a person says so, and to a moment that a person named.
    assert one["spec"].get("suspend", False) == (name == "restore")
    assert container["command"][1:] == (["$(TO)"] if name == "restore" else ["once"])
