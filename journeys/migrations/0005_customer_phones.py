"""The phones of customers, by which those who write or call are known."""

from django.db import migrations, models

# What the customers who are there already have.
FILL = """
insert into customer_phone (lane, customer_id, workspace_id, digits)
select lane, id, workspace_id, digits
  from (select lane, id, workspace_id,
               regexp_replace(regexp_replace(profile->>'phone', '[^0-9]', '', 'g'), '^00', '')
                   as digits
          from customer where profile ? 'phone') found
 where length(digits) between 7 and 15
"""


class Migration(migrations.Migration):
    dependencies = [
        ("journeys", "0004_reading_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="CustomerPhone",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "lane",
                        "customer_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("lane", models.SmallIntegerField()),
                ("customer_id", models.UUIDField()),
                ("workspace_id", models.BigIntegerField()),
                ("digits", models.TextField(db_collation="C")),
            ],
            options={
                "db_table": "customer_phone",
                "indexes": [
                    models.Index(fields=["workspace_id", "digits"], name="customer_phone_digits")
                ],
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
