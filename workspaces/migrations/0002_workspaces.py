"""Workspaces, memberships, invitations, keys, the audit and the driven clock."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import workspaces.clock
import workspaces.zones


class Migration(migrations.Migration):
    dependencies = [
        ("workspaces", "0001_users"),
    ]

    operations = [
        migrations.CreateModel(
            name="Workspace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                (
                    "slug",
                    models.CharField(
                        max_length=50,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$"
                            )
                        ],
                    ),
                ),
                (
                    "zone",
                    models.CharField(
                        default="UTC", max_length=64, validators=[workspaces.zones.check_zone]
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ru", "Русский"),
                            ("pl", "Polski"),
                            ("zh-hans", "简体中文"),
                        ],
                        default="en",
                        max_length=10,
                    ),
                ),
                ("sender_name", models.CharField(blank=True, max_length=100)),
                ("sender_email", models.EmailField(blank=True, max_length=254)),
                ("is_demo", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=workspaces.clock.now)),
                ("deleting_at", models.DateTimeField(blank=True, null=True)),
                ("deleting", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "db_table": "workspace",
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Clock",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "clock",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="clock_one_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                (
                    "role",
                    models.CharField(
                        choices=[("owner", "Owner"), ("editor", "Editor"), ("viewer", "Viewer")],
                        default="editor",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField(default=workspaces.clock.now)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="workspaces.workspace",
                    ),
                ),
            ],
            options={
                "db_table": "invitation",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("owner", "Owner"), ("editor", "Editor"), ("viewer", "Viewer")],
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField(default=workspaces.clock.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="workspaces.workspace",
                    ),
                ),
            ],
            options={
                "db_table": "membership",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "user"), name="membership_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=workspaces.clock.now)),
                ("actor", models.CharField(max_length=254)),
                ("verb", models.CharField(max_length=50)),
                ("object_kind", models.CharField(max_length=30)),
                ("object_id", models.CharField(max_length=64)),
                ("detail", models.JSONField(default=dict)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="audit",
                        to="workspaces.workspace",
                    ),
                ),
            ],
            options={
                "db_table": "audit_entry",
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["workspace", "-at", "-id"], name="audit_latest")],
            },
        ),
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("write", "Write"), ("secret", "Secret")], max_length=10
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("hint", models.CharField(max_length=16)),
                ("text", models.CharField(blank=True, max_length=80)),
                ("created_at", models.DateTimeField(default=workspaces.clock.now)),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="workspaces.workspace",
                    ),
                ),
            ],
            options={
                "db_table": "api_key",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind", "write"), ("text", ""), _connector="OR"),
                        name="secret_key_has_no_text",
                    )
                ],
            },
        ),
    ]
