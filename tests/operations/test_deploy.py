"""What lies in deploy/ and stands in docs/operations names only what there is."""

import json
import re
from pathlib import Path

import pytest
import yaml

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


@pytest.mark.parametrize("proxy", ["Caddyfile", "nginx.conf"])
def test_proxies_set_what_the_program_believes_and_keep_figures_inside(proxy: str):
    text = (DEPLOY / proxy).read_text()
    assert "X-Real-IP" in text
    assert "X-Forwarded-Proto" in text
    assert "/metrics" in text
