"""/healthz: the process lives. /readyz: the database answers and its tables are up to date.

A middleware and not two views, so that a probe needs neither an allowed host nor a session.
"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

Respond = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return _answer({"alive": True})
        if request.path == "/readyz":
            return self._readiness()
        return self.get_response(request)

    def _readiness(self) -> HttpResponse:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            # Tables never go back under a running process, so that one look is enough.
            self.migrated = self.migrated or not pending_migrations()
        except DatabaseError:
            connection.close()
            return _not_ready("The database does not answer. Start it or look at DATABASE_URL.")
        if not self.migrated:
            return _not_ready("Migrations are not applied. Run manage.py migrate.")
        return _answer({"ready": True})


def pending_migrations() -> list[str]:
    """The names of the migrations that the database does not have yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _not_ready(message: str) -> HttpResponse:
    return _answer({"error": {"code": "not_ready", "message": message, "problems": []}}, 503)


def _answer(content: dict[str, object], status: int = 200) -> HttpResponse:
    return JsonResponse(content, status=status, headers={"Cache-Control": "no-store"})
