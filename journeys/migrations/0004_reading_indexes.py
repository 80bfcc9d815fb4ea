"""Indexes for the pages: newest runs first, and the log of an hour.

There is none for the customers last seen: it would end the in-place updates of customers, which
every event needs, for a page that takes 40 ms without it at 300,000. The one on the log is a
summary of blocks by time, which costs an append next to nothing; one by journey and step would
cost it a third more.
"""

from django.db import migrations

ADD = """
create index run_newest on run (journey_id, entered_at desc, id desc);
create index step_log_at on step_log using brin (at)
    with (pages_per_range = 16, autosummarize = on);
create index refusal_at on refusal using brin (at)
    with (pages_per_range = 16, autosummarize = on);
"""
DROP = "drop index run_newest, step_log_at, refusal_at"


class Migration(migrations.Migration):
    dependencies = [
        ("journeys", "0003_tags_and_folders"),
    ]

    operations = [migrations.RunSQL(ADD, DROP)]
