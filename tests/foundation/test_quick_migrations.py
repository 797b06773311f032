"""Models that migrations change in their place are what Django would have rendered anew."""

from typing import Any

import pytest
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from dinghuo.foundation.quick_migrations import QuickState


@pytest.fixture(scope="module")
def states() -> tuple[QuickState, ProjectState]:
    """The state after all migrations, changed step by step with its models rendered, and Django's."""
    loader = MigrationLoader(None)
    quick = QuickState.of(ProjectState(real_apps=loader.unmigrated_apps))
    assert "apps" not in quick.__dict__
    rendered = quick.apps
    for key in loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True):
        migration = loader.graph.nodes[key]
        for operation in migration.operations:
            operation.state_forwards(migration.app_label, quick)
    assert quick.apps is rendered
    return quick, loader.project_state()


def test_django_finds_no_difference_between_the_states(states):
    quick, plain = states
    assert len(plain.models) > 100
    assert MigrationAutodetector(quick, plain)._detect_changes() == {}
    assert MigrationAutodetector(plain, quick)._detect_changes() == {}


def test_the_rendered_models_are_the_same(states):
    quick, plain = states
    for key in plain.models:
        assert _told(quick.apps.get_model(*key)) == _told(plain.apps.get_model(*key)), key


def test_a_clone_renders_anew(states):
    quick, _plain = states
    clone = quick.clone()
    assert type(clone) is ProjectState
    before = quick.apps.get_model("organisations", "organisation")
    clone.alter_model_options("organisations", "organisation", {"ordering": ["name"]})
    assert clone.apps.get_model("organisations", "organisation") is not before
    assert quick.apps.get_model("organisations", "organisation") is before


def _told(model: Any) -> dict[str, Any]:
    written = MigrationAutodetector(ProjectState(), ProjectState()).deep_deconstruct
    return {
        "table": model._meta.db_table,
        "fields": [(each.name, each.column, written(each)) for each in model._meta.local_fields],
        "constraints": [each.deconstruct() for each in model._meta.constraints],
        "indexes": [each.deconstruct() for each in model._meta.indexes],
        "pointed to by": {
            (each.related_model._meta.label_lower, each.field.name)
            for each in model._meta.get_fields(include_hidden=True)
            if each.auto_created and each.is_relation and not each.concrete
        },
    }
