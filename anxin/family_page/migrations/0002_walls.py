"""Row security twice over: the house by the range of its post, the door by the token it names and nothing else."""

from django.conf import settings
from django.db import migrations

from anxin.ground.database.operations import RowSecurity

OF_CARD = ("family_page_pass", "family_page_sheet", "family_page_said")
# The door holds no range: it may set app.lo as it likes and still sees the one pass whose token it knows, and
# none of a sealed card (whose path begins with "~").
ONE_PASS = "token_hash = current_setting('door.token', true) AND path < '~'"
ITS_ROWS = "pass_id IN (SELECT id FROM family_page_pass)"  # which row security has cut down to that pass


def at_the_door(table: str, rows: str) -> migrations.RunSQL:
    """Let the door in at these rows, and (restrictive) at no others whatever else would let it."""
    door = settings.ANXIN_ROLE_DOOR
    return migrations.RunSQL(
        f"CREATE POLICY at_the_door ON {table} FOR ALL TO {door} USING ({rows}) WITH CHECK ({rows});"
        f"CREATE POLICY one_pass ON {table} AS RESTRICTIVE FOR ALL TO {door} USING ({rows}) WITH CHECK ({rows})",
        f"DROP POLICY at_the_door ON {table}; DROP POLICY one_pass ON {table}",
    )


def tied(table: str, key: str, parent: str, column: str) -> migrations.RunSQL:
    """Rows go where their card or pass goes, and end with it."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_path_fk FOREIGN KEY ({key}) REFERENCES {parent} ({column})"
        " ON UPDATE CASCADE ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_path_fk",
    )


class Migration(migrations.Migration):
    dependencies = [("family_page", "0001_passes"), ("families", "0002_row_security")]
    operations = [
        *(RowSecurity(table) for table in OF_CARD),
        at_the_door("family_page_pass", ONE_PASS),
        at_the_door("family_page_sheet", ITS_ROWS),
        at_the_door("family_page_said", ITS_ROWS),
        tied("family_page_pass", "path", "families_household", "path"),
        tied("family_page_sheet", "pass_id, path", "family_page_pass", "id, path"),
        tied("family_page_said", "pass_id, path", "family_page_pass", "id, path"),
    ]
