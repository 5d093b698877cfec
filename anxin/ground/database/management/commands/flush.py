"""``flush`` as the owner of the tables: the app may empty none of them."""

from typing import Any

from django.core.management.commands.flush import Command as Flush
from django.db import connection

from anxin.ground.database.roles import become_app, become_owner


class Command(Flush):
    """Log in as owner, empty the tables, log in as the app again, in the same database."""

    def handle(self, **options: Any) -> None:
        name = connection.settings_dict["NAME"]
        become_owner()
        connection.settings_dict["NAME"] = name
        try:
            super().handle(**options)
        finally:
            become_app()
            connection.settings_dict["NAME"] = name
