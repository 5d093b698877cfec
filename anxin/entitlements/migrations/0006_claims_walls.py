"""Row security on the tables of claims, and rows tied to the path of their card and their people."""

from django.db import migrations

from anxin.ground.database.operations import RowSecurity, SamePath

TABLES = tuple(
    f"entitlements_{name}"
    for name in ("claim", "claimevent", "payment", "agreement", "signatory", "choice")
)
PEOPLE = tuple(f"entitlements_{name}" for name in ("claim", "payment", "signatory", "choice"))


class Migration(migrations.Migration):
    dependencies = [("entitlements", "0005_claims"), ("families", "0002_row_security")]
    operations = [
        *(RowSecurity(table) for table in TABLES),
        *(SamePath(table, "household_id", "families_household") for table in TABLES),
        *(SamePath(table, "person_id", "families_person") for table in PEOPLE),
    ]
