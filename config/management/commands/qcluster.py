"""manage.py qcluster: django-q2's, which would end in a traceback without its database."""

from typing import Any

from django.db import connection
from django_q.management.commands import qcluster


class Command(qcluster.Command):  # type: ignore[misc]
    def handle(self, *args: Any, **options: Any) -> None:
        connection.ensure_connection()
        connection.close()  # a forked child must not share its parent's
        super().handle(*args, **options)
