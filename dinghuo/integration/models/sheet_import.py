"""A sheet that somebody brings: its file, what its columns mean, how far it is, and its rows."""

from django.db import models
from django.db.models import Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party
from dinghuo.integration.states import ImportKind, ImportState, RowState


class Import(MarketRow):
    """One upload. `options`: where its rows go (list, warehouse, storefront, seller). `columns`: what each heading
    means. `repairs`: cells typed over in the preview, by row and place. `chunks`: the last turn of each, and when it
    was applied. `plan` names the preview that is being made, so that an older one writes nothing more. `tries` counts
    how often the next part of the work was begun. Who uploaded it is `membership_id`; none: the program itself."""

    isolation = by_party("organisation_id")

    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=ImportState.UPLOADED.value)
    options = models.JSONField(default=dict)
    file_name = models.CharField(max_length=200)
    file = models.CharField(max_length=200)
    pictures = models.CharField(max_length=200, blank=True)
    headings = models.JSONField(default=list)
    heading_position = models.PositiveIntegerField(default=0)
    samples = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    repairs = models.JSONField(default=dict)
    chunks = models.JSONField(default=list)
    chunks_done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    refusal = models.CharField(max_length=400, blank=True)
    plan = models.UUIDField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    membership_id = models.UUIDField(null=True)
    person_name = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    uploaded_at = models.DateTimeField(default=now)
    began_at = models.DateTimeField(default=now)
    touched_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "number"], name="import_number_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in ImportKind]), name="import_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ImportState]), name="import_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["market_id", "organisation", "number"], name="import_by_organisation"),
            models.Index(fields=["market_id", "state", "touched_at"], name="import_by_state"),
        ]


class ImportRow(MarketRow):
    """A row of the sheet as the preview shows it. `turn` is its place in the work, `position` its number in the file,
    `cells` its texts, `faults` are (column, code, sentence), `before` is what a changed row replaces, by column.

    No foreign keys are checked: rows come by the hundred thousand and only ever beside their import.
    """

    isolation = by_party("organisation_id")

    organisation_id = models.UUIDField()
    imported = models.ForeignKey(
        Import, models.CASCADE, related_name="rows", db_index=False, db_constraint=False
    )
    turn = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    cells = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    before = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "imported", "turn"], name="import_row_once"),
        ]
        indexes = [
            models.Index(
                fields=["market_id", "imported", "turn"],
                condition=Q(state=RowState.WRONG.value),
                name="import_row_wrong",
            ),
        ]


class KnownColumn(MarketRow):
    """What an organisation has said that a heading means in its sheets of a kind; empty: nothing that is imported."""

    isolation = by_party("organisation_id")

    organisation = models.ForeignKey(
        "organisations.Organisation", models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=10)
    heading = models.CharField(max_length=100)
    column = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "organisation", "kind", "heading"], name="known_column_once"
            ),
        ]
