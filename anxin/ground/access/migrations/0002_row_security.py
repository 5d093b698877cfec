"""Access given is shown to its holder and to those whose scope holds the card; given only within scope."""

from django.db import migrations

from anxin.ground.database.operations import IN_RANGE, RowSecurity

IN_SCOPE = IN_RANGE.format(col="path")
HELD = (
    "holder = nullif(current_setting('app.post', true), '')::uuid"
    " OR holder = nullif(current_setting('app.unit', true), '')::uuid"
)


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [RowSecurity("access_grant", using=f"({HELD}) OR ({IN_SCOPE})", check=IN_SCOPE)]
