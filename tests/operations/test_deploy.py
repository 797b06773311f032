"""What lies in deploy/ and stands in docs/operations names only what there is."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import jsonschema_rs
import pytest
import yaml
from django.conf import settings

from dinghuo.integration.actions.imports import start_import
from dinghuo.local.places import ROOT
from dinghuo.operations import figures

DEPLOY, DOCS = ROOT / "deploy", ROOT / "docs" / "operations"
FOUND = (
    "dinghuo_database_up",
    "dinghuo_queue_jobs",
    "dinghuo_queue_lag_seconds",
    "dinghuo_process_memory_bytes",
)
SESSIONS = ("dinghuo_database_sessions", "dinghuo_database_sessions_most")
METRIC = re.compile(r"\bdinghuo_[a-z_]+")
READ = re.compile(r"\b(?:DINGHUO_[A-Z_]+|DATABASE_URL|DJANGO_SETTINGS_MODULE)\b")


def metrics() -> set[str]:
    """Every name that /metrics has."""
    names = {*FOUND, *SESSIONS}
    for name, (metric, _words, _labels) in figures.COUNTED.items():
        ends = ("_bucket", "_sum", "_count") if name.endswith("durations") else ("_total",)
        names |= {f"{metric}{end}" for end in ends}
    return names


def test_alerts_ask_for_figures_there_are_and_name_a_section():
    rules = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text())["groups"][0]["rules"]
    asked = {name for rule in rules for name in METRIC.findall(rule["expr"])}
    assert asked <= metrics()
    heads = re.findall(r"^## (.+)$", (DOCS / "runbook.md").read_text(), re.MULTILINE)
    anchors = {re.sub(r"[^a-z -]", "", head.lower()).replace(" ", "-") for head in heads}
    assert {rule["annotations"]["runbook"].partition("#")[2] for rule in rules} <= anchors


def test_the_dashboard_asks_for_figures_there_are():
    panels = json.loads((DEPLOY / "grafana" / "dinghuo.json").read_text())["panels"]
    asked = {
        name for panel in panels for target in panel["targets"] for name in METRIC.findall(target["expr"])
    }
    assert asked <= metrics()
    assert len(panels) > 8


def test_every_figure_is_described():
    text = (DOCS / "watching.md").read_text()
    bare = {re.sub(r"_(bucket|sum|count)$", "", name) for name in metrics()} - {
        "dinghuo_database_sessions_most"
    }
    assert not [name for name in bare if f"`{name}`" not in text]


@pytest.mark.parametrize("unit", sorted((DEPLOY / "systemd").glob("*.service")), ids=lambda unit: unit.stem)
def test_units_run_what_there_is(unit: Path):
    programs = re.findall(r"^ExecStart=/opt/dinghuo/(\S+)", unit.read_text(), re.MULTILINE)
    assert programs
    assert all((ROOT / program).exists() for program in programs)


@pytest.mark.parametrize("unit", sorted((DEPLOY / "systemd").iterdir()), ids=lambda unit: unit.name)
def test_systemd_understands_its_units(unit: Path, tmp_path: Path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd isn't installed")
    # The program lies elsewhere on the machine of a test.
    (tmp_path / unit.name).write_text(unit.read_text().replace("/opt/dinghuo/", f"{ROOT}/"))
    for other in unit.parent.iterdir():
        if other != unit:
            (tmp_path / other.name).write_text(other.read_text().replace("/opt/dinghuo/", f"{ROOT}/"))
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_prometheus_understands_its_files(tmp_path: Path):
    if shutil.which("promtool") is None:
        pytest.skip("Prometheus isn't installed")
    for file in (DEPLOY / "prometheus").iterdir():
        # Where the token lies on a server.
        text = file.read_text().replace("/var/lib/dinghuo/metrics-token", f"{tmp_path}/metrics-token")
        (tmp_path / file.name).write_text(text)
    (tmp_path / "metrics-token").write_text("token")
    for what, name in (("rules", "alerts.yml"), ("config", "prometheus.yml")):
        command = ["promtool", "check", what, str(tmp_path / name)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_pages_name_commands_there_are():
    text = "\n".join(page.read_text() for page in DOCS.glob("*.md"))
    named = set(re.findall(r"(?<!local/)\bbin/([a-z]+)", text))
    named |= set(re.findall(r"(?:^|`)dinghuo ([a-z]+)\b", text, re.MULTILINE))
    assert named <= {file.name for file in (ROOT / "bin").iterdir()}


def test_variables_are_read_by_the_program():
    sources = [*ROOT.glob("dinghuo/settings/*.py"), *ROOT.glob("dinghuo/local/*.py"), ROOT / "manage.py"]
    sources += [*ROOT.glob("dinghuo/operations/**/*.py"), ROOT / "bin" / "setup"]
    program = "\n".join(file.read_text() for file in sources)
    named = set(READ.findall((DEPLOY / "environment").read_text() + (DEPLOY / "compose.yaml").read_text()))
    assert {name for name in named if name not in program} == set()


def test_containers_are_of_one_program():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert set(services) == {"database", "setup", "web", "worker", "proxy"}
    for name in ("setup", "web", "worker"):
        assert (ROOT / services[name]["command"][0]).exists()


def test_the_compose_file_is_one():
    """Held against the part of the Compose specification that it uses: a word that isn't in it is a mistake."""
    found = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    validator = jsonschema_rs.validator_for(
        json.loads((Path(__file__).parent / "compose.schema.json").read_text())
    )
    assert [f"{list(each.instance_path)}: {each.message}" for each in validator.iter_errors(found)] == []
    for name, service in found["services"].items():
        assert set(service.get("depends_on", ())) <= set(found["services"]), name
        named = {volume.split(":")[0] for volume in service.get("volumes", ())}
        assert {each for each in named if not each.startswith((".", "/"))} <= set(found["volumes"]), name
    broken = {"services": {"web": {"image": "dinghuo", "comand": ["bin/serve"]}}}
    assert not validator.is_valid(broken)


def test_proxies_take_what_the_program_takes():
    most = settings.UPLOAD_MOST_BYTES // 1024**2
    assert start_import.MOST_BYTES + start_import.MOST_PICTURE_BYTES < settings.UPLOAD_MOST_BYTES
    assert f"client_max_body_size {most}m;" in (DEPLOY / "nginx.conf").read_text()
    assert f"max_size {most}MiB" in (DEPLOY / "Caddyfile").read_text()


@pytest.mark.parametrize("proxy", ["Caddyfile", "nginx.conf"])
def test_proxies_set_what_the_program_believes_and_keep_figures_inside(proxy: str):
    text = (DEPLOY / proxy).read_text()
    assert "X-Real-IP" in text
    assert "X-Forwarded-Proto" in text
    assert "/metrics" in text
