"""``flush`` as the owner of the tables: the app may empty none of them."""

from typing import Any

from django.apps import apps
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
            _empty_other_schemas()
        finally:
            become_app()
            connection.settings_dict["NAME"] = name


def _empty_other_schemas() -> None:
    """Django empties the tables of the public schema alone; another one's are named schema"."table."""
    tables = [model._meta.db_table for model in apps.get_models() if '"."' in model._meta.db_table]
    if tables:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in tables))
