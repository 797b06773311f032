"""Second factors, how sessions were opened, and which roles follow their presets."""

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.ids
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.policies import Isolate
from dinghuo.foundation.tenancy import acting, gate


def mark_edited_roles(apps: Any, schema_editor: Any) -> None:
    """Roles that somebody has saved were chosen by hand; all others follow their presets from now on."""
    with gate():
        markets = list(apps.get_model("organisations", "Market").objects.values_list("id", flat=True))
    roles, events = apps.get_model("organisations", "Role"), apps.get_model("foundation", "EventRow")
    for market_id in markets:
        with acting(Actor.system(market_id)):
            saved = events.objects.filter(market_id=market_id, kind="role.saved").values("subject_id")
            roles.objects.filter(market_id=market_id, id__in=saved).update(edited_at=now())


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_find_operator"),
        ("foundation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Authenticator",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=dinghuo.foundation.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("market_id", models.UUIDField(editable=False)),
                ("secret", models.CharField(max_length=200)),
                ("last_step", models.BigIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                (
                    "confirmed_at",
                    models.DateTimeField(help_text="Empty until a first code was right.", null=True),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Challenge",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=dinghuo.foundation.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("market_id", models.UUIDField(editable=False)),
                ("challenge_hash", models.CharField(max_length=64)),
                ("expires_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Passkey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=dinghuo.foundation.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("market_id", models.UUIDField(editable=False)),
                ("credential", models.CharField(max_length=1400)),
                ("public_key", models.CharField(max_length=2000)),
                ("sign_count", models.BigIntegerField(default=0)),
                (
                    "transports",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                ("site", models.CharField(max_length=253)),
                ("name", models.CharField(max_length=60)),
                ("created_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("used_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=dinghuo.foundation.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("market_id", models.UUIDField(editable=False)),
                ("code_hash", models.CharField(max_length=64)),
                ("used_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="role",
            name="edited_at",
            field=models.DateTimeField(
                help_text="When its permissions were first chosen by hand; empty: it follows its preset.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="role",
            name="second_factor",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Whoever holds it proves more than a password."
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="opened_by",
            field=models.CharField(db_default="password", default="password", max_length=10),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("opened_by__in", ["password", "app", "recovery", "passkey"])),
                name="session_opened_by",
            ),
        ),
        migrations.AddField(
            model_name="authenticator",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="organisations.person",
            ),
        ),
        migrations.AddIndex(
            model_name="challenge",
            index=models.Index(fields=["market_id", "expires_at"], name="challenge_age"),
        ),
        migrations.AddConstraint(
            model_name="challenge",
            constraint=models.UniqueConstraint(fields=("market_id", "challenge_hash"), name="challenge_once"),
        ),
        migrations.AddField(
            model_name="passkey",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="organisations.person",
            ),
        ),
        migrations.AddField(
            model_name="recoverycode",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="organisations.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="authenticator",
            constraint=models.UniqueConstraint(fields=("market_id", "person"), name="authenticator_once"),
        ),
        migrations.AddIndex(
            model_name="passkey",
            index=models.Index(fields=["market_id", "person"], name="passkey_by_person"),
        ),
        migrations.AddConstraint(
            model_name="passkey",
            constraint=models.UniqueConstraint(fields=("market_id", "credential"), name="passkey_once"),
        ),
        migrations.AddConstraint(
            model_name="recoverycode",
            constraint=models.UniqueConstraint(
                fields=("market_id", "person", "code_hash"), name="recovery_code_once"
            ),
        ),
        Isolate("organisations_authenticator"),
        Isolate("organisations_recoverycode"),
        Isolate("organisations_passkey"),
        Isolate("organisations_challenge"),
        migrations.RunPython(mark_edited_roles, migrations.RunPython.noop),
    ]
