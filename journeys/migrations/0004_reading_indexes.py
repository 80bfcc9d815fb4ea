"""Indexes for the pages: newest customers and runs first, and the log of an hour.

The one on the log is a summary of blocks by time, which costs an append next to nothing; one by
journey and step would cost it a third more.
"""

from django.db import migrations

ADD = """
create index customer_seen on customer (workspace_id, seen_at desc, id desc);
create index run_newest on run (journey_id, entered_at desc, id desc);
create index step_log_at on step_log using brin (at)
    with (pages_per_range = 16, autosummarize = on);
create index refusal_at on refusal using brin (at)
    with (pages_per_range = 16, autosummarize = on);
"""
DROP = "drop index customer_seen, run_newest, step_log_at, refusal_at"


class Migration(migrations.Migration):
    dependencies = [
        ("journeys", "0003_tags_and_folders"),
    ]

    operations = [migrations.RunSQL(ADD, DROP)]
