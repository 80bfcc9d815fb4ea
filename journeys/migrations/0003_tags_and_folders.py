"""Where a journey is found: tags and a folder. Older processes may still insert without them."""

from django.db import migrations, models
from django.db.models import Value


class Migration(migrations.Migration):
    dependencies = [("journeys", "0002_large_tables")]

    operations = [
        migrations.AddField(
            model_name="journey",
            name="folder",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="journey",
            name="tags",
            field=models.JSONField(
                blank=True, db_default=Value([], output_field=models.JSONField()), default=list
            ),
        ),
    ]
