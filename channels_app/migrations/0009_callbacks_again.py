"""Callbacks that came too early are looked at again, not before a time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels_app", "0008_asked_messages"),
    ]

    operations = [
        migrations.AddField(
            model_name="callback",
            name="again_at",
            field=models.DateTimeField(null=True),
        ),
    ]
