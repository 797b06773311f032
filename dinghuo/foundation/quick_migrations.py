"""Runs migrations without making every model anew for every step.

Django makes a model, and all that are related to it, again for each constraint, index, field or model that is added;
and all of ours are related, by companies and goods. Of the time that an empty database took, four fifths were that.
Here a rendered model gets what is new put in its place, as a class of the program gets a field.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


class QuickState(ProjectState):
    """The state that a plan forwards changes step by step. Its clones are Django's own: what they add renders anew."""

    _keeps_rendered = False

    @classmethod
    def of(cls, state: ProjectState) -> "QuickState":
        """The same state; its rendered models are this one's from now on."""
        quick = cls(models=state.models, real_apps=state.real_apps)
        quick.__dict__.update(state.__dict__)
        return quick

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """As Django's, unless whoever asks sees to the rendered model itself."""
        if not self._keeps_rendered:
            super().reload_model(app_label, model_name, delay)

    def add_model(self, model_state: Any) -> None:
        """As Django's; models that point to it find it by themselves."""
        with self._rendered_kept() as is_rendered:
            super().add_model(model_state)
        if is_rendered:
            model_state.render(self.apps)

    def add_field(
        self, app_label: str, model_name: str, name: str, field: Any, preserve_default: bool
    ) -> None:
        """As Django's."""
        with self._rendered_kept() as is_rendered:
            super().add_field(app_label, model_name, name, field, preserve_default)
        if is_rendered:
            kept = self.models[app_label, model_name].fields[name]
            self.apps.get_model(app_label, model_name).add_to_class(name, kept.clone())
            self.apps.clear_cache()

    def _append_option(self, app_label: str, model_name: str, option_name: str, obj: Any) -> None:
        with self._option_put(app_label, model_name, option_name):
            super()._append_option(app_label, model_name, option_name, obj)  # type: ignore[misc]  # Django has it, its stubs do not

    def _remove_option(self, app_label: str, model_name: str, option_name: str, obj_name: str) -> None:
        with self._option_put(app_label, model_name, option_name):
            super()._remove_option(app_label, model_name, option_name, obj_name)  # type: ignore[misc]  # the same

    @contextmanager
    def _option_put(self, app_label: str, model_name: str, option_name: str) -> Iterator[None]:
        with self._rendered_kept() as is_rendered:
            yield
        if is_rendered:
            options = self.apps.get_model(app_label, model_name)._meta
            setattr(options, option_name, self.models[app_label, model_name].options[option_name])

    @contextmanager
    def _rendered_kept(self) -> Iterator[bool]:
        """Whether models are rendered already; within this none is rendered anew."""
        self._keeps_rendered = True
        try:
            yield "apps" in self.__dict__
        finally:
            self._keeps_rendered = False


class QuickExecutor(MigrationExecutor):
    """Django's executor, whose plans forwards change a QuickState."""

    def migrate(
        self,
        targets: Any,
        plan: Any = None,
        state: ProjectState | None = None,
        fake: bool = False,
        fake_initial: bool = False,
    ) -> ProjectState:
        """As Django's."""
        quick = None if state is None else QuickState.of(state)
        return super().migrate(targets, plan, quick, fake, fake_initial)

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        state = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]  # the same
        return QuickState.of(state)
