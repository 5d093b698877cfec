"""``migrate`` as the owner of the tables, with the app's rights applied again afterwards."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from anxin.ground.database.roles import apply_grants, become_app, become_owner


class Command(Migrate):
    """Log in as owner, migrate, apply the grants, log in as the app again."""

    def handle(self, *args: Any, **options: Any) -> None:
        become_owner()
        try:
            super().handle(*args, **options)
            apply_grants()
        finally:
            become_app()
