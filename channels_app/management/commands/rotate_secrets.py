from typing import Any

from django.core.management.base import BaseCommand, CommandError

from channels_app.accounts.rotation import rotate_secrets


class Command(BaseCommand):
    help = (
        "Seals the secrets of every account anew under the first of SOJOURN_SECRET_KEYS. Put a new"
        " key in front, restart, call this, and then take the old key out."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = rotate_secrets()
        self.stdout.write(f"Sealed anew: the secrets of {found.done} accounts.")
        if found.broken:
            names = ", ".join(
                f"{row.name} ({row.channel}, workspace {row.workspace_id})" for row in found.broken
            )
            raise CommandError(
                f"No key opens the secrets of: {names}. Put the key that sealed them back among"
                " SOJOURN_SECRET_KEYS, or enter the secrets again; until then keep every key."
            )
