"""Registers the reactions, and tells the recorder which kinds of events have any."""

from django.apps import AppConfig


class ReactionsConfig(AppConfig):
    name = "dinghuo.reactions"
    label = "reactions"

    def ready(self) -> None:
        from dinghuo.foundation.record import kinds_with_reactions
        from dinghuo.reactions.table import TABLE

        kinds_with_reactions.update(TABLE)
