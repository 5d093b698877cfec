"""Row security on both tables, and rows tied to the path of their card."""

from django.db import migrations

from anxin.ground.database.operations import RowSecurity, SamePath

TABLES = ("entitlements_entitlement", "entitlements_gap")


class Migration(migrations.Migration):
    dependencies = [("entitlements", "0001_initial"), ("families", "0002_row_security")]
    operations = [
        *(RowSecurity(table) for table in TABLES),
        *(SamePath(table, "household_id", "families_household") for table in TABLES),
    ]
